import type { Result } from '../ledger/ledger.ts';
import { assert } from '../platform/assert.ts';
import type { QueryCtx } from '../platform/command.ts';
import { formatAmount } from '../platform/money.ts';
import type { Problem } from '../platform/problem.ts';
import { feeProblem } from './fees/problems.ts';
import { readFee } from './fees/read-fee.ts';
import { maskName } from './masked-name.ts';
import type { Payment } from './payment.ts';
import { explainRefusal } from './refusal.ts';
import { referenceOf } from './transaction.ts';

/** Why a payment is not made as it was confirmed: its fee has risen since; undefined where it has not. */
export function unconfirmedFee({ quote, asset }: Payment, confirmed: string | undefined): Problem | undefined {
  const most = readFee(confirmed, asset, '/fee');
  if (quote.fee <= most) return undefined;
  return feeProblem('fee-not-confirmed', {
    fee: formatAmount(quote.fee, asset),
    confirmed: formatAmount(most, asset),
  });
}

export function demandConfirmed(payment: Payment, confirmed: string | undefined): void {
  const problem = unconfirmedFee(payment, confirmed);
  if (problem) throw problem;
}

/** What the ledger answered to a payment and its fee, for the sender; throws the sentence for a refusal. */
export async function answerPayment(
  ctx: QueryCtx,
  payment: Payment,
  results: readonly Result[],
  fee = payment.quote.fee,
) {
  const refused = results.flatMap((result) => ('refused' in result ? [result.refused] : []));
  const cause = refused.find((refusal) => refusal !== 'group-refused') ?? refused[0];
  if (cause) throw await explainRefusal(ctx, payment, cause);
  const [sent, last] = [results[0], results.at(-1)];
  assert(sent && last && 'at' in sent && 'at' in last, 'what is not refused is accepted');
  return {
    id: sent.id,
    reference: referenceOf(sent.id),
    at: sent.at,
    to: maskName(payment.recipient.name),
    asset: payment.asset.code,
    decimals: payment.asset.decimals,
    amount: payment.amount,
    fee,
    balanceAfter: last.debit.balance,
  };
}
