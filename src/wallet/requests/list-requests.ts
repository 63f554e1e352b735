import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { ownRequests } from './requests.ts';

export const listRequests = query({
  name: 'wallet.list-requests',
  summary: 'Lists one’s own payment requests, newest first, each with its state, its link and what was paid.',
  rest: 'GET /payment-requests',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => ({ requests: await ownRequests(ctx, personIdOf(ctx.actor)) }),
});
