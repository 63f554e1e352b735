import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { WalletMerchantKeys } from '../../platform/schema.ts';
import { checkoutProblem } from './problems.ts';

/** A merchant's own key, locked; throws `wallet.unknown-key` for anybody else's too. */
export async function lockKey(tx: Tx, merchantId: string, id: string): Promise<Selectable<WalletMerchantKeys>> {
  const row = await tx
    .selectFrom('wallet.merchant_keys')
    .selectAll()
    .where('shard', '=', shardOf(merchantId))
    .where('id', '=', id)
    .where('merchant_id', '=', merchantId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw checkoutProblem('unknown-key');
  return row;
}
