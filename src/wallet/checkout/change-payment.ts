import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { announce } from '../webhooks/announce.ts';
import type { WebhookEvent } from '../webhooks/contract.ts';
import type { PaymentState } from './contract.ts';
import { rowState, storedState } from './payment-row.ts';
import type { PaymentRow } from './payment-row.ts';
import { isPaid, nextState } from './payment-state.ts';
import type { PaymentStep } from './payment-state.ts';
import { checkoutProblem } from './problems.ts';

const events: Readonly<Record<PaymentStep, WebhookEvent>> = {
  pay: 'payment.paid',
  cancel: 'payment.cancelled',
  expire: 'payment.expired',
  'refund-part': 'payment.refunded',
  'refund-rest': 'payment.refunded',
};

/** Why a step is not open in a state, as whoever tries it should read. */
function refusalOf(state: PaymentState, step: PaymentStep): Error {
  if (step === 'refund-part' || step === 'refund-rest')
    return checkoutProblem(state === 'refunded' ? 'more-than-paid' : 'checkout-not-paid', { left: '0' });
  if (isPaid(state)) return checkoutProblem('checkout-paid');
  return checkoutProblem(state === 'cancelled' ? 'checkout-cancelled' : 'checkout-expired');
}

/** The state that a step leads to; throws the Problem that says why it is not open. */
export function stepTo(row: PaymentRow, step: PaymentStep, now: Date): PaymentState {
  // Expiring is what a payment that ran out waits for.
  const state = step === 'expire' ? storedState(row) : rowState(row, now);
  const next = nextState(state, step);
  if (next === undefined) throw refusalOf(state, step);
  return next;
}

/** Takes a locked payment a step on, with what changes, and tells its merchant's programs in the same transaction. */
export async function changePayment(
  ctx: Ctx,
  row: PaymentRow,
  step: PaymentStep,
  change: Partial<PaymentRow>,
): Promise<PaymentRow> {
  const state = stepTo(row, step, ctx.now);
  const changed = await ctx.tx
    .updateTable('wallet.checkout_payments')
    .set({ ...change, state, version: row.version + 1 })
    .where('shard', '=', row.shard)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returningAll()
    .executeTakeFirst();
  assert(changed, 'a payment is locked while it changes');
  await announce(ctx, changed, events[step]);
  return changed;
}
