/**
 * Why a transfer is refused, in the order of checking. `transient`: the same wish under a new id may succeed later.
 * `final`: it never will. Every refusal but `id-already-used` is remembered under the transfer's id.
 */
export const refusals = {
  'id-already-used': 'final',
  'group-too-large': 'final',
  'amount-not-positive': 'final',
  'amount-too-large': 'final',
  'accounts-not-different': 'final',
  'expiry-not-in-future': 'final',
  'hold-not-found': 'transient',
  'hold-already-posted': 'final',
  'hold-already-voided': 'final',
  'hold-expired': 'final',
  'amount-exceeds-hold': 'final',
  'debit-account-not-found': 'transient',
  'credit-account-not-found': 'transient',
  'asset-not-of-accounts': 'final',
  'debit-account-closed': 'final',
  'credit-account-closed': 'final',
  'debit-account-frozen': 'transient',
  'credit-account-frozen': 'transient',
  'insufficient-funds': 'transient',
  'balance-too-large': 'transient',
  'group-refused': 'transient',
} as const satisfies Record<string, 'transient' | 'final'>;
export type Refusal = keyof typeof refusals;
