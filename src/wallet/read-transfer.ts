import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import type { TransactionStatus } from './contract.ts';

/** A transfer of the books with both its entries. */
export interface Transfer {
  readonly id: string;
  readonly at: Date;
  readonly status: TransactionStatus;
  readonly purpose: string;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly asset: string;
  readonly amount: bigint;
  readonly debit: string;
  readonly credit: string;
  readonly entries: readonly { readonly account: string; readonly amount: bigint; readonly balance: bigint }[];
}

type TransferRow = Omit<Transfer, 'entries'>;

interface EntryRow {
  readonly transfer_id: string;
  readonly account: string;
  readonly amount: bigint;
  readonly balance: bigint;
}

/** Transfers of one reference; hardly ever more than one. */
const transfersMax = 5;

export interface IdRange {
  readonly lowest: string;
  readonly highest: string;
}

/** Transfers whose ids lie in a range, which is one id or those of one reference; each shard is asked by its key. */
export async function readTransfers(db: Database, { lowest, highest }: IdRange, shards: number): Promise<Transfer[]> {
  const everyShard = Array.from({ length: shards }, (_, shard) => shard);
  const { rows } = await sql<TransferRow>`
    select t.id, at, case when h.state is null or h.state = 'open' then t.status else h.state end as status,
      purpose, reference, memo, asset, amount, debit, credit
    from ledger.public_transfers t left join ledger.public_holds h on h.shard = any(${everyShard}::smallint[]) and h.id = t.id
    where t.shard = any(${everyShard}::smallint[]) and t.id between ${lowest}::uuid and ${highest}::uuid order by at limit ${transfersMax}`.execute(
    db,
  );
  if (rows.length === 0) return [];
  const { rows: entries } = await sql<EntryRow>`
    select transfer_id, account, amount, balance from ledger.public_entries
    where shard = any(${everyShard}::smallint[]) and transfer_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    db,
  );
  return rows.map((row) => ({
    ...row,
    entries: entries.filter(
      ({ transfer_id: id, account }) => id === row.id && (account === row.debit || account === row.credit),
    ),
  }));
}
