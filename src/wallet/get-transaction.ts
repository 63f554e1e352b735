import { Type } from 'typebox';
import { hasRole, isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { payeeLink } from './contacts/contacts.ts';
import { recallChoices } from './recalls/recall-choices.ts';
import { problem } from './problems.ts';
import { transactionFacts } from './transaction-facts.ts';

export const getTransaction = query({
  name: 'wallet.get-transaction',
  summary:
    'Reads one transaction by its id or reference: who, when, how much, its state, and what was given back; for its parties and staff.',
  rest: 'GET /transactions/{id}',
  can: (actor) => hasRole(actor, 'customer') || isStaff(actor),
  input: input({ id: Type.String({ minLength: 1, maxLength: 60 }) }),
  run: async (ctx, { id }) => {
    const facts = await transactionFacts(ctx, id, ctx.actor);
    if (facts === undefined) throw problem('transaction-unknown');
    const mine = (side: typeof facts.from): boolean =>
      side.kind === 'person' && ctx.actor.kind === 'person' && side.personId === ctx.actor.id;
    // Who is both, as staff with a wallet, reads it as its party.
    const direction: 'in' | 'out' | null = mine(facts.to) ? 'in' : mine(facts.from) ? 'out' : null;
    // What a payment's `to` takes, to pay the same person again.
    const again =
      direction === 'out' && facts.kind === 'payment' && facts.to.kind === 'person'
        ? payeeLink(ctx, facts.to.personId)
        : null;
    return { ...facts, direction, again, ...(await recallChoices(ctx, facts, direction)) };
  },
});
