import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { askedLevels } from './contract.ts';

/** Verifications on one page of the queue, those that wait longest first. */
const waitingMax = 50;

export const listVerifications = query({
  name: 'wallet.list-verifications',
  summary: 'The verifications that wait for compliance: to be recommended on, or to be decided by a second person.',
  rest: 'GET /verifications',
  can: (actor) => hasRole(actor, 'compliance', 'admin'),
  input: input({ after: Type.Optional(Type.String({ format: 'date-time', maxLength: 40 })) }),
  run: async (ctx, { after }) => {
    const rows = await ctx.db
      .selectFrom('wallet.verifications')
      .select(['id', 'person_id', 'level', 'state', 'submitted_at', 'recommended_by', 'recommendation'])
      .where('state', 'in', ['submitted', 'recommended'])
      .$if(after !== undefined, (rest) => rest.where('submitted_at', '>', new Date(after ?? '')))
      .orderBy('submitted_at')
      .limit(waitingMax + 1)
      .execute();
    const verifications = await Promise.all(
      rows.slice(0, waitingMax).map(async (row) => ({
        id: row.id,
        name: (await personById(ctx.db, row.person_id))?.name ?? '',
        level: askedLevels.find((known) => known === row.level) ?? 1,
        state: row.state === 'recommended' ? ('recommended' as const) : ('submitted' as const),
        submittedAt: row.submitted_at,
        recommendation: row.recommendation,
        /** The caller recommended on it, or it is his own: another decides. */
        forAnother: ctx.actor.kind === 'person' && [row.recommended_by, row.person_id].includes(ctx.actor.id),
      })),
    );
    const next = rows.length > waitingMax ? (verifications.at(-1)?.submittedAt?.toISOString() ?? null) : null;
    return { verifications, next };
  },
});
