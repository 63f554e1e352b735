import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { requestProblem } from './problems.ts';
import { demandOpen, lockRequest } from './requests.ts';

export const cancelRequest = command({
  name: 'wallet.cancel-request',
  summary: 'Takes a payment request of one’s own back, so that nobody can pay it any more.',
  rest: 'POST /payment-requests/{request}/cancellation',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ request: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { request: id }) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`request:${id}`);
    const request = await lockRequest(ctx, id);
    if (request.personId !== personId) throw requestProblem('request-unknown');
    if (request.state === 'cancelled') return;
    demandOpen(request);
    await ctx.tx
      .updateTable('wallet.payment_requests')
      .set({ cancelled_at: ctx.now })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
  },
});
