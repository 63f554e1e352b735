import type { PaymentState } from './contract.ts';

export type PaymentStep = 'pay' | 'cancel' | 'expire' | 'refund-part' | 'refund-rest';

/** Which state a step leads to; a step that is missing is not open in that state. */
const steps: Readonly<Record<PaymentState, Partial<Record<PaymentStep, PaymentState>>>> = {
  created: { pay: 'paid', cancel: 'cancelled', expire: 'expired' },
  paid: { 'refund-part': 'partly-refunded', 'refund-rest': 'refunded' },
  'partly-refunded': { 'refund-part': 'partly-refunded', 'refund-rest': 'refunded' },
  refunded: {},
  cancelled: {},
  expired: {},
};

export function nextState(state: PaymentState, step: PaymentStep): PaymentState | undefined {
  return steps[state][step];
}

/** The state at a moment: what is not paid in time is expired, whether or not anybody has written it down yet. */
export function stateAt(
  { state, expiresAt }: { readonly state: PaymentState; readonly expiresAt: Date },
  now: Date,
): PaymentState {
  return state === 'created' && expiresAt <= now ? 'expired' : state;
}

export function isPaid(state: PaymentState): boolean {
  return state === 'paid' || state === 'partly-refunded' || state === 'refunded';
}

/** What the payer owes of a payment. */
export function amountDue({ amount }: { readonly amount: bigint }): bigint {
  return amount;
}
