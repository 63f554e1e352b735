import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { dayField, readDays } from '../checkout/days.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import { readEndpoint } from './endpoint-row.ts';
import { webhookProblem } from './problems.ts';
import { putOnWay } from './put-on-way.ts';

/** Messages that one command puts on their way; who has more orders it again. */
const batchMax = 1000;

export const replayFailedWebhooks = command({
  name: 'wallet.replay-failed-webhooks',
  summary: 'Sends again every message to an endpoint that was given up since a day, the oldest first, 1,000 at a time.',
  rest: 'POST /merchant/webhooks/{id}/replay',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ format: 'uuid' }), since: dayField }),
  run: async (ctx, { id, since }): Promise<{ readonly replayed: number }> => {
    ctx.about(`webhook-endpoint:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const { start } = readDays(since, undefined);
    const endpoint = await readEndpoint(ctx.tx, personId, id, { lock: true });
    if (endpoint.disabled_at !== null) throw webhookProblem('endpoint-off');
    const rows = await ctx.tx
      .selectFrom('wallet.webhook_messages')
      .selectAll()
      .where('shard', '=', endpoint.shard)
      .where('endpoint_id', '=', id)
      .where('state', '=', 'dead')
      .where('created_at', '>=', start ?? ctx.now)
      .orderBy('id')
      .limit(batchMax)
      .forUpdate()
      .execute();
    for (const row of rows) await putOnWay(ctx, row);
    return { replayed: rows.length };
  },
});
