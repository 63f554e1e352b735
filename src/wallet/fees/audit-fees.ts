import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';
import { feeTransferId, readFeeReference } from './fee-transfers.ts';

interface FeeRow {
  readonly id: string;
  readonly reference: string | null;
  readonly group_id: string | null;
}

/** Proves that every fee on the books was charged for a transfer of the same group, under a version that exists. */
export async function auditFees(db: Database): Promise<Violation[]> {
  const [{ rows: fees }, { rows: tables }] = await Promise.all([
    sql<FeeRow>`select id, reference, group_id from ledger.public_transfers where purpose = 'fee' and kind in ('post', 'hold')`.execute(
      db,
    ),
    sql<{ version: number }>`select version from wallet.fee_tables`.execute(db),
  ]);
  const { rows: charged } = await sql<{ id: string; group_id: string | null }>`
    select id, group_id from ledger.public_transfers where id = any(${fees.flatMap(({ reference }) => readFeeReference(reference)?.of ?? [])}::uuid[])`.execute(
    db,
  );
  const groupOf = new Map(charged.map(({ id, group_id: group }) => [id, group]));
  const versions = new Set(tables.map(({ version }) => version));
  return fees
    .filter(({ id, reference, group_id: group }) => {
      const read = readFeeReference(reference);
      if (!read || !versions.has(read.version) || id !== feeTransferId(read.of)) return true;
      return group === null || groupOf.get(read.of) !== group;
    })
    .map(({ id }) => ({
      invariant: 'every fee was charged for a transfer of its group, under a version of the fee table',
      facts: { transfer: id },
    }));
}
