import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import { shardByte } from './shard.ts';
import type { TransferKind } from './transfer.ts';

/** What one transfer did to one account; amounts in minor units. */
export interface Entry {
  /** Its place in the account's order, which counts from 1 without a gap. */
  readonly seq: bigint;
  readonly transferId: string;
  readonly at: Date;
  /** Below zero where the account was debited. */
  readonly amount: bigint;
  /** The account's balance after it. */
  readonly balance: bigint;
  /** The account on the other side. */
  readonly other: string;
  readonly asset: string;
  readonly purpose: string;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly kind: TransferKind;
  readonly holdId: string | null;
  /** What it was posted together with, all or none. */
  readonly groupId: string | null;
}

interface Page {
  readonly account: string;
  /** The transfer of one of its entries, at which reading begins; without it at the newest. */
  readonly from?: string | undefined;
  /** Only entries before this place. */
  readonly before?: bigint | undefined;
  readonly limit: number;
}

const limitMax = 10_000;

/** An account's entries, newest first. */
export async function listEntries(q: Queryable, { account, from, before, limit }: Page): Promise<Entry[]> {
  assert(limit <= limitMax, 'a page has at most 10,000 entries');
  const { rows } = await q.query<Entry>(
    `select seq, transfer_id as "transferId", at, amount, balance, other, asset, purpose, reference, memo, kind, hold_id as "holdId", group_id as "groupId"
     from ledger.public_history($1, $2, $3) where $4::bigint is null or seq < $4 limit $5`,
    [shardByte(account), account, from, before, limit],
  );
  return rows;
}
