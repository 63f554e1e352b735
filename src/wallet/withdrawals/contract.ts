import type { Destination, PayoutStatus, RailId } from '../../rails/rails.ts';
import type { Localized } from '../../platform/localized.ts';
import type { WithdrawalState } from './states.ts';

/** A place of the address book, as its owner sees it. */
export interface DestinationView {
  readonly id: string;
  readonly rail: RailId;
  readonly label: string;
  readonly details: Destination;
  readonly addedAt: Date;
  /** Money goes there from this moment on. */
  readonly usableAt: Date;
}

export interface ReasonView {
  readonly code: string;
  readonly text: Localized;
}

export interface WithdrawalStep {
  readonly number: number;
  readonly state: WithdrawalState;
  readonly stateText: Localized;
  readonly reasons: readonly ReasonView[];
  readonly at: Date;
  /** For staff alone. */
  readonly by: string | null;
  readonly note: string | null;
}

/** A withdrawal as its customer, or staff, see it; amounts in minor units. */
export interface WithdrawalView {
  readonly id: string;
  /** The transaction that people know it by. */
  readonly transactionId: string;
  /** What people call it, in groups of four. */
  readonly number: string;
  readonly personId: string;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly rail: RailId;
  readonly label: string;
  readonly destination: Destination;
  readonly state: WithdrawalState;
  readonly stateText: Localized;
  readonly reasons: readonly ReasonView[];
  readonly since: Date;
  readonly requestedAt: Date;
  readonly promisedAt: Date | null;
  readonly promiseMissedAt: Date | null;
  readonly reference: string | null;
  readonly returnedAmount: bigint | null;
  /** Whether its customer may still try to take it back. */
  readonly mayCancel: boolean;
  /** Whether it is still on its way. */
  readonly open: boolean;
}

/** A withdrawal with its record, and what its rail says of it. */
export interface WithdrawalDetail extends WithdrawalView {
  readonly steps: readonly WithdrawalStep[];
  readonly payout: PayoutStatus | null;
}
