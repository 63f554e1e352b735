import type { Queryable } from '../platform/db.ts';
import { clearingAccountId } from './account.ts';
import type { Account, Freeze } from './account.ts';
import { arrayOf } from './array.ts';
import type { Books, HoldState } from './books.ts';
import { loadAnswered } from './load-answered.ts';
import { byShard, homeShard, shardByte } from './shard.ts';
import type { Transfer } from './transfer.ts';

export interface Moment {
  readonly now: Date;
  /** How many shards the installation has. */
  readonly shards: number;
}

/**
 * Locks every account that the transfers touch, in one order over all shards, and reads what deciding them needs.
 * Reading is a statement after locking: one that had to wait for a lock would still see the world before it.
 */
export async function loadBooks(q: Queryable, transfers: readonly Transfer[], { now, shards }: Moment): Promise<Books> {
  const holdIds = transfers.flatMap((transfer) => ('holdId' in transfer ? [transfer.holdId] : []));
  // Which accounts a hold is between never changes, so it may be read before they are locked.
  const named = await loadHolds(q, holdIds, shards);
  const [accounts, answered, holds] = await Promise.all([
    lockAccounts(q, accountIds(transfers, named), shards),
    loadAnswered(
      q,
      transfers.map(({ id }) => id),
      shards,
    ),
    loadHolds(q, holdIds, shards),
  ]);
  return { shards, now, accounts, answered, holds };
}

/** Every account of the transfers, and the clearing accounts that join those of two shards. */
function accountIds(transfers: readonly Transfer[], holds: ReadonlyMap<string, HoldState>): Set<string> {
  const ids = new Set<string>();
  for (const transfer of transfers) {
    const movement = 'holdId' in transfer ? holds.get(transfer.holdId) : transfer;
    if (!movement) continue;
    const { debit, credit, asset } = movement;
    ids.add(debit).add(credit);
    const [near, far] = [shardByte(debit), shardByte(credit)];
    if (near !== far) ids.add(clearingAccountId(asset, near)).add(clearingAccountId(asset, far));
  }
  return ids;
}

interface BalanceRow {
  readonly account: string;
  readonly row: string;
  readonly asset: string;
  readonly floor: string | bigint | null;
  readonly frozen: Freeze | null;
  readonly closed_at: Date | null;
  readonly balance: string | bigint;
  readonly held_out: string | bigint | null;
  readonly held_in: string | bigint | null;
  readonly last_seq: string | bigint;
  readonly last_transfer: string | null;
}

/** What is usual comes as null, which costs nothing to send a thousand times a batch. */
const lockSql = `
  select account, ctid as row, asset, floor, nullif(frozen, 'none') as frozen, closed_at, balance,
    nullif(held_out, 0) as held_out, nullif(held_in, 0) as held_in, last_seq, last_transfer
  from ledger.balances where shard = $1 and account = any($2::uuid[]) order by account for no key update`;

async function lockAccounts(q: Queryable, ids: Iterable<string>, shards: number): Promise<Map<string, Account>> {
  const accounts = new Map<string, Account>();
  const groups = byShard(ids, shardByte).filter(([shard]) => shard < shards);
  await Promise.all(
    groups.map(async ([shard, group]) => {
      const { rows } = await q.query<BalanceRow>(lockSql, [shard, arrayOf('uuid', group)]);
      for (const row of rows) {
        accounts.set(row.account, {
          shard,
          id: row.account,
          row: row.row,
          asset: row.asset,
          floor: row.floor === null ? null : BigInt(row.floor),
          frozen: row.frozen ?? 'none',
          closed: row.closed_at !== null,
          balance: BigInt(row.balance),
          heldOut: BigInt(row.held_out ?? 0),
          heldIn: BigInt(row.held_in ?? 0),
          lastSeq: BigInt(row.last_seq),
          lastTransfer: row.last_transfer,
        });
      }
    }),
  );
  return accounts;
}

interface HoldRow {
  readonly id: string;
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly amount: string | bigint;
  readonly expires_at: Date | null;
  readonly state: HoldState['state'];
  readonly resolved_by: string | null;
}

const holdsSql = `
  select id, debit, credit, asset, amount, expires_at, state, resolved_by
  from ledger.holds where shard = $1 and id = any($2::uuid[])`;

async function loadHolds(q: Queryable, ids: readonly string[], shards: number): Promise<Map<string, HoldState>> {
  const holds = new Map<string, HoldState>();
  await Promise.all(
    byShard(ids, (id) => homeShard(id, shards)).map(async ([shard, group]) => {
      const { rows } = await q.query<HoldRow>(holdsSql, [shard, arrayOf('uuid', group)]);
      for (const { id, debit, credit, asset, amount, expires_at, state, resolved_by } of rows) {
        holds.set(id, {
          id,
          debit,
          credit,
          asset,
          amount: BigInt(amount),
          expiresAt: expires_at,
          state,
          resolvedBy: resolved_by,
        });
      }
    }),
  );
  return holds;
}
