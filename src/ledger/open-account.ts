import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { clearingAccountId, systemAccountId } from './account.ts';

/** An account to open. `floor`: 0 no overdraft, negative a credit limit, null no limit. */
export interface NewAccount {
  readonly id?: string;
  readonly shard: number;
  /** A person's id, or the name of what the provider holds. */
  readonly owner: string;
  readonly asset: string;
  readonly kind: string;
  readonly floor: bigint | null;
}

/** Opens an account, and the clearing account of its shard and asset with the first; the same owner, asset and kind again gives the account that exists. */
export async function openAccount(q: Queryable, account: NewAccount, now: Date): Promise<{ readonly id: string }> {
  const { asset, shard } = account;
  await insertAccount(
    q,
    { id: clearingAccountId(asset, shard), shard, owner: 'clearing', asset, kind: 'system', floor: null },
    now,
  );
  return insertAccount(q, { ...account, id: account.id ?? newId(shard) }, now);
}

/** Opens an account of the provider, whose id follows from its name, asset and shard; it may go below zero. */
export async function openSystemAccount(
  q: Queryable,
  { name, asset, shard }: { readonly name: string; readonly asset: string; readonly shard: number },
  now: Date,
): Promise<{ readonly id: string }> {
  return openAccount(
    q,
    { id: systemAccountId(name, asset, shard), shard, owner: name, asset, kind: 'system', floor: null },
    now,
  );
}

async function insertAccount(
  q: Queryable,
  { id, shard, owner, asset, kind, floor }: NewAccount & { readonly id: string },
  now: Date,
): Promise<{ readonly id: string }> {
  assert(shardOf(id) === shard, "an account's id carries its shard");
  const { rows } = await q.query<{ id: string }>(
    `with opened as (
       insert into ledger.accounts (shard, id, owner, asset, kind, opened_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (shard, owner, asset, kind) do nothing returning shard, id, asset),
     balanced as (insert into ledger.balances (shard, account, asset, floor) select shard, id, asset, $7 from opened)
     select id from opened
     union all select id from ledger.accounts where shard = $1 and owner = $3 and asset = $4 and kind = $5`,
    [shard, id, owner, asset, kind, now, floor],
  );
  const [found] = rows;
  if (found !== undefined) return found;
  // Another transaction opened it after this statement began: it has committed, or the insert would still wait.
  const again = await q.query<{ id: string }>(
    'select id from ledger.accounts where shard = $1 and owner = $2 and asset = $3 and kind = $4',
    [shard, owner, asset, kind],
  );
  assert(again.rows[0], 'an account that could not be opened exists');
  return again.rows[0];
}
