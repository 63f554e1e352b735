import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import type { Account } from './account.ts';
import { arrayOf } from './array.ts';
import type { Element, ElementType } from './array.ts';
import type { Decided, Draft, HoldState, Posting } from './books.ts';
import { homeShard, shardByte } from './shard.ts';
import { storable } from './transfer.ts';
import type { Hold, Post, Transfer } from './transfer.ts';

/** Writes everything that a draft changes, each shard by statements of its own. */
export async function storeDraft(q: Queryable, draft: Draft): Promise<void> {
  const writes = new Map<number, ShardWrites>();
  const of = (shard: number): ShardWrites => {
    const known = writes.get(shard) ?? { accounts: [], transfers: [], holds: [] };
    writes.set(shard, known);
    return known;
  };
  for (const account of draft.accounts.changed.values()) of(account.shard).accounts.push(account);
  for (const decided of draft.decided)
    for (const shard of shardsOf(decided, draft.shards)) of(shard).transfers.push(recordOf(decided, shard));
  for (const hold of draft.holds.changed.values())
    for (const shard of shardsTouched(hold.id, hold, draft.shards)) of(shard).holds.push(hold);
  // Each statement leaves as soon as it is built, so that the database works on one while the next is being built.
  const sent: Promise<unknown>[] = [];
  for (const [shard, { accounts, transfers, holds }] of writes) {
    if (accounts.length > 0) sent.push(updateBalances(q, shard, accounts));
    if (transfers.length > 0)
      sent.push(q.query(transfersSql, [shard, draft.now, ...parameters(transferColumns, transfers)]));
    if (holds.length > 0) sent.push(q.query(holdsSql, [shard, ...parameters(holdColumns, holds)]));
  }
  await Promise.all(sent);
}

interface ShardWrites {
  readonly accounts: Account[];
  readonly transfers: TransferRecord[];
  readonly holds: HoldState[];
}

/** A transfer as one shard keeps it; `posting` is what it moved there. */
interface TransferRecord {
  readonly decided: Decided;
  readonly posting: Posting | undefined;
}

function recordOf(decided: Decided, shard: number): TransferRecord {
  return {
    decided,
    posting: decided.postings.find((posting) => posting.shard === shard),
  };
}

/** A refused transfer is kept where its id is kept unique; an accepted one also where its accounts are. */
function shardsOf({ transfer, movement }: Decided, shards: number): Iterable<number> {
  return movement ? shardsTouched(transfer.id, movement, shards) : [homeShard(transfer.id, shards)];
}

function shardsTouched(
  id: string,
  { debit, credit }: { readonly debit: string; readonly credit: string },
  shards: number,
): Iterable<number> {
  return shards === 1 ? [0] : new Set([homeShard(id, shards), shardByte(debit), shardByte(credit)]);
}

interface Column<Row> {
  readonly name: string;
  readonly type: ElementType;
  readonly of: (row: Row) => Element | null;
}

/** One array for each column; a column without values is sent as no array at all, which reads as null in every row. */
function parameters<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): (Buffer | null)[] {
  return columns.map(({ type, of }) => {
    const values = rows.map(of);
    return values.every((value) => value === null) ? null : arrayOf(type, values);
  });
}

/** `unnest($first::uuid[]), …`: a row for each place in the arrays. In the list of a `select` it is read without a copy. */
function unnest(columns: readonly { readonly type: string }[], first: number): string {
  return columns.map(({ type }, index) => `unnest($${first + index}::${type}[])`).join(', ');
}

function names(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => name).join(', ');
}

const balanceColumns: readonly Column<Account>[] = [
  { name: 'row', type: 'tid', of: ({ row }) => row },
  { name: 'balance', type: 'numeric', of: ({ balance }) => balance },
  { name: 'held_out', type: 'numeric', of: ({ heldOut }) => heldOut },
  { name: 'held_in', type: 'numeric', of: ({ heldIn }) => heldIn },
  { name: 'last_seq', type: 'bigint', of: ({ lastSeq }) => lastSeq },
  { name: 'last_transfer', type: 'uuid', of: ({ lastTransfer }) => lastTransfer },
];

/** The account that a clearing account stands for in a posting, if it does. */
function other(account: string | undefined, meant: string | undefined): string | null {
  return account === meant ? null : (meant ?? null);
}

/** The movement that a transfer asks for by itself; undefined where it resolves a hold. */
function asked(transfer: Transfer): Post | Hold | undefined {
  return 'debit' in transfer ? transfer : undefined;
}

function askedAmount(transfer: Transfer): bigint | null {
  return transfer.kind === 'void-hold' ? null : storable(transfer.amount);
}

