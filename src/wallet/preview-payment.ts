import { getBalances } from '../ledger/ledger.ts';
import type { Refusal } from '../ledger/ledger.ts';
import { hasRole } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { walletAccountId } from './account.ts';
import { checkLimits } from './limits/limits.ts';
import { maskName } from './masked-name.ts';
import { arrival, readPayment } from './payment.ts';
import { explainRefusal } from './refusal.ts';
import { paymentFields } from './send-payment.ts';

interface AccountState {
  readonly available: bigint;
  readonly frozen: 'none' | 'debits' | 'all';
  readonly closedAt: Date | null;
}

/** What the ledger would refuse as things stand, in its own order of checking. */
function foresee(
  sender: AccountState | undefined,
  recipient: AccountState | undefined,
  total: bigint,
): Refusal | undefined {
  if (!sender) return 'debit-account-not-found';
  if (!recipient) return 'credit-account-not-found';
  if (sender.closedAt) return 'debit-account-closed';
  if (recipient.closedAt) return 'credit-account-closed';
  if (sender.frozen !== 'none') return 'debit-account-frozen';
  if (recipient.frozen === 'all') return 'credit-account-frozen';
  return sender.available < total ? 'insufficient-funds' : undefined;
}

/** Shows what a payment would do before anything moves; refuses what sending it now would refuse. */
export const previewPayment = query({
  name: 'wallet.preview-payment',
  summary: 'Shows the recipient’s masked name, the fee and the time of arrival of a payment, before it is sent.',
  rest: 'POST /payments/preview',
  can: (actor) => hasRole(actor, 'customer'),
  input: input(paymentFields),
  run: async (ctx, given) => {
    const payment = await readPayment(ctx, given);
    const { senderId, recipient, asset, amount, memo, quote } = payment;
    const total = amount + quote.fee;
    const [debit, credit] = [walletAccountId(senderId, asset.code), walletAccountId(recipient.id, asset.code)];
    const states = await getBalances(queryable(ctx.db), [debit, credit]);
    const refusal = foresee(states.get(debit), states.get(credit), total);
    if (refusal) throw await explainRefusal(ctx, payment, refusal);
    const limit = await checkLimits(ctx, { personId: senderId, operation: 'payment', asset: asset.code, amount });
    const available = states.get(debit)?.available ?? 0n;
    return {
      to: maskName(recipient.name),
      asset: asset.code,
      decimals: asset.decimals,
      amount,
      fee: quote.fee,
      feeVersion: quote.version,
      total,
      availableAfter: available - total,
      leftTodayAfter: limit.leftToday - amount,
      memo: memo ?? null,
      arrival,
    };
  },
});
