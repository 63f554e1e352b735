import { Type } from 'typebox';
import { postWithin } from '../../ledger/ledger.ts';
import { actorName } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import { formatAmount } from '../../platform/money.ts';
import { transactionId, walletAccountId } from '../account.ts';
import { readAmount } from '../payment.ts';
import { changePayment, stepTo } from './change-payment.ts';
import type { CheckoutRefund } from './contract.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import { assetOf, readOwnPayment } from './payment-row.ts';
import type { PaymentRow } from './payment-row.ts';
import { checkoutProblem } from './problems.ts';
import { toRefund } from './refund.ts';
import { refundSchema } from './schemas.ts';

export const refundCheckout = command({
  name: 'wallet.refund-checkout',
  summary: 'Gives a payment back to its payer, all of it or a part; all refunds together never more than was paid.',
  rest: 'POST /checkout/payments/{id}/refunds',
  scope: 'refunds:write',
  can: actsForMerchant,
  output: refundSchema,
  input: input({
    id: Type.String({ format: 'uuid', description: 'The payment' }),
    amount: Type.Optional(
      Type.String({ minLength: 1, maxLength: 80, description: 'Decimal; what is left unless said' }),
    ),
    reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'The customer reads it' }),
  }),
  run: async (ctx, { id: paymentId, amount: typed, reason }): Promise<CheckoutRefund> => {
    ctx.about(`checkout:${paymentId}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    // Locked: two refunds at the same time see each other.
    const row = await readOwnPayment(ctx.tx, personId, paymentId, { lock: true });
    stepTo(row, 'refund-part', ctx.now);
    const amount = readRefund(ctx, row, typed);
    const id = newId(row.shard);
    const transferId = await move(ctx, row, { id, amount });
    const refund = { shard: row.shard, id, merchant_id: row.merchant_id, payment_id: row.id, amount };
    const made = {
      ...refund,
      reason: reason.trim(),
      transfer_id: transferId,
      at: ctx.now,
      made_by: actorName(ctx.actor),
    };
    await ctx.tx.insertInto('wallet.checkout_refunds').values(made).execute();
    const refunded = row.refunded + amount;
    await changePayment(ctx, row, refunded === row.amount ? 'refund-rest' : 'refund-part', { refunded });
    return toRefund(ctx.config, row, made);
  },
});

function payerOf({ payer_id: payerId }: PaymentRow): string {
  assert(payerId, 'a paid payment has a payer');
  return payerId;
}

/** What is to be given back; throws `wallet.more-than-paid`. */
function readRefund(ctx: Ctx, row: PaymentRow, typed: string | undefined): bigint {
  const asset = assetOf(ctx.config, row.asset);
  const left = row.amount - row.refunded;
  const amount = typed === undefined ? left : readAmount(typed, asset);
  if (amount <= left) return amount;
  const { text } = checkoutProblem('more-than-paid');
  throw checkoutProblem('more-than-paid', { left: formatAmount(left, asset) }, [
    { pointer: '/amount', detail: text.detail },
  ]);
}

async function move(
  ctx: Ctx,
  row: PaymentRow,
  { id, amount }: { readonly id: string; readonly amount: bigint },
): Promise<string> {
  const transferId = transactionId(`checkout-refund ${id}`, row.shard);
  const transfer = {
    kind: 'post',
    id: transferId,
    purpose: 'checkout-refund',
    reference: row.id,
    memo: row.order_reference,
    debit: walletAccountId(row.merchant_id, row.asset),
    credit: walletAccountId(payerOf(row), row.asset),
    asset: row.asset,
    amount,
  } as const;
  const [result] = await postWithin(queryable(ctx.tx), [transfer], { now: ctx.now, shards: ctx.config.shards });
  assert(result, 'a transfer is answered');
  if (!('refused' in result)) return transferId;
  throw checkoutProblem(result.refused === 'insufficient-funds' ? 'refund-needs-balance' : 'refund-blocked');
}
