import { claimCoupon } from './claim-coupon.ts';
import { expireCoupons } from './expire-coupons.ts';
import { issueCoupons } from './issue-coupons.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listCouponCodes } from './list-coupon-codes.ts';
import { myCoupons } from './my-coupons.ts';
import { useCoupon } from './use-coupon.ts';

export const couponOperations = [
  claimCoupon,
  expireCoupons,
  issueCoupons,
  listCampaigns,
  listCouponCodes,
  myCoupons,
  useCoupon,
] as const;
