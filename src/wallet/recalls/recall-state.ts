/** A recall is asked and then settled once; `voided`: the payment had not arrived yet, and came back at once. */
export const recallStates = ['asked', 'returned', 'returned-in-part', 'declined', 'expired', 'voided'] as const;
export type RecallState = (typeof recallStates)[number];

export const recallActs = ['return-all', 'return-part', 'decline', 'expire'] as const;
export type RecallAct = (typeof recallActs)[number];

const settled = {};

/** Which acts each state takes, and where they lead; what is not here is not possible. */
const transitions: Readonly<Record<RecallState, Readonly<Partial<Record<RecallAct, RecallState>>>>> = {
  asked: { 'return-all': 'returned', 'return-part': 'returned-in-part', decline: 'declined', expire: 'expired' },
  returned: settled,
  'returned-in-part': settled,
  declined: settled,
  expired: settled,
  voided: settled,
};

/** The state after an act; undefined where it is not possible. */
export function afterAct(state: RecallState, act: RecallAct): RecallState | undefined {
  return transitions[state][act];
}

/** A payment as far as it decides whether it can be asked back. */
export interface Recallable {
  readonly kind: string;
  readonly status: 'posted' | 'held' | 'voided' | 'expired';
  readonly at: Date;
  /** What of it was given back already, by whomever. */
  readonly givenBack: bigint;
  readonly amount: bigint;
  readonly recalled: boolean;
}

export type RecallObstacle = 'not-a-payment' | 'asked-before' | 'too-late' | 'nothing-left';

const dayMs = 86_400_000;

/** Until when a payment can be asked back. */
export function recallUntil(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs);
}

/** Why a payment cannot be asked back; undefined where it can. */
export function recallObstacle(payment: Recallable, days: number, now: Date): RecallObstacle | undefined {
  const { kind, status, at, givenBack, amount, recalled } = payment;
  if (kind !== 'payment' || status === 'voided' || status === 'expired') return 'not-a-payment';
  if (recalled) return 'asked-before';
  if (recallUntil(at, days) <= now) return 'too-late';
  return givenBack >= amount ? 'nothing-left' : undefined;
}
