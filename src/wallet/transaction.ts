import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Database } from '../platform/db.ts';
import { transactionKinds } from './contract.ts';
import type { Transaction, TransactionKind } from './contract.ts';
import { readParties } from './party.ts';
import type { Entry } from './read-entries.ts';
import { formatReference, transactionReference } from './reference.ts';

/** What a transfer's purpose in the books is called where people read it. */
export function kindOf(purpose: string): TransactionKind {
  return transactionKinds.find((kind) => kind === purpose) ?? 'other';
}

export function referenceOf(transactionId: string): string {
  return formatReference(transactionReference(transactionId));
}

/** Entries of one person's accounts as that person sees them. */
export async function toTransactions(db: Database, entries: readonly Entry[], viewer: Actor): Promise<Transaction[]> {
  const parties = await readParties(db, entries.map(({ other }) => other), viewer);
  return entries.map(({ transferId, at, purpose, status, direction, asset, amount, other, memo, balanceAfter }) => {
    const party = parties.get(other);
    assert(party, 'a transaction has another side');
    return {
      id: transferId, reference: referenceOf(transferId), at, kind: kindOf(purpose), status, direction,
      asset: asset.code, decimals: asset.decimals, amount, fee: 0n, other: party, memo, balanceAfter,
    };
  });
}
