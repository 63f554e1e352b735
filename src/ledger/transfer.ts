/** What the caller names a transfer with; all of it is its content, so a repeat must say the same. */
interface Named {
  /** The caller's own id, any UUID; ids of `newId(shardOf(debit))` keep every statement in one shard. */
  readonly id: string;
  /** The business reason, such as `payment`, `deposit`, `redress`. */
  readonly purpose: string;
  /** What it is about elsewhere: an order, a case, a bank line. */
  readonly reference?: string;
  readonly memo?: string;
  /** Transfers of one call with the same group are posted all or none. */
  readonly group?: string;
}

/** Money that moves from the debit account to the credit account; amount in minor units. */
interface Movement extends Named {
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly amount: bigint;
}

/** Money that moves at once. */
export interface Post extends Movement {
  readonly kind: 'post';
}

/** Money that is set aside until it is posted, voided or expires. */
export interface Hold extends Movement {
  readonly kind: 'hold';
  readonly expiresAt?: Date;
}

/** Moves what a hold set aside, in full or in part; the rest is released. */
export interface PostHold extends Named {
  readonly kind: 'post-hold';
  readonly holdId: string;
  readonly amount?: bigint;
}

/** Releases what a hold set aside. */
export interface VoidHold extends Named {
  readonly kind: 'void-hold';
  readonly holdId: string;
}

export type Transfer = Post | Hold | PostHold | VoidHold;
export type TransferKind = Transfer['kind'];

/** An account right after a transfer: what it owns, and how much of that is set aside by holds. */
export interface AccountAfter {
  readonly account: string;
  readonly balance: bigint;
  readonly held: bigint;
}

export const statuses = ['posted', 'held', 'voided', 'expired'] as const;
export type Status = (typeof statuses)[number];

export interface Accepted {
  readonly id: string;
  readonly status: Status;
  readonly at: Date;
  readonly debit: AccountAfter;
  readonly credit: AccountAfter;
  /** Whether this is the first answer given again. */
  readonly repeated: boolean;
}

export interface Refused {
  readonly id: string;
  readonly refused: Refusal;
  readonly repeated: boolean;
}

export type Result = Accepted | Refused;

/**
 * Why a transfer is refused, in the order of checking. `transient`: the same wish under a new id may succeed later.
 * `final`: it never will. Every refusal but `id-already-used` is remembered under the transfer's id.
 */
export const refusals = {
  'id-already-used': 'final',
  'group-too-large': 'final',
  'group-already-answered': 'final',
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
