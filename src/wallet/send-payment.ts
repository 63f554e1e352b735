import { Type } from 'typebox';
import { getTransfer } from '../ledger/ledger.ts';
import type { Ledger, Post } from '../ledger/ledger.ts';
import { hasRole } from '../platform/actor.ts';
import { input, ledgerCommand } from '../platform/command.ts';
import type { QueryCtx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { transactionId } from './account.ts';
import { feeTransferId, feeTransfers } from './fees/fee-transfers.ts';
import { releaseLimits, useLimits } from './limits/limits.ts';
import { toTransfer } from './pay-within.ts';
import { answerPayment, unconfirmedFee } from './payment-answer.ts';
import { readPayment } from './payment.ts';
import type { Payment } from './payment.ts';
import { explainRefusal } from './refusal.ts';

export const paymentFields = {
  to: Type.String({ minLength: 1, maxLength: 254, description: 'The recipient’s e-mail address or handle' }),
  asset: Type.String({ minLength: 1, maxLength: 20 }),
  amount: Type.String({ minLength: 1, maxLength: 80, description: 'Decimal, such as 12.50' }),
  memo: Type.Optional(Type.String({ description: 'A note for the recipient, 140 characters at the most' })),
};

export const confirmedFee = Type.Optional(
  Type.String({
    maxLength: 80,
    description: 'The fee that the payer confirmed, decimal; none where absent. A higher one is refused.',
  }),
);

/** Pays another person. The transfer's id follows from the Idempotency-Key, so that a repeat pays once and gets the first answer. */
export function sendPayment(ledger: Pick<Ledger, 'post'>) {
  return ledgerCommand({
    name: 'wallet.send-payment',
    summary: 'Sends money to another person’s wallet, at once.',
    rest: 'POST /payments',
    can: (actor) => hasRole(actor, 'customer'),
    input: input({ ...paymentFields, fee: confirmedFee }),
    run: async (ctx, given) => {
      const payment = await readPayment(ctx, given);
      const shard = shardOf(payment.senderId);
      const id = transactionId(`payment ${payment.senderId} ${ctx.idempotencyKey ?? newId(shard)}`, shard);
      const transfer = toTransfer(payment, { id });
      const risen = unconfirmedFee(payment, given.fee);
      if (risen) return answerFirst(ctx, payment, transfer, () => risen);
      const use = {
        personId: payment.senderId,
        operation: 'payment',
        asset: transfer.asset,
        amount: transfer.amount,
        transferId: transfer.id,
      } as const;
      await useLimits(ctx, use);
      const results = await ledger.post(feeTransfers(transfer, payment.quote));
      if (results.some((result) => 'refused' in result && result.refused === 'id-already-used'))
        return answerFirst(ctx, payment, transfer, () => explainRefusal(ctx, payment, 'id-already-used'));
      // A refused payment moved nothing; an id that is taken belongs to another one, which did move.
      if (results.some((result) => 'refused' in result)) await releaseLimits(ctx, use);
      return answerPayment(ctx, payment, results);
    },
  });
}

/** The first answer to this very payment, which a fee that changed since does not undo; throws `otherwise` where there was none. */
async function answerFirst(ctx: QueryCtx, payment: Payment, transfer: Post, otherwise: () => Error | Promise<Error>) {
  const find = async (id: string) => getTransfer(queryable(ctx.db), id, ctx.config.shards);
  const [first, fee] = await Promise.all([find(transfer.id), find(feeTransferId(transfer.id))]);
  const same =
    first?.transfer.kind === 'post' &&
    first.transfer.purpose === transfer.purpose &&
    first.transfer.credit === transfer.credit &&
    first.transfer.asset === transfer.asset &&
    first.transfer.amount === transfer.amount &&
    first.transfer.memo === transfer.memo;
  if (!same) throw await otherwise();
  return answerPayment(
    ctx,
    payment,
    [first, ...(fee ? [fee] : [])].map(({ result }) => result),
    fee && 'amount' in fee.transfer ? fee.transfer.amount : 0n,
  );
}
