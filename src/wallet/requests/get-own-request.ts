import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { ownRequest } from './requests.ts';

export const getOwnRequest = query({
  name: 'wallet.get-own-request',
  summary: 'Reads one of one’s own payment requests: its state, its link and what was paid.',
  rest: 'GET /payment-requests/{request}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ request: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { request }) => ownRequest(ctx, personIdOf(ctx.actor), request),
});