const transferColumns: readonly Column<TransferRecord>[] = [
  { name: 'id', type: 'uuid', of: ({ decided }) => decided.transfer.id },
  { name: 'kind', type: 'text', of: ({ decided }) => decided.transfer.kind },
  { name: 'status', type: 'text', of: ({ decided: { result } }) => ('refused' in result ? 'refused' : result.status) },
  { name: 'refusal', type: 'text', of: ({ decided: { result } }) => ('refused' in result ? result.refused : null) },
  {
    name: 'debit',
    type: 'uuid',
    of: ({ decided: { movement, transfer }, posting }) =>
      posting?.debit.account ?? movement?.debit ?? asked(transfer)?.debit ?? null,
  },
  {
    name: 'credit',
    type: 'uuid',
    of: ({ decided: { movement, transfer }, posting }) =>
      posting?.credit.account ?? movement?.credit ?? asked(transfer)?.credit ?? null,
  },
  {
    name: 'asset',
    type: 'text',
    of: ({ decided: { movement, transfer } }) => movement?.asset ?? asked(transfer)?.asset ?? null,
  },
  {
    name: 'amount',
    type: 'numeric',
    of: ({ decided: { movement, transfer } }) => movement?.amount ?? askedAmount(transfer),
  },
  { name: 'purpose', type: 'text', of: ({ decided }) => decided.transfer.purpose },
  { name: 'reference', type: 'text', of: ({ decided }) => decided.transfer.reference ?? null },
  { name: 'memo', type: 'text', of: ({ decided }) => decided.transfer.memo ?? null },
  { name: 'group_id', type: 'uuid', of: ({ decided }) => decided.transfer.group ?? null },
  { name: 'hold_id', type: 'uuid', of: ({ decided: { transfer } }) => ('holdId' in transfer ? transfer.holdId : null) },
  {
    name: 'expires_at',
    type: 'timestamptz',
    of: ({ decided: { transfer } }) =>
      transfer.kind === 'hold' && transfer.expiresAt ? BigInt(transfer.expiresAt.getTime()) : null,
  },
  {
    name: 'debit_other',
    type: 'uuid',
    of: ({ decided: { movement }, posting }) => (posting ? other(posting.debit.account, movement?.debit) : null),
  },
  {
    name: 'credit_other',
    type: 'uuid',
    of: ({ decided: { movement }, posting }) => (posting ? other(posting.credit.account, movement?.credit) : null),
  },
  { name: 'debit_seq', type: 'bigint', of: ({ posting }) => posting?.debit.seq ?? null },
  { name: 'debit_previous', type: 'uuid', of: ({ posting }) => posting?.debit.previous ?? null },
  {
    name: 'debit_balance',
    type: 'numeric',
    of: ({ decided: { result }, posting }) =>
      posting?.debit.balance ?? ('refused' in result ? null : result.debit.balance),
  },
  {
    name: 'debit_held',
    type: 'numeric',
    of: ({ decided: { result }, posting }) => posting?.debit.held ?? ('refused' in result ? null : result.debit.held),
  },
  { name: 'credit_seq', type: 'bigint', of: ({ posting }) => posting?.credit.seq ?? null },
  { name: 'credit_previous', type: 'uuid', of: ({ posting }) => posting?.credit.previous ?? null },
  {
    name: 'credit_balance',
    type: 'numeric',
    of: ({ decided: { result }, posting }) =>
      posting?.credit.balance ?? ('refused' in result ? null : result.credit.balance),
  },
  {
    name: 'credit_held',
    type: 'numeric',
    of: ({ decided: { result }, posting }) => posting?.credit.held ?? ('refused' in result ? null : result.credit.held),
  },
];

const holdColumns: readonly Column<HoldState>[] = [
  { name: 'id', type: 'uuid', of: ({ id }) => id },
  { name: 'debit', type: 'uuid', of: ({ debit }) => debit },
  { name: 'credit', type: 'uuid', of: ({ credit }) => credit },
  { name: 'asset', type: 'text', of: ({ asset }) => asset },
  { name: 'amount', type: 'numeric', of: ({ amount }) => amount },
  {
    name: 'expires_at',
    type: 'timestamptz',
    of: ({ expiresAt }) => (expiresAt === null ? null : BigInt(expiresAt.getTime())),
  },
  { name: 'state', type: 'text', of: ({ state }) => state },
  { name: 'resolved_by', type: 'uuid', of: ({ resolvedBy }) => resolvedBy },
];

/**
 * Each row was locked in this transaction, so it lies where it lay then; to look it up by its key once more would cost
 * a fifth of the batch. `limit` tells the planner that few rows come: it finds each by its place, even in young tables.
 */
const balancesSql = `
  with changed as (
    update ledger.balances b
    set balance = n.balance, held_out = n.held_out, held_in = n.held_in, last_seq = n.last_seq, last_transfer = n.last_transfer
    from (select ${unnest(balanceColumns, 3)} limit $2::bigint) as n (${names(balanceColumns)})
    where b.shard = $1 and b.ctid = n.row returning 1)
  select count(*)::int as count from changed`;

async function updateBalances(q: Queryable, shard: number, accounts: readonly Account[]): Promise<void> {
  const { rows } = await q.query<{ count: number }>(balancesSql, [
    shard,
    accounts.length,
    ...parameters(balanceColumns, accounts),
  ]);
  assert(rows[0]?.count === accounts.length, 'a locked balance stays where it is');
}

const transfersSql = `
  insert into ledger.transfers (shard, at, ${names(transferColumns)})
  select $1, $2::timestamptz, ${unnest(transferColumns, 3)}`;

const holdsSql = `
  insert into ledger.holds (shard, ${names(holdColumns)})
  select $1, ${unnest(holdColumns, 2)}
  on conflict (shard, id) do update set state = excluded.state, resolved_by = excluded.resolved_by`;
