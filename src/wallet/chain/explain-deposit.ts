import { Type } from 'typebox';
import { hasRole, isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { explainTransaction } from '../../rails/rails.ts';
import { personIdOf } from '../payment.ts';
import { withBooks } from './read-deposits.ts';

export const explainDeposit = query({
  name: 'wallet.explain-deposit',
  summary:
    'Says what a transaction’s hash is: a deposit of the customer and how far it is, one to another address, or nothing on our chain.',
  rest: 'GET /top-up/chain/transactions/{hash}',
  can: (actor) => hasRole(actor, 'customer') || isStaff(actor),
  input: input({
    hash: Type.String({ minLength: 1, maxLength: 200, description: 'As the sending wallet or exchange shows it' }),
    person: Type.Optional(Type.String({ format: 'uuid', description: 'For staff: whose deposit it is said to be' })),
  }),
  run: async ({ db, config, now, actor }, { hash, person }) => {
    const owner = isStaff(actor) ? person : personIdOf(actor);
    const found = await explainTransaction({ db, config, now }, owner, hash);
    if (found.what !== 'deposits') return found;
    return { ...found, deposits: await withBooks(db, config, found.deposits) };
  },
});
