import { Type } from 'typebox';
import { postWithin } from '../../ledger/ledger.ts';
import type { Post } from '../../ledger/ledger.ts';
import { hasRole } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { transactionId, walletAccountId } from '../account.ts';
import { feeTransfers } from '../fees/fee-transfers.ts';
import { quoteFee } from '../fees/fee-tables.ts';
import { useCouponWithin } from '../coupons/use.ts';
import { useLimits } from '../limits/limits.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { explainRefusal } from '../refusal.ts';
import { referenceOf } from '../transaction.ts';
import { changePayment, stepTo } from './change-payment.ts';
import { findMerchant } from './merchant.ts';
import { assetOf, paymentOfToken, readPaymentRow, storedState } from './payment-row.ts';
import type { PaymentRow } from './payment-row.ts';
import { amountDue, isPaid } from './payment-state.ts';
import { checkoutProblem } from './problems.ts';
import { withOutcome } from './web-address.ts';

export interface CheckoutPaid {
  readonly id: string;
  readonly transactionId: string;
  readonly reference: string;
  readonly returnUrl: string;
}

export const payCheckout = command({
  name: 'wallet.pay-checkout',
  summary:
    'Pays a merchant’s payment from one’s balance, once whoever tries how often; a repeat of the payer gets his receipt.',
  rest: 'POST /checkout/links/{token}/pay',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    token: Type.String({ minLength: 1, maxLength: 100 }),
    due: Type.String({ pattern: '^\\d{1,39}$', description: 'What the payer saw as due, in minor units' }),
    coupon: Type.Optional(Type.String({ format: 'uuid', description: 'One’s coupon that pays a part' })),
  }),
  run: async (ctx, { token, due, coupon }): Promise<CheckoutPaid> => {
    const payerId = personIdOf(ctx.actor);
    // Locked first: whoever comes second waits here, and finds it paid.
    const row = await readPaymentRow(ctx.tx, paymentOfToken(ctx.config, token), { lock: true });
    ctx.about(`checkout:${row.id}`);
    if (row.payer_id === payerId && isPaid(storedState(row))) return toReceipt(row);
    stepTo(row, 'pay', ctx.now);
    if (row.merchant_id === payerId) throw checkoutProblem('own-checkout');
    const merchant = await findMerchant(ctx.tx, row.merchant_id);
    if (merchant?.state !== 'approved') throw checkoutProblem('merchant-suspended');
    if (BigInt(due) !== amountDue(row)) throw checkoutProblem('checkout-changed');
    if (coupon !== undefined)
      await useCouponWithin(ctx, {
        couponId: coupon,
        personId: payerId,
        use: 'checkout',
        asset: row.asset,
        due: amountDue(row),
        of: row.id,
      });
    const { transferId, fee } = await move(ctx, row, payerId);
    const paid = await changePayment(ctx, row, 'pay', {
      paid_at: ctx.now,
      payer_id: payerId,
      transfer_id: transferId,
      fee,
    });
    return toReceipt(paid);
  },
});

/** Moves the money and our fee, which the merchant pays of it, in the caller's transaction; throws why it cannot. */
async function move(
  ctx: Ctx,
  row: PaymentRow,
  payerId: string,
): Promise<{ readonly transferId: string; readonly fee: bigint }> {
  const shard = shardOf(payerId);
  const transferId = transactionId(`checkout ${row.id}`, shard);
  const due = amountDue(row);
  const asset = assetOf(ctx.config, row.asset);
  await useLimits(ctx, { personId: payerId, operation: 'checkout', asset: asset.code, amount: due, transferId });
  const payment: Post = {
    kind: 'post',
    id: transferId,
    purpose: 'checkout',
    reference: row.id,
    memo: row.description === null ? row.order_reference : `${row.order_reference} · ${row.description}`,
    debit: walletAccountId(payerId, asset.code),
    credit: walletAccountId(row.merchant_id, asset.code),
    asset: asset.code,
    amount: due,
  };
  const quote = await quoteFee({ ...ctx, db: ctx.tx }, { kind: 'checkout', asset: asset.code, amount: due });
  const transfers = feeTransfers(payment, quote, payment.credit);
  const [paid, charged] = await postWithin(queryable(ctx.tx), transfers, { now: ctx.now, shards: ctx.config.shards });
  assert(paid, 'a transfer is answered');
  if ('refused' in paid && paid.refused !== 'group-refused') {
    const free = { ...quote, fee: 0n };
    throw await explainRefusal(
      { ...ctx, db: ctx.tx },
      { senderId: payerId, asset, amount: due, quote: free },
      paid.refused,
    );
  }
  // What stops the fee is the merchant's affair.
  if ('refused' in paid || (charged && 'refused' in charged)) throw problem('recipient-unavailable');
  assert(!paid.repeated, 'a payment that is not paid has moved nothing');
  return { transferId, fee: quote.fee };
}

function toReceipt({ id, transfer_id: transferId, return_url: returnUrl }: PaymentRow): CheckoutPaid {
  assert(transferId, 'a paid payment has a transfer');
  return {
    id,
    transactionId: transferId,
    reference: referenceOf(transferId),
    returnUrl: withOutcome(returnUrl, id, 'paid'),
  };
}
