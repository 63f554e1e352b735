import { applyAsMerchant } from './apply-as-merchant.ts';
import { cancelCheckout } from './cancel-checkout.ts';
import { createCheckout } from './create-checkout.ts';
import { createMerchantKey } from './create-merchant-key.ts';
import { decideMerchant } from './decide-merchant.ts';
import { expireCheckout } from './expire-checkout.ts';
import { getCheckout } from './get-checkout.ts';
import { getMerchant } from './get-merchant.ts';
import { getSettlement } from './get-settlement.ts';
import { inspectMerchant } from './inspect-merchant.ts';
import { listCheckouts } from './list-checkouts.ts';
import { listMerchantKeys } from './list-merchant-keys.ts';
import { listMerchants } from './list-merchants.ts';
import { listRefunds } from './list-refunds.ts';
import { openCheckout } from './open-checkout.ts';
import { payCheckout } from './pay-checkout.ts';
import { refundCheckout } from './refund-checkout.ts';
import { revokeMerchantKey } from './revoke-merchant-key.ts';
import { rotateMerchantKey } from './rotate-merchant-key.ts';

/** Everything that can be asked about merchants and their payments. */
export const checkoutOperations = [
  applyAsMerchant,
  cancelCheckout,
  createCheckout,
  createMerchantKey,
  decideMerchant,
  expireCheckout,
  getCheckout,
  getMerchant,
  getSettlement,
  inspectMerchant,
  listCheckouts,
  listMerchantKeys,
  listMerchants,
  listRefunds,
  openCheckout,
  payCheckout,
  refundCheckout,
  revokeMerchantKey,
  rotateMerchantKey,
] as const;
