import { postWithin } from '../ledger/ledger.ts';
import type { Post } from '../ledger/ledger.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { walletAccountId } from './account.ts';
import { feeTransfers } from './fees/fee-transfers.ts';
import { useLimits } from './limits/limits.ts';
import { answerPayment, demandConfirmed } from './payment-answer.ts';
import type { Payment } from './payment.ts';

/** A payment's transfer, without its fee. */
export function toTransfer(
  { senderId, recipient, asset, amount, memo }: Payment,
  { id, reference }: { readonly id: string; readonly reference?: string },
): Post {
  return {
    kind: 'post',
    id,
    purpose: 'payment',
    debit: walletAccountId(senderId, asset.code),
    credit: walletAccountId(recipient.id, asset.code),
    asset: asset.code,
    amount,
    ...(reference === undefined ? {} : { reference }),
    ...(memo === undefined ? {} : { memo }),
  };
}

/** Pays in the caller's transaction; throws the sentence for a fee that was not confirmed, a limit, or the ledger's refusal. */
export async function payWithin(
  ctx: Ctx,
  {
    payment,
    id,
    reference,
    confirmed,
  }: {
    readonly payment: Payment;
    readonly id: string;
    /** What it is paid for, as the books keep it. */
    readonly reference: string;
    readonly confirmed: string | undefined;
  },
) {
  const { senderId: personId, asset, amount, quote } = payment;
  demandConfirmed(payment, confirmed);
  await useLimits(ctx, { personId, operation: 'payment', asset: asset.code, amount, transferId: id });
  const moment = { now: ctx.now, shards: ctx.config.shards };
  const results = await postWithin(
    queryable(ctx.tx),
    feeTransfers(toTransfer(payment, { id, reference }), quote),
    moment,
  );
  return answerPayment({ ...ctx, db: ctx.tx }, payment, results);
}
