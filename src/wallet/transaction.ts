import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Database } from '../platform/db.ts';
import { readCheckoutNames } from './checkout/checkout-facts.ts';
import type { Transaction } from './contract.ts';
import { readFees } from './fees/fee-transfers.ts';
import { readParties } from './party.ts';
import type { Entry } from './read-entries.ts';
import { formatReference, transactionReference } from './reference.ts';
import { kindOf } from './transaction-kind.ts';

/** What people call a transaction, as it is printed. */
export function referenceOf(transactionId: string): string {
  return formatReference(transactionReference(transactionId));
}

/** Entries of a person's accounts as the viewer may see them. */
export async function toTransactions(db: Database, entries: readonly Entry[], viewer: Actor): Promise<Transaction[]> {
  const [parties, fees, checkouts] = await Promise.all([
    readParties(
      db,
      entries.map(({ other }) => other),
      viewer,
    ),
    readFees(
      db,
      entries.map(({ transferId }) => transferId),
      entries.map(({ account }) => account.id),
    ),
    readCheckoutNames(db, entries),
  ]);
  return entries.map(({ transferId, at, purpose, amount, account, other, reference, memo, balance }) => {
    const { asset } = account;
    const party = parties.get(other);
    const charged = fees.get(transferId);
    const fee = charged?.payer === account.id ? charged : undefined;
    assert(party, 'a transaction has another side');
    return {
      id: transferId,
      reference: referenceOf(transferId),
      at,
      kind: kindOf(purpose),
      // A hold has no entry: what a history shows has moved.
      status: 'posted',
      direction: amount > 0n ? 'in' : 'out',
      asset: asset.code,
      decimals: asset.decimals,
      amount: amount < 0n ? -amount : amount,
      fee: fee?.fee ?? 0n,
      feeVersion: fee?.version ?? null,
      other: party,
      memo,
      checkout: checkouts.get(reference ?? '') ?? null,
      balanceAfter: balance,
    };
  });
}
