import { sql } from 'kysely';
import type { Hold, Post } from '../../ledger/ledger.ts';
import { namedId } from '../../ledger/ledger.ts';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { providerAccountId } from '../account.ts';
import type { FeeQuote } from './fee-tables.ts';

/** The id of the fee of a transfer; it follows from the transfer's, so that nobody has to look it up. */
export function feeTransferId(transferId: string): string {
  return namedId(`fee ${transferId}`, shardOf(transferId));
}

/** What the reference of a fee's transfer says, as `readFeeReference` reads it. */
export function feeReference(version: number, transferId: string): string {
  return `fee-table ${version} of ${transferId}`;
}

/** What the reference of a fee's transfer says: the version of the table, and what the fee was for. */
export function readFeeReference(
  reference: string | null,
): { readonly version: number; readonly of: string } | undefined {
  const [, version = '', of = ''] = /^fee-table (\d{1,9}) of (\S+)$/.exec(reference ?? '') ?? [];
  return isId(of) ? { version: Number(version), of } : undefined;
}

/**
 * A transfer with its fee, for one call of the ledger: the transfer alone where nothing is charged, else a group of two
 * of the same kind, the fee second. The fee goes from the payer's account, which is the debited one unless it is said
 * otherwise, to the provider's fees in the payer's shard. A held fee is posted or voided by its own id, `feeTransferId`.
 */
export function feeTransfers<Main extends Post | Hold>(
  main: Main,
  { fee, version }: FeeQuote,
  payer: string = main.debit,
): readonly [Main, ...Main[]] {
  if (fee === 0n) return [main];
  const group = main.group ?? main.id;
  const { memo: _note, ...same } = main;
  return [
    { ...main, group },
    // oxlint-disable-next-line typescript/consistent-type-assertions -- the same kind of transfer, with other values
    {
      ...same,
      group,
      id: feeTransferId(main.id),
      purpose: 'fee',
      reference: feeReference(version, main.id),
      debit: payer,
      credit: providerAccountId('fees', main.asset, shardOf(payer)),
      amount: fee,
    } as Main,
  ];
}

/** A fee as it was charged for a transfer. */
export interface ChargedFee {
  readonly transferId: string;
  readonly fee: bigint;
  readonly version: number;
  /** The account that paid it. */
  readonly payer: string;
}

interface FeeRow {
  readonly id: string;
  readonly amount: bigint;
  readonly reference: string | null;
  readonly debit: string;
}

/** The fees of transfers that some of the given accounts paid, by the transfers' ids. Those that were released again, or never charged, are not in the answer. */
export async function readFees(
  db: Database,
  transferIds: readonly string[],
  payers: readonly string[],
): Promise<Map<string, ChargedFee>> {
  const ids = transferIds.map(feeTransferId);
  // A fee is on the books of its payer's shard.
  const found = await Promise.all(
    [...new Set(payers.map(shardOf))].map(async (shard) => {
      const { rows } = await sql<FeeRow>`
        select id, amount, reference, debit from ledger.public_transfers t
        where shard = ${shard} and id = any(${ids}::uuid[]) and not exists (
          select from ledger.public_holds h where h.shard = ${shard} and h.id = t.id and h.state in ('voided', 'expired'))`.execute(
        db,
      );
      return rows;
    }),
  );
  const fees = new Map<string, ChargedFee>();
  for (const { id, amount, reference, debit } of found.flat()) {
    const read = readFeeReference(reference);
    if (read && payers.includes(debit))
      fees.set(read.of, { transferId: id, fee: amount, version: read.version, payer: debit });
  }
  return fees;
}
