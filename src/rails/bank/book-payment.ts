import type { Ctx } from '../../platform/command.ts';
import type { BankLine } from '../contract.ts';
import { changePayout, mayBecome } from './payouts.ts';
import type { BankPayout } from './payouts.ts';

/** What a booked line of the bank does to the payout that it names. */
export type PaymentBooked = 'paid' | 'paid-back' | 'early-return' | 'conflict';

/** Lines of payouts, told by the end-to-end id that we gave. */
type PaymentLine = Pick<BankLine, 'direction' | 'amount' | 'returned'>;

/**
 * Books a line of the bank on the locked payout whose end-to-end id it carries: money out settles it, money in is its
 * return. What does not fit (another amount, paid twice, paid though refused) changes nothing and is for a person.
 */
export async function bookPayment(ctx: Ctx, payout: BankPayout, line: PaymentLine): Promise<PaymentBooked> {
  if (line.direction === 'out') {
    if (line.amount !== payout.amount || !mayBecome(payout.state, 'settled')) return 'conflict';
    await changePayout(ctx, payout, 'settled');
    return 'paid';
  }
  if (payout.state === 'sent' || payout.state === 'batched') return 'early-return';
  if (line.amount > payout.amount || !mayBecome(payout.state, 'returned')) return 'conflict';
  const reason = line.returned ?? { code: 'NARR', note: null };
  const short = line.amount < payout.amount;
  await changePayout(ctx, payout, 'returned', { reason, ...(short ? { amount: line.amount } : {}) });
  return 'paid-back';
}
