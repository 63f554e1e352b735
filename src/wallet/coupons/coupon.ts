import type { CouponState, CouponUse } from './contract.ts';

/** What decides about a coupon. */
export interface CouponFacts {
  readonly personId: string | null;
  readonly asset: string;
  readonly left: bigint;
  readonly uses: readonly CouponUse[];
  readonly state: CouponState;
  readonly expiresAt: Date;
}

export interface CouponWish {
  readonly personId: string;
  readonly use: CouponUse;
  readonly asset: string;
  /** What is to be paid. */
  readonly due: bigint;
  readonly now: Date;
}

/** Why a coupon cannot be used; in the order of asking. */
export type CouponRefusal = 'coupon-unknown' | 'coupon-over' | 'coupon-not-for-this' | 'coupon-asset';

/** How much of what is due a coupon pays, and what it is after that: all of it that is needed, and the rest is kept until it expires. */
export function useOf(
  coupon: CouponFacts,
  { personId, use, asset, due, now }: CouponWish,
):
  | { readonly amount: bigint; readonly left: bigint; readonly state: CouponState }
  | { readonly refused: CouponRefusal } {
  if (coupon.personId !== personId) return { refused: 'coupon-unknown' };
  if (coupon.state !== 'open' || coupon.expiresAt <= now) return { refused: 'coupon-over' };
  if (!coupon.uses.includes(use) || due <= 0n) return { refused: 'coupon-not-for-this' };
  if (coupon.asset !== asset) return { refused: 'coupon-asset' };
  const amount = due < coupon.left ? due : coupon.left;
  const left = coupon.left - amount;
  return { amount, left, state: left === 0n ? 'used' : 'open' };
}

/** What is given back to whoever paid for it when a coupon is over; undefined while it is not. */
export function releaseOf({ state, left, expiresAt }: CouponFacts, now: Date): bigint | undefined {
  return state === 'open' && expiresAt <= now ? left : undefined;
}
