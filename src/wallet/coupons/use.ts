import { postWithin } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { providerAccountId, transactionId, walletAccountId } from '../account.ts';
import { problem } from '../problems.ts';
import type { CouponUse } from './contract.ts';
import { useOf } from './coupon.ts';
import { lockCoupon } from './coupon-rows.ts';
import { couponProblem } from './problems.ts';

export interface CouponOrder {
  readonly couponId: string;
  readonly personId: string;
  readonly use: CouponUse;
  readonly asset: string;
  readonly due: bigint;
  /** The fee's transfer, or the merchant's payment. */
  readonly of: string;
}

/**
 * Pays what is due, as far as the coupon goes, into the payer's wallet in the caller's transaction, in which he pays it:
 * both stand or neither does. What the coupon has beyond that stays on it. Throws the `coupon-…` Problems.
 */
export async function useCouponWithin(ctx: Ctx, order: CouponOrder): Promise<{ readonly amount: bigint }> {
  const { couponId, personId, use, asset, of } = order;
  const row = await lockCoupon(ctx.tx, couponId);
  if (row === undefined) throw couponProblem('coupon-unknown');
  const facts = { ...row, personId: row.person_id, expiresAt: row.expires_at };
  const used = useOf(facts, { ...order, now: ctx.now });
  if ('refused' in used) throw couponProblem(used.refused);
  const shard = shardOf(personId);
  const transferId = transactionId(`coupon ${couponId} ${use} ${of}`, shard);
  const transfer = {
    kind: 'post',
    id: transferId,
    purpose: 'coupon',
    reference: `coupon ${couponId} of ${of}`,
    debit: providerAccountId('coupons', asset, row.shard),
    credit: walletAccountId(personId, asset),
    asset,
    amount: used.amount,
  } as const;
  const [result] = await postWithin(queryable(ctx.tx), [transfer], { now: ctx.now, shards: ctx.config.shards });
  assert(result, 'a transfer is answered');
  if ('refused' in result) throw problem('recipient-unavailable');
  assert(!result.repeated, 'a coupon pays once for the same thing');
  await ctx.tx
    .updateTable('wallet.coupons')
    .set({ left: used.left, state: used.state })
    .where('shard', '=', row.shard)
    .where('id', '=', couponId)
    .execute();
  await ctx.tx
    .insertInto('wallet.coupon_uses')
    .values({
      shard,
      transfer_id: transferId,
      coupon_id: couponId,
      person_id: personId,
      use,
      of_id: of,
      asset,
      amount: used.amount,
      at: ctx.now,
    })
    .execute();
  return { amount: used.amount };
}
