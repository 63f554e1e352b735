import { defineEvent } from '../platform/event.ts';
import type { FreezeScope } from './contract.ts';
import type { WithdrawalState } from './withdrawals/states.ts';

export interface WithdrawalChanged {
  readonly withdrawalId: string;
  readonly personId: string;
  readonly asset: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly state: WithdrawalState;
  readonly promisedAt: Date | null;
}

/** Emitted in the transaction that moves a withdrawal to its next state. */
export const withdrawalChanged = defineEvent<WithdrawalChanged>('wallet.withdrawal-changed');

/** Emitted once, when the time that was promised for a withdrawal is over and it still stands where it stood. */
export const withdrawalPromiseMissed = defineEvent<WithdrawalChanged>('wallet.withdrawal-promise-missed');

export interface DestinationChanged {
  readonly personId: string;
  readonly destinationId: string;
  readonly label: string;
  readonly usableAt: Date;
}

/** Emitted in the transaction that adds a payout destination to a person's address book. */
export const destinationAdded = defineEvent<DestinationChanged>('wallet.destination-added');

/** Emitted in the transaction that takes one out. */
export const destinationRemoved = defineEvent<DestinationChanged>('wallet.destination-removed');

export interface WalletLocked {
  readonly personId: string;
  readonly lockId: string;
  readonly scope: FreezeScope;
  /** Code of the reason, as in `freeze.ts`. */
  readonly reason: string;
  readonly at: Date;
}

/** Emitted when a wallet is locked, for one more reason if it was locked already. */
export const walletLocked = defineEvent<WalletLocked>('wallet.locked');

export interface WalletUnlocked {
  readonly personId: string;
  readonly lockId: string;
  readonly reason: string;
  /** Others are still on the wallet. */
  readonly stillLocked: boolean;
  readonly at: Date;
}

/** Emitted when one of the locks of a wallet is lifted. */
export const walletUnlocked = defineEvent<WalletUnlocked>('wallet.unlocked');

export interface DepositBooked {
  readonly personId: string;
  readonly transferId: string;
  readonly asset: string;
  /** Minor units. */
  readonly amount: bigint;
  /** The payer's name is not the customer's. */
  readonly nameDiffers: boolean;
}

/** Emitted in the transaction that credits deposits by bank, once for all that one part of a file credits. */
export const depositsBooked = defineEvent<{ readonly deposits: readonly DepositBooked[] }>('wallet.deposits-booked');

export interface ChainDepositFlagged {
  readonly personId: string;
  readonly depositId: string;
  readonly asset: string;
  /** Minor units. */
  readonly amount: bigint;
  /** `ignored`: recorded, not credited; `refused`: the wallet takes no money now; `missing`: credited, and then undone on the chain; `found`: there again. */
  readonly state: 'ignored' | 'refused' | 'missing' | 'found';
}

/** Emitted in the transaction that makes something of a deposit on the chain that no entry in the books tells of. */
export const chainDepositFlagged = defineEvent<ChainDepositFlagged>('wallet.chain-deposit-flagged');

export interface VerificationChanged {
  readonly personId: string;
  readonly verificationId: string;
  readonly level: 1 | 2;
  readonly state: 'submitted' | 'approved' | 'refused';
  readonly at: Date;
}

/** Emitted when a verification is sent, and when it is decided; the reasons of a refusal are on the row. */
export const verificationChanged = defineEvent<VerificationChanged>('wallet.verification-changed');
