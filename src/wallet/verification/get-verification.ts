import { Type } from 'typebox';
import { personById, verificationLevelOf } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { listOpenings } from './documents.ts';
import { verificationProblem } from './problems.ts';
import { readVerification, toVerification } from './store.ts';

export const getVerification = query({
  name: 'wallet.get-verification',
  summary:
    'A customer’s verification with what he says of himself, its documents, and who opened them; for compliance.',
  rest: 'GET /verifications/{verification}',
  can: (actor) => hasRole(actor, 'compliance', 'admin'),
  input: input({ verification: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { verification: id }) => {
    const row = await readVerification(ctx.db, id);
    const nameOf = async (personId: string | null): Promise<string | null> =>
      personId === null ? null : ((await personById(ctx.db, personId))?.name ?? null);
    const [person, level, verification, openings, recommendedBy, decidedBy] = await Promise.all([
      personById(ctx.db, row.person_id),
      verificationLevelOf(ctx.db, row.person_id),
      toVerification(ctx.db, row),
      listOpenings(ctx, id),
      nameOf(row.recommended_by),
      nameOf(row.decided_by),
    ]);
    if (person === undefined) throw verificationProblem('verification-unknown');
    const mine = ctx.actor.kind === 'person' ? ctx.actor.id : '';
    return {
      ...verification,
      person: { id: person.id, name: person.name, email: person.email, level },
      recommended:
        row.recommended_at === null
          ? null
          : { at: row.recommended_at, by: recommendedBy, advice: row.recommendation, because: row.recommended_because },
      decidedBy,
      openings,
      /** Why the caller may not take the next step, if he may not. */
      barred:
        row.person_id === mine ? ('own' as const) : row.recommended_by === mine ? ('second-person' as const) : null,
    };
  },
});
