import { sql } from 'kysely';
import type { Config } from '../../platform/config.ts';
import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { findAsset } from '../asset.ts';
import type { CouponState, CouponUse, CouponView } from './contract.ts';

export interface CouponRow {
  readonly shard: number;
  readonly id: string;
  readonly person_id: string | null;
  readonly asset: string;
  readonly amount: bigint;
  readonly left: bigint;
  readonly uses: readonly CouponUse[];
  readonly terms_en: string;
  readonly terms_zh: string;
  readonly source: 'redress' | 'campaigns';
  readonly state: CouponState;
  readonly issued_at: Date;
  readonly expires_at: Date;
}

/** A coupon, locked until the caller commits; undefined where there is none. */
export async function lockCoupon(db: Database, id: string): Promise<CouponRow | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<CouponRow>`
    select * from wallet.coupons where shard = ${shardOf(id)} and id = ${id} for update`.execute(db);
  return rows[0];
}

/** A person's coupons, newest first; those that came by a code lie where the code was made. */
export async function couponsOf(db: Database, config: Config, personId: string): Promise<CouponView[]> {
  const everyShard = Array.from({ length: config.shards }, (_, shard) => shard);
  const { rows } = await sql<CouponRow>`
    select * from wallet.coupons where shard = any(${everyShard}::smallint[]) and person_id = ${personId}
    order by issued_at desc, id desc limit 200`.execute(db);
  return rows.map((row) => viewCoupon(config, row));
}

export function viewCoupon(config: Config, row: CouponRow): CouponView {
  const asset = findAsset(config, row.asset);
  assert(asset, 'a coupon is in an asset of the installation');
  return {
    id: row.id,
    asset: asset.code,
    decimals: asset.decimals,
    amount: row.amount,
    left: row.left,
    uses: row.uses,
    terms: { en: row.terms_en, 'zh-CN': row.terms_zh },
    state: row.state,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    isRedress: row.source === 'redress',
  };
}
