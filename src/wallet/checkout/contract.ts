/** What an API key may be made for. */
export const keyScopes = ['payments:write', 'payments:read', 'refunds:write', 'reports:read'] as const;
export type KeyScope = (typeof keyScopes)[number];

export const merchantStates = ['applied', 'approved', 'refused', 'suspended'] as const;
export type MerchantState = (typeof merchantStates)[number];

export interface Merchant {
  readonly personId: string;
  readonly tradingName: string;
  readonly sells: string;
  readonly website: string;
  /** Where his customers and we reach him: an e-mail address. */
  readonly contact: string;
  readonly state: MerchantState;
  /** Why he was refused or suspended. */
  readonly reason: string | null;
  readonly appliedAt: Date;
  readonly decidedAt: Date | null;
}

export interface MerchantKey {
  readonly id: string;
  readonly name: string;
  /** The part of the key that may be shown, and names it. */
  readonly prefix: string;
  readonly scopes: readonly KeyScope[];
  readonly state: 'active' | 'ending' | 'ended' | 'revoked';
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A new key; `key` is shown this once. */
export interface NewKey {
  readonly id: string;
  readonly prefix: string;
  readonly key: string;
  readonly scopes: readonly KeyScope[];
}

export const paymentStates = ['created', 'paid', 'cancelled', 'expired', 'partly-refunded', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** A payment as its merchant sees it; amounts in minor units of `asset`. */
export interface CheckoutPayment {
  readonly id: string;
  readonly state: PaymentState;
  /** Counts the changes of this payment; of two notices about it the one with the higher number is the newer. */
  readonly version: number;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  /** What the merchant pays us for it. */
  readonly fee: bigint;
  readonly refunded: bigint;
  readonly orderReference: string;
  readonly description: string | null;
  /** Where the customer goes afterwards. */
  readonly returnUrl: string;
  /** The page on which the customer pays; whoever has this link may pay. */
  readonly checkoutUrl: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  /** When it was cancelled or expired. */
  readonly endedAt: Date | null;
  /** The wallet transaction that paid it, as people call it. */
  readonly transaction: string | null;
}

export interface CheckoutRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  readonly reason: string;
  readonly at: Date;
  readonly transaction: string;
}

/** What a wallet transaction was for, where it paid a merchant or came back from one. */
export interface CheckoutFacts {
  readonly paymentId: string;
  readonly merchant: string;
  readonly contact: string;
  readonly orderReference: string;
  readonly description: string | null;
  readonly state: PaymentState;
  readonly refunded: bigint;
  /** Why money came back, where this is a refund. */
  readonly refundReason: string | null;
  /** Refunds of it, where this is the payment. */
  readonly refunds: readonly { readonly transactionId: string; readonly amount: bigint; readonly at: Date }[];
}
