import type { CheckoutFacts } from './checkout/contract.ts';
import type { RecallState } from './recalls/recall-state.ts';
import type { Localized } from '../platform/localized.ts';
import type { WithdrawalView } from './withdrawals/contract.ts';

/** What a transaction is to the people it touches. */
export const transactionKinds = [
  'payment',
  'return',
  'withdrawal',
  'withdrawal-return',
  'checkout',
  'checkout-refund',
  'deposit',
  'refund',
  'credit',
  'fee',
  'coupon',
  'other',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

export type TransactionStatus = 'posted' | 'held' | 'voided' | 'expired';

/** A side of a transaction: a person, by name as far as the reader may see it, or a part of the provider. */
export type Party =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly name: string;
      readonly handle: string | null;
      readonly email: string | null;
    }
  | { readonly kind: 'provider'; readonly account: ProviderAccount };

/** Accounts of the provider, one per shard and asset. */
export const providerAccounts = [
  'bank',
  'chain',
  'suspense',
  'redress',
  'fees',
  'network-fees',
  'own-funds',
  'coupons',
  'campaigns',
  'clearing',
] as const;
export type ProviderAccount = (typeof providerAccounts)[number];

/** A transaction as one person sees it in the history; amounts in minor units of `asset`. */
export interface Transaction {
  readonly id: string;
  /** What people call it, in groups of four: `TKDM-XR4P-9HWC`. */
  readonly reference: string;
  readonly at: Date;
  readonly kind: TransactionKind;
  readonly status: TransactionStatus;
  readonly direction: 'in' | 'out';
  readonly asset: string;
  readonly decimals: number;
  /** Positive; `direction` tells the sign. */
  readonly amount: bigint;
  /** What this person paid for it, in a transfer of its own. */
  readonly fee: bigint;
  /** The version of the fee table by which that was charged; null where it was nothing. */
  readonly feeVersion: number | null;
  readonly other: Party;
  readonly memo: string | null;
  /** The shop and its order, where this paid a merchant or came back from one. */
  readonly checkout: { readonly merchant: string; readonly orderReference: string } | null;
  /** The person's balance in this asset right after it. */
  readonly balanceAfter: bigint;
}

/** One entry of a transaction in the books. */
export interface LedgerEntry {
  readonly party: Party;
  /** Negative: money left the account. */
  readonly amount: bigint;
  readonly balanceAfter: bigint;
}

/** The line of the bank statement by which money came in. */
export interface BankLineFacts {
  readonly bankReference: string | null;
  readonly bookedOn: string;
  readonly valueOn: string | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly texts: readonly string[];
  readonly statement: string;
  /** How the payer's name stands to the customer's; null where it was never compared. */
  readonly nameMatch: 'same' | 'similar' | 'different' | 'unknown' | null;
  /** Whether a statement of the bank booked it, or only a notification told of it so far. */
  readonly confirmed: boolean;
}

/** The movement on the chain by which money came in. */
export interface ChainDepositFacts {
  readonly depositId: string;
  readonly network: string;
  readonly hash: string | null;
  readonly address: string;
  readonly sender: string | null;
  readonly block: number;
  readonly have: number;
  readonly need: number;
  /** `missing`: a reorganisation took it back after it was credited. */
  readonly state: 'credited' | 'missing' | 'reversed';
  /** What is set aside of it while it is missing. */
  readonly held: bigint | null;
}

/** Money already given back for a transaction. */
export interface RedressFacts {
  readonly transactionId: string;
  readonly caseId: string;
  readonly kind: 'refund' | 'credit';
  readonly amount: bigint;
  readonly at: Date;
}

/** That a payment's sender asked for it as sent by mistake, and what came of it. */
export interface RecallFacts {
  readonly state: RecallState;
  readonly reason: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly declinedBecause: string | null;
  readonly returned: bigint;
  readonly returnTransactionId: string | null;
}

