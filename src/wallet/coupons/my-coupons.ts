import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import type { CouponView } from './contract.ts';
import { couponsOf } from './coupon-rows.ts';

export const myCoupons = query({
  name: 'wallet.my-coupons',
  summary: 'Lists one’s own coupons, newest first, with what is left of each, its terms and its last day.',
  rest: 'GET /my-coupons',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, config, actor }): Promise<{ readonly coupons: readonly CouponView[] }> => ({
    coupons: await couponsOf(db, config, personIdOf(actor)),
  }),
});
