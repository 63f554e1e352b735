import { Type } from 'typebox';
import type { Ledger } from '../ledger/ledger.ts';
import { hasRole } from '../platform/actor.ts';
import { input, ledgerCommand } from '../platform/command.ts';
import { newId, shardOf } from '../platform/id.ts';
import { transactionId, walletAccountId } from './account.ts';
import { releaseLimits, useLimits } from './limits/limits.ts';
import { maskName } from './masked-name.ts';
import { readPayment } from './payment.ts';
import { formatReference, transactionReference } from './reference.ts';
import { explainRefusal } from './refusal.ts';

export const paymentInput = input({
  to: Type.String({ minLength: 1, maxLength: 254, description: 'The recipient’s e-mail address or handle' }),
  asset: Type.String({ minLength: 1, maxLength: 20 }),
  amount: Type.String({ minLength: 1, maxLength: 80, description: 'Decimal, such as 12.50' }),
  memo: Type.Optional(Type.String({ description: 'A note for the recipient, 140 characters at the most' })),
});

/** Pays another person. The transfer's id follows from the Idempotency-Key, so that a repeat pays once and gets the first answer. */
export function sendPayment(ledger: Pick<Ledger, 'post'>) {
  return ledgerCommand({
    name: 'wallet.send-payment',
    summary: 'Sends money to another person’s wallet, at once.',
    rest: 'POST /payments',
    can: (actor) => hasRole(actor, 'customer'),
    input: paymentInput,
    run: async (ctx, given) => {
      const payment = await readPayment(ctx, given);
      const { senderId, recipient, asset, amount, memo } = payment;
      const shard = shardOf(senderId);
      const id = transactionId(`payment ${senderId} ${ctx.idempotencyKey ?? newId(shard)}`, shard);
      const use = { personId: senderId, operation: 'payment', asset: asset.code, amount, transferId: id } as const;
      await useLimits(ctx, use);
      const result = await ledger.post({
        kind: 'post',
        id,
        purpose: 'payment',
        debit: walletAccountId(senderId, asset.code),
        credit: walletAccountId(recipient.id, asset.code),
        asset: asset.code,
        amount,
        ...(memo === undefined ? {} : { memo }),
      });
      if ('refused' in result) {
        // An id that is taken belongs to another payment, which did move.
        if (result.refused !== 'id-already-used') await releaseLimits(ctx, use);
        throw await explainRefusal(ctx, payment, result.refused);
      }
      return {
        id: result.id,
        reference: formatReference(transactionReference(result.id)),
        at: result.at,
        to: maskName(recipient.name),
        asset: asset.code,
        decimals: asset.decimals,
        amount,
        fee: 0n,
        balanceAfter: result.debit.balance,
      };
    },
  });
}
