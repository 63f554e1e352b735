import { sql } from 'kysely';
import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { walletAccountId } from '../account.ts';
import { feeTransferId } from '../fees/fee-transfers.ts';
import { personIdOf } from '../payment.ts';
import { lockCoupon } from './coupon-rows.ts';
import { couponProblem } from './problems.ts';
import { useCouponWithin } from './use.ts';

export const useCoupon = command({
  name: 'wallet.use-coupon',
  summary:
    'Uses a coupon on the fee that one paid for a transaction: what it covers comes back to one’s wallet at once.',
  rest: 'POST /my-coupons/{coupon}/use',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    coupon: Type.String({ format: 'uuid' }),
    transaction: Type.String({ format: 'uuid', description: 'The transaction that the fee was for' }),
  }),
  run: async (ctx, { coupon: couponId, transaction }) => {
    const personId = personIdOf(ctx.actor);
    const feeId = feeTransferId(transaction);
    ctx.about(`coupon:${couponId}`);
    if ((await lockCoupon(ctx.tx, couponId))?.person_id !== personId) throw couponProblem('coupon-unknown');
    // The wallet's row orders what is used on one fee from two coupons at once.
    await ctx.tx
      .selectFrom('wallet.wallets')
      .select('person_id')
      .where('shard', '=', shardOf(personId))
      .where('person_id', '=', personId)
      .forUpdate()
      .execute();
    const { rows } = await sql<{ asset: string; amount: bigint; debit: string; status: string }>`
      select asset, amount, debit, status from ledger.public_transfers where shard = ${shardOf(personId)} and id = ${feeId}`.execute(
      ctx.tx,
    );
    const [fee] = rows;
    if (fee?.status !== 'posted' || fee.debit !== walletAccountId(personId, fee.asset))
      throw couponProblem('coupon-not-for-this');
    const { covered } = await ctx.tx
      .selectFrom('wallet.coupon_uses')
      .select(({ fn }) => fn.sum<bigint | null>('amount').as('covered'))
      .where('shard', '=', shardOf(personId))
      .where('of_id', '=', feeId)
      .executeTakeFirstOrThrow();
    const { amount } = await useCouponWithin(ctx, {
      couponId,
      personId,
      use: 'fees',
      asset: fee.asset,
      due: fee.amount - (covered ?? 0n),
      of: feeId,
    });
    return { asset: fee.asset, amount };
  },
});
