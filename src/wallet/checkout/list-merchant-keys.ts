import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import type { MerchantKey } from './contract.ts';
import { toKey } from './key.ts';
import { requireMerchant } from './merchant.ts';

const shownMax = 100;

export const listMerchantKeys = query({
  name: 'wallet.list-merchant-keys',
  summary: 'One’s API keys, the newest first, without their secrets.',
  rest: 'GET /merchant/keys',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor, now }): Promise<readonly MerchantKey[]> => {
    const { personId } = await requireMerchant(db, actor);
    const rows = await db
      .selectFrom('wallet.merchant_keys')
      .selectAll()
      .where('shard', '=', shardOf(personId))
      .where('merchant_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(shownMax)
      .execute();
    return rows.map((row) => toKey(row, now));
  },
});
