import type { Queryable } from '../platform/db.ts';
import type { Freeze } from './account.ts';
import { arrayOf } from './array.ts';
import { byShard, shardByte } from './shard.ts';

/** An account after its last entry, amounts in minor units. */
export interface AccountState {
  readonly id: string;
  readonly asset: string;
  readonly balance: bigint;
  /** What holds set aside. */
  readonly held: bigint;
  /** What holds of others would bring. */
  readonly incoming: bigint;
  /** What may be debited: the balance down to the floor (to 0 where there is none), less what is held. */
  readonly available: bigint;
  readonly frozen: Freeze;
  readonly closedAt: Date | null;
}

/** The states of accounts, by id; an account that does not exist is not in the answer. */
export async function getBalances(q: Queryable, ids: readonly string[]): Promise<Map<string, AccountState>> {
  const states = new Map<string, AccountState>();
  for (const [shard, group] of byShard(new Set(ids), shardByte)) {
    const { rows } = await q.query<AccountState>(
      `select account as id, asset, balance, held_out as held, held_in as incoming, balance - held_out - coalesce(floor, 0) as available, frozen, closed_at as "closedAt"
       from ledger.balances where shard = $1 and account = any($2::uuid[])`,
      [shard, arrayOf('uuid', group)],
    );
    for (const row of rows) states.set(row.id, row);
  }
  return states;
}
