import { sql } from 'kysely';
import { postWithin } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { providerAccountId, transactionId } from '../account.ts';
import { releaseOf } from './coupon.ts';
import type { CouponRow } from './coupon-rows.ts';

/** Coupons that one call ends. */
const batchMax = 500;

export const expireCoupons = command({
  name: 'wallet.expire-coupons',
  summary: 'Ends coupons whose time is over: what is left of them is no longer owed, and goes back to whoever gave it.',
  can: (actor) => actor.kind === 'system',
  input: input({}),
  run: async (ctx): Promise<{ readonly ended: number }> => {
    const everyShard = Array.from({ length: ctx.config.shards }, (_, shard) => shard);
    let ended = 0;
    for (const shard of everyShard) {
      const { rows } = await sql<CouponRow>`
        select * from wallet.coupons where shard = ${shard} and state = 'open' and expires_at <= ${ctx.now}
        order by id limit ${batchMax} for update skip locked`.execute(ctx.tx);
      const results = await postWithin(
        queryable(ctx.tx),
        rows.map((row) => ({
          kind: 'post' as const,
          id: transactionId(`coupon-end ${row.id}`, shard),
          purpose: 'coupon-end',
          reference: row.id,
          debit: providerAccountId('coupons', row.asset, shard),
          credit: providerAccountId(row.source, row.asset, shard),
          asset: row.asset,
          amount: row.left,
        })),
        { now: ctx.now, shards: ctx.config.shards },
      );
      assert(
        results.every((result) => !('refused' in result)),
        'what is owed for a coupon can be released',
      );
      for (const row of rows) {
        const released = releaseOf({ ...row, personId: row.person_id, expiresAt: row.expires_at }, ctx.now);
        assert(released !== undefined, 'a coupon that is over is released');
        await sql`update wallet.coupons set state = 'expired', "left" = 0, released = ${released}
          where shard = ${shard} and id = ${row.id}`.execute(ctx.tx);
      }
      ended += rows.length;
    }
    return { ended };
  },
});
