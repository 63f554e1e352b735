import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import { readEndpoint } from './endpoint-row.ts';
import { readMessage } from './message-row.ts';
import { webhookProblem } from './problems.ts';
import { putOnWay } from './put-on-way.ts';

export const replayWebhook = command({
  name: 'wallet.replay-webhook',
  summary: 'Sends a message to its endpoint again, whether it was taken or given up.',
  rest: 'POST /merchant/webhook-messages/{id}/replay',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    ctx.about(`webhook:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const { endpoint_id: endpointId } = await readMessage(ctx.tx, personId, id);
    const endpoint = await readEndpoint(ctx.tx, personId, endpointId, { lock: true });
    if (endpoint.disabled_at !== null) throw webhookProblem('endpoint-off');
    const row = await readMessage(ctx.tx, personId, id, { lock: true });
    if (row.state === 'waiting') throw webhookProblem('webhook-under-way');
    await putOnWay(ctx, row);
  },
});
