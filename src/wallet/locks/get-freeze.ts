import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { listEvidence } from '../../evidence/evidence.ts';
import { hasRole, isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { listFreezes } from '../freezes.ts';
import { problem } from '../problems.ts';
import { listOpenings } from '../verification/documents.ts';

export const getFreeze = query({
  name: 'wallet.get-freeze',
  summary: 'One freeze of a customer’s wallet; for compliance with the documents of its order and who opened them.',
  rest: 'GET /wallets/{person}/freezes/{freeze}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }), freeze: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person: personId, freeze: id }) => {
    const [person, freezes] = await Promise.all([personById(ctx.db, personId), listFreezes(ctx.db, personId)]);
    const freeze = freezes.find((one) => one.id === id);
    if (person === undefined || freeze === undefined) throw problem('freeze-unknown');
    const isCompliance = hasRole(ctx.actor, 'compliance', 'admin');
    const [documents, openings] = isCompliance
      ? await Promise.all([listEvidence(ctx.db, id), listOpenings(ctx, id)])
      : [[], []];
    const mayLift = freeze.liftedAt === null && (freeze.lifter !== 'compliance' || isCompliance);
    return { ...freeze, personId, personName: person.name, documents, openings, mayLift };
  },
});
