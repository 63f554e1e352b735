import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import { arrayOf } from './array.ts';
import type { Answered } from './books.ts';
import type { Refusal } from './refusal.ts';
import { byShard, homeShard, shardByte } from './shard.ts';
import type { AccountAfter, Result, Status, Transfer, TransferKind } from './transfer.ts';

interface TransferRow {
  readonly id: string;
  readonly kind: TransferKind;
  readonly status: Status | 'refused';
  readonly refusal: Refusal | null;
  readonly at: Date;
  readonly debit: string | null;
  readonly credit: string | null;
  readonly asset: string | null;
  readonly amount: string | bigint | null;
  readonly purpose: string;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly group_id: string | null;
  readonly hold_id: string | null;
  readonly expires_at: Date | null;
  readonly debit_other: string | null;
  readonly credit_other: string | null;
  readonly debit_balance: string | bigint | null;
  readonly debit_held: string | bigint | null;
  readonly credit_balance: string | bigint | null;
  readonly credit_held: string | bigint | null;
}

const transfersSql = `
  select id, kind, status, refusal, at, debit, credit, asset, amount, purpose, reference, memo, group_id, hold_id, expires_at,
    debit_other, credit_other, debit_balance, debit_held, credit_balance, credit_held
  from ledger.transfers where shard = $1 and id = any($2::uuid[])`;

/** Which of the ids were answered before, from the shards that the ids name. */
export async function loadAnswered(
  q: Queryable,
  ids: readonly string[],
  shards: number,
): Promise<Map<string, Answered>> {
  const rows = await loadRows(
    q,
    byShard(new Set(ids), (id) => homeShard(id, shards)),
  );
  // Where a clearing account stands for an account of another shard, that shard has what became of the account.
  const others = rows.flatMap(({ id, debit_other, credit_other }) => {
    const other = debit_other ?? credit_other;
    return other === null ? [] : [{ id, shard: shardByte(other) }];
  });
  const shardOfOther = new Map(others.map(({ id, shard }) => [id, shard]));
  const otherRows = new Map(
    (
      await loadRows(
        q,
        byShard(shardOfOther.keys(), (id) => shardOfOther.get(id) ?? 0),
      )
    ).map((row) => [row.id, row]),
  );
  return new Map(
    rows.map((row) => [row.id, { transfer: transferOf(row), result: resultOf(row, otherRows.get(row.id)) }]),
  );
}

async function loadRows(
  q: Queryable,
  groups: readonly (readonly [shard: number, ids: readonly string[]])[],
): Promise<TransferRow[]> {
  const found = await Promise.all(
    groups.map(([shard, ids]) => q.query<TransferRow>(transfersSql, [shard, arrayOf('uuid', ids)])),
  );
  return found.flatMap(({ rows }) => rows);
}

function transferOf(row: TransferRow): Transfer {
  const named = {
    id: row.id,
    purpose: row.purpose,
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.memo === null ? {} : { memo: row.memo }),
    ...(row.group_id === null ? {} : { group: row.group_id }),
  };
  const { kind, hold_id: holdId, asset } = row;
  const amount = BigInt(row.amount ?? 0);
  if (kind === 'post-hold' || kind === 'void-hold') {
    assert(holdId !== null, 'what resolves a hold names it');
    return kind === 'post-hold' ? { ...named, kind, holdId, amount } : { ...named, kind, holdId };
  }
  const debit = row.debit_other ?? row.debit;
  const credit = row.credit_other ?? row.credit;
  assert(
    debit !== null && credit !== null && asset !== null,
    'a stored transfer names both its accounts and its asset',
  );
  const movement = { ...named, debit, credit, asset, amount };
  if (kind === 'post') return { ...movement, kind };
  return { ...movement, kind, ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }) };
}

function resultOf(row: TransferRow, other: TransferRow | undefined): Result {
  const { id, status, refusal, at } = row;
  if (status === 'refused') {
    assert(refusal !== null, 'a refused transfer keeps the reason');
    return { id, refused: refusal, repeated: false };
  }
  const debitRow = row.debit_other === null ? row : other;
  const creditRow = row.credit_other === null ? row : other;
  assert(debitRow && creditRow, 'a transfer between shards has a row in each');
  return {
    id,
    status,
    at,
    repeated: false,
    debit: accountAfter(debitRow.debit, debitRow.debit_balance, debitRow.debit_held),
    credit: accountAfter(creditRow.credit, creditRow.credit_balance, creditRow.credit_held),
  };
}

function accountAfter(
  account: string | null,
  balance: string | bigint | null,
  held: string | bigint | null,
): AccountAfter {
  assert(account !== null && balance !== null && held !== null, 'an accepted transfer keeps what it answered');
  return { account, balance: BigInt(balance), held: BigInt(held) };
}