/** Where the fee of a transaction comes from. */
export interface FeeFacts {
  /** The version of the fee table that applied; null for what no fee is ever charged for. */
  readonly version: number | null;
  /** The transfer of the fee itself. */
  readonly transactionId: string | null;
  /** Where the transaction is itself a fee: what it was charged for. */
  readonly of: { readonly id: string; readonly reference: string } | null;
}

/** Everything that the books and the bank say about one transaction. */
export interface TransactionFacts {
  readonly id: string;
  readonly reference: string;
  readonly at: Date;
  readonly kind: TransactionKind;
  readonly status: TransactionStatus;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  /** What the reader paid for it; what was charged at all where staff read it. */
  readonly fee: bigint;
  readonly feeFacts: FeeFacts;
  readonly memo: string | null;
  readonly from: Party;
  readonly to: Party;
  readonly entries: readonly LedgerEntry[];
  readonly bankLine: BankLineFacts | null;
  /** The withdrawal that it belongs to, as it stands now. */
  readonly withdrawal: WithdrawalView | null;
  readonly chainDeposit: ChainDepositFacts | null;
  readonly redress: readonly RedressFacts[];
  /** Where the sender asked for it as sent by mistake. */
  readonly recall: RecallFacts | null;
  /** Where it is itself a return: the payment that it gives back. */
  readonly returnOf: { readonly id: string; readonly reference: string } | null;
  /** The shop and its order, where this paid a merchant or came back from one. */
  readonly checkout: CheckoutFacts | null;
}

export const freezeScopes = ['debits', 'all'] as const;
export type FreezeScope = (typeof freezeScopes)[number];

/** Who may lift a freeze. */
export type Lifter = 'customer' | 'staff' | 'compliance';

/** Who ordered a freeze. */
export interface LegalOrder {
  readonly authority: string;
  readonly reference: string;
  /** Day of the order, `2026-11-22`. */
  readonly orderedOn: string;
}

/** A freeze as its customer sees it. */
export interface Freeze {
  readonly id: string;
  readonly scope: FreezeScope;
  /** Code of the reason, as in `freeze.ts`. */
  readonly reason: string;
  readonly reasonText: Localized;
  /** What still works, and what does not. */
  readonly effect: Localized;
  /** What the customer can do about it. */
  readonly next: Localized;
  readonly since: Date;
  readonly lifter: Lifter;
  readonly lifterText: Localized;
  /** Null where nobody ordered it, or the order forbids to tell. */
  readonly order: LegalOrder | null;
}

/** A freeze as staff see it, ended ones included. */
export interface FreezeRecord extends Freeze {
  readonly note: string | null;
  readonly by: string;
  readonly byRole: string;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftedBecause: string | null;
  /** Whether the customer may know of the order. */
  readonly disclosed: boolean;
}

export interface Balance {
  readonly asset: string;
  readonly name: Localized;
  readonly decimals: number;
  /** What the person owns; `available` is what may be spent: less holds, nothing while frozen. */
  readonly balance: bigint;
  readonly available: bigint;
  /** Set aside by payments that are not settled. */
  readonly held: bigint;
}

/** A person's wallet: balances in the order of the configuration, and the freezes that are on it, the weightiest first. */
export interface WalletView {
  readonly personId: string;
  readonly balances: readonly Balance[];
  readonly freeze: Freeze | null;
  readonly locks: readonly Freeze[];
  readonly closed: boolean;
}

/** Money paid by the provider to put a case right; amount in minor units. */
export interface RedressPayment {
  readonly caseId: string;
  readonly personId: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly kind: 'refund' | 'credit';
  /** The transaction that a refund gives back. */
  readonly of?: string;
  /** Names this payment: the same key pays once. */
  readonly key: string;
}

export interface RedressPaid {
  readonly transactionId: string;
  readonly reference: string;
  readonly balanceAfter: bigint;
}
