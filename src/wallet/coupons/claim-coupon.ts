import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { codeHash } from './code.ts';
import type { CouponView } from './contract.ts';
import { lockCoupon, viewCoupon } from './coupon-rows.ts';
import { couponProblem } from './problems.ts';

export const claimCoupon = command({
  name: 'wallet.claim-coupon',
  summary: 'Takes the coupon of a code into one’s wallet, once whoever tries; one’s own again is the same.',
  rest: 'POST /my-coupons',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ code: Type.String({ minLength: 1, maxLength: 100 }) }),
  run: async (ctx, { code }): Promise<CouponView> => {
    const personId = personIdOf(ctx.actor);
    const known = await ctx.tx
      .selectFrom('wallet.coupon_codes')
      .select('coupon_id')
      .where('code_hash', '=', codeHash(code))
      .executeTakeFirst();
    const row = known && (await lockCoupon(ctx.tx, known.coupon_id));
    const field = { pointer: '/code', detail: couponProblem('coupon-unknown').text.detail };
    if (row === undefined) throw couponProblem('coupon-unknown', {}, [field]);
    if (row.person_id !== null && row.person_id !== personId) throw couponProblem('coupon-taken');
    if (row.state !== 'open' || row.expires_at <= ctx.now) throw couponProblem('coupon-over');
    ctx.about(`coupon:${row.id}`);
    if (row.person_id === null)
      await ctx.tx
        .updateTable('wallet.coupons')
        .set({ person_id: personId, claimed_at: ctx.now })
        .where('shard', '=', shardOf(row.id))
        .where('id', '=', row.id)
        .execute();
    return viewCoupon(ctx.config, row);
  },
});
