import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import type { WebhookEndpoint } from './contract.ts';
import { toEndpoint } from './endpoint-row.ts';

const shownMax = 100;

export const listWebhookEndpoints = query({
  name: 'wallet.list-webhook-endpoints',
  summary: 'One’s webhook endpoints, the newest first.',
  rest: 'GET /merchant/webhooks',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor, now }): Promise<readonly WebhookEndpoint[]> => {
    const { personId } = await requireMerchant(db, actor);
    const rows = await db
      .selectFrom('wallet.webhook_endpoints')
      .selectAll()
      .where('shard', '=', shardOf(personId))
      .where('merchant_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(shownMax)
      .execute();
    return rows.map((row) => toEndpoint(row, now));
  },
});
