import { defineEvent } from '../../platform/event.ts';

export interface CheckoutPaid {
  /** Who paid. */
  readonly personId: string;
  readonly merchantId: string;
  readonly merchant: string;
  readonly orderReference: string;
  readonly paymentId: string;
  readonly transferId: string;
  readonly asset: string;
  readonly amount: bigint;
}

/** Emitted in the transaction that pays a merchant. */
export const checkoutPaid = defineEvent<CheckoutPaid>('wallet.checkout-paid');

export interface CheckoutRefunded extends CheckoutPaid {
  readonly reason: string;
}

/** Emitted in the transaction that gives back a payment or a part of it; `personId` gets the money. */
export const checkoutRefunded = defineEvent<CheckoutRefunded>('wallet.checkout-refunded');
