import type { Localized } from '../platform/localized.ts';

/** The ways that money enters and leaves, in the order in which they are offered. */
export const railIds = ['bank', 'evm'] as const;
export type RailId = (typeof railIds)[number];

/** Where a payout goes, in the one form in which the rail writes it. */
export type Destination =
  | { readonly rail: 'bank'; readonly iban: string; readonly bic?: string; readonly name: string }
  | { readonly rail: 'evm'; readonly address: string };

/** Money to pay out; amount in minor units. */
export interface Payout {
  /** The caller's id: one id is paid once, whatever happens. */
  readonly id: string;
  /** The person whose money it is. */
  readonly owner: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly destination: Destination;
}

/**
 * What became of a payout. `queued`: nothing left us yet; `sent`: it left, or may have; `settled`: it left for good and
 * is booked outside; `failed`: it will never be paid; `returned`: it was settled, and the money came back.
 */
export type PayoutState = 'queued' | 'sent' | 'settled' | 'failed' | 'returned';

/** Why the outside did something, as a code to compare and a sentence to read. */
export interface RailReason {
  readonly code: string;
  readonly text: Localized;
}

export interface PayoutStatus {
  readonly state: PayoutState;
  /** What the outside knows it by: the end-to-end id, or the transaction's hash. */
  readonly reference: string | null;
  /** Confirmations, where the rail counts them. */
  readonly have: number | null;
  readonly need: number | null;
  readonly reason: RailReason | null;
}

/** How somebody sends money to a person's wallet. */
export type DepositTarget =
  | { readonly rail: 'bank'; readonly reference: string }
  | {
      readonly rail: 'evm';
      readonly address: string;
      readonly network: string;
      /** Minor units below which a deposit is not credited. */
      readonly minimum: bigint;
      readonly confirmations: number;
    };

/** What the outside says that we hold somewhere, for comparing it with the books. */
export interface Holding {
  readonly rail: RailId;
  readonly asset: string;
  /** Our account number or address. */
  readonly place: string;
  /** Minor units; negative where it is overdrawn. */
  readonly amount: bigint;
  readonly at: Date;
  /** Where the figure comes from: a statement, a block. */
  readonly source: string;
}

/** What the bank booked in one go: one movement, or several that it booked as a batch. */
export interface BankEntry {
  /** Names the entry for ever within its account, by the bank's reference; `null` where it gave none. */
  readonly key: string | null;
  /** Minor units, positive. */
  readonly amount: bigint;
}

/** One booked movement on our bank account, as the bank reports it. */
export interface BankLine {
  /** The same object for all lines of one entry. */
  readonly entry: BankEntry;
  /** Names the movement for ever within its account: the bank's reference, or what the bank gave in its place. */
  readonly key: string;
  /** The reference as the bank wrote it; `null` where it gave none. */
  readonly bankReference: string | null;
  readonly direction: 'in' | 'out';
  /** Minor units, positive. */
  readonly amount: bigint;
  /** The bank undoes an earlier movement. */
  readonly reversal: boolean;
  /** Booking and value date in the bank's own calendar, `YYYY-MM-DD`. */
  readonly bookedOn: string;
  readonly valueOn: string | null;
  /** Everything the payer or the bank wrote about it; the pieces of one field are already joined. */
  readonly texts: readonly string[];
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** The payer's own reference, which for a payment of ours is what we gave it; `null` where there is none. */
  readonly endToEndId: string | null;
  /** Why the bank sent the payment back, as ISO 20022 codes it; `null` where it is none that came back. */
  readonly returned: { readonly code: string; readonly note: string | null } | null;
  /** The bank booked several payments as one and does not say exactly what each was. */
  readonly unclearBatch: boolean;
}

/** A statement, whose balances and movements agree, or a notification, which tells of movements before a statement does. */
export interface BankStatement {
  readonly kind: 'statement' | 'notification';
  readonly id: string;
  /** IBAN or the bank's own number, upper case, without spaces. */
  readonly account: string;
  readonly currency: string;
  /** Minor units; negative where the account was overdrawn; a notification has none. */
  readonly opening: bigint | null;
  readonly closing: bigint | null;
  /** The day of the closing balance, and the bank's count of its statements, where it gives them. */
  readonly closedOn: string | null;
  readonly sequence: number | null;
  readonly lines: readonly BankLine[];
  /** Entries that moved nothing: announced but not booked, or of no amount. */
  readonly skipped: number;
}

/** What a bank says of a payment or a batch, in its own codes. */
export interface ToldStatus {
  /** ISO 20022 status: ACCP, ACSC, RJCT, PDNG … */
  readonly status: string;
  readonly code: string | null;
  readonly note: string | null;
}

/** A bank's report on one batch of payments. */
export interface StatusReport {
  readonly id: string;
  /** The batch's reference, as we gave it. */
  readonly batch: string;
  /** What it says of the whole batch, if anything. */
  readonly whole: ToldStatus | null;
  readonly payments: readonly { readonly endToEndId: string | null; readonly told: ToldStatus }[];
}

/** Everything that a bank sends us in a file. */
export type BankFile =
  | { readonly kind: 'statement' | 'notification'; readonly statements: readonly BankStatement[] }
  | { readonly kind: 'status-report'; readonly report: StatusReport };

/** Bytes of a statement file at the most: some twenty thousand lines; reading them keeps nobody waiting for as long as a second. */
export const bankFileBytesMax = 8 * 1024 * 1024;
