import { Type } from 'typebox';
import { input, query } from '../../platform/command.ts';
import { actsForMerchant, requireMerchant } from '../checkout/merchant.ts';
import { readOwnPayment } from '../checkout/payment-row.ts';
import type { WebhookMessage } from './contract.ts';
import { toMessage } from './message-row.ts';

/** Messages about one payment: a few changes, each to a few endpoints. */
const shownMax = 100;

export const listPaymentWebhooks = query({
  name: 'wallet.list-payment-webhooks',
  summary: 'What the merchant’s endpoints were told of one payment, and what became of each message.',
  rest: 'GET /checkout/payments/{id}/webhooks',
  scope: 'payments:read',
  can: actsForMerchant,
  input: input({ id: Type.String({ format: 'uuid', description: 'The payment' }) }),
  run: async ({ db, actor }, { id }): Promise<readonly WebhookMessage[]> => {
    const { personId } = await requireMerchant(db, actor);
    const payment = await readOwnPayment(db, personId, id);
    const rows = await db
      .selectFrom('wallet.webhook_messages')
      .selectAll()
      .where('shard', '=', payment.shard)
      .where('payment_id', '=', payment.id)
      .orderBy('sequence')
      .limit(shownMax)
      .execute();
    return rows.map(toMessage);
  },
});
