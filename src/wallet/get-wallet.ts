import { hasRole } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { personIdOf } from './payment.ts';
import { readWallet } from './read-wallet.ts';

export const getWallet = query({
  name: 'wallet.get-wallet',
  summary: 'Reads the balances of one’s own wallet, what may be spent, and whether it is frozen and why.',
  rest: 'GET /wallet',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => readWallet(ctx, personIdOf(ctx.actor)),
});
