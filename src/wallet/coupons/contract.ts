import type { Localized } from '../../platform/localized.ts';

/** What a coupon may pay for. */
export const couponUses = ['fees', 'checkout'] as const;
export type CouponUse = (typeof couponUses)[number];

const couponStates = ['open', 'used', 'expired'] as const;
export type CouponState = (typeof couponStates)[number];

/** A coupon as its holder sees it; amounts in minor units. */
export interface CouponView {
  readonly id: string;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  readonly left: bigint;
  readonly uses: readonly CouponUse[];
  readonly terms: Localized;
  readonly state: CouponState;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** It puts something right that went wrong, and was not given by a campaign. */
  readonly isRedress: boolean;
}

/** What staff see of the coupons of one campaign. */
export interface CampaignView {
  readonly campaign: string;
  readonly asset: string;
  readonly decimals: number;
  readonly coupons: number;
  readonly claimed: number;
  readonly issued: bigint;
  readonly used: bigint;
  readonly open: bigint;
  readonly expired: bigint;
  readonly expiresAt: Date;
}
