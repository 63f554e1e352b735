import { getBalances, refusalProblem } from '../ledger/ledger.ts';
import type { Refusal } from '../ledger/ledger.ts';
import type { QueryCtx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { localize } from '../platform/localized.ts';
import type { Locale } from '../platform/localized.ts';
import { formatAmount } from '../platform/money.ts';
import type { Problem } from '../platform/problem.ts';
import { platformProblem } from '../platform/problems.ts';
import { walletAccountId } from './account.ts';
import { findFreeze } from './freezes.ts';
import type { Payment } from './payment.ts';
import { problem } from './problems.ts';

/** A day for a sentence in the reader's language. */
function formatDay(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** Why the ledger refused a payment, in the sentence that its sender needs; a recipient's state stays his own affair. */
export async function explainRefusal(
  ctx: QueryCtx,
  payment: Pick<Payment, 'senderId' | 'asset' | 'amount'> & Partial<Pick<Payment, 'quote'>>,
  refusal: Refusal,
): Promise<Problem> {
  switch (refusal) {
    case 'insufficient-funds': {
      const account = walletAccountId(payment.senderId, payment.asset.code);
      const available = (await getBalances(queryable(ctx.db), [account])).get(account)?.available ?? 0n;
      return problem('over-balance', {
        available: formatAmount(available, payment.asset),
        needed: formatAmount(payment.amount + (payment.quote?.fee ?? 0n), payment.asset),
      });
    }
    case 'debit-account-frozen': {
      const freeze = await findFreeze(ctx.db, payment.senderId);
      // Lifted since the ledger looked: the same payment under a new key goes through.
      if (freeze === null) return platformProblem('unavailable');
      const { reasonText, next, since } = freeze;
      return problem('sender-frozen', {
        since: formatDay(since, ctx.locale),
        reason: localize(reasonText, ctx.locale),
        next: localize(next, ctx.locale),
      });
    }
    case 'debit-account-closed':
      return problem('sender-closed');
    case 'debit-account-not-found':
      return problem('no-wallet');
    case 'credit-account-closed':
    case 'credit-account-frozen':
    case 'credit-account-not-found':
      return problem('recipient-unavailable');
    case 'balance-too-large':
      return problem('balance-too-large');
    case 'id-already-used':
      return platformProblem('idempotency-key-reused');
    default:
      return refusalProblem(refusal);
  }
}
