import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { toJson } from '../../platform/json.ts';
import { toPayment } from '../checkout/payment-row.ts';
import type { PaymentRow } from '../checkout/payment-row.ts';
import type { WebhookEvent } from './contract.ts';

/**
 * Tells the endpoints of a payment's merchant what just happened to it, in the same transaction. Messages may arrive
 * late, twice and out of order: each carries the payment as it now is and the number of this change.
 */
export async function announce(ctx: Ctx, payment: PaymentRow, event: WebhookEvent): Promise<void> {
  const { shard, merchant_id: merchantId, id: paymentId, version: sequence } = payment;
  const endpoints = await ctx.tx
    .selectFrom('wallet.webhook_endpoints')
    .select('id')
    .where('shard', '=', shard)
    .where('merchant_id', '=', merchantId)
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`${event} = any(events)`)
    // Nobody switches one off while this waits to commit: it would leave a message behind.
    .forShare()
    .execute();
  const view = toPayment(ctx.config, payment, ctx.now);
  const body = toJson({ type: event, timestamp: ctx.now, data: { sequence, payment: view } });
  for (const { id: endpointId } of endpoints) {
    const id = newId(shard);
    const message = { shard, id, merchant_id: merchantId, endpoint_id: endpointId, payment_id: paymentId };
    await ctx.tx
      .insertInto('wallet.webhook_messages')
      .values({ ...message, event, sequence, body, state: 'waiting', created_at: ctx.now })
      .execute();
    await ctx.send({ kind: 'webhook', key: `webhook ${id} 1`, payload: { message: id } });
  }
}
