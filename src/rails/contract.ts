/** One booked movement on our bank account, as the bank reports it. */
export interface BankLine {
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
  /** The bank booked several payments as one and does not say exactly what each was. */
  readonly unclearBatch: boolean;
}

/** A bank statement whose balances and movements agree. */
export interface BankStatement {
  readonly id: string;
  /** IBAN or the bank's own number, upper case, without spaces. */
  readonly account: string;
  readonly currency: string;
  /** Minor units; negative where the account was overdrawn. */
  readonly opening: bigint;
  readonly closing: bigint;
  readonly lines: readonly BankLine[];
  /** Entries that moved nothing: announced but not booked, or of no amount. */
  readonly skipped: number;
}

/** Bytes of a statement file at the most: some twenty thousand lines; reading them keeps nobody waiting for as long as a second. */
export const bankFileBytesMax = 8 * 1024 * 1024;
