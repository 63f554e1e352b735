import { Type } from 'typebox';
import { input, query } from '../../platform/command.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import type { CheckoutRefund } from './contract.ts';
import { readOwnPayment } from './payment-row.ts';
import { toRefund } from './refund.ts';
import { refundSchema } from './schemas.ts';

/** Refunds of one payment that are listed; one rarely has more than two. */
const shownMax = 500;

export const listRefunds = query({
  name: 'wallet.list-refunds',
  summary: 'The refunds of one payment, the first one first.',
  rest: 'GET /checkout/payments/{id}/refunds',
  scope: 'payments:read',
  can: actsForMerchant,
  output: Type.Array(refundSchema),
  input: input({ id: Type.String({ format: 'uuid', description: 'The payment' }) }),
  run: async ({ db, actor, config }, { id }): Promise<readonly CheckoutRefund[]> => {
    const { personId } = await requireMerchant(db, actor);
    const payment = await readOwnPayment(db, personId, id);
    const rows = await db
      .selectFrom('wallet.checkout_refunds')
      .selectAll()
      .where('shard', '=', payment.shard)
      .where('payment_id', '=', payment.id)
      .orderBy('id')
      .limit(shownMax)
      .execute();
    return rows.map((row) => toRefund(config, payment, row));
  },
});
