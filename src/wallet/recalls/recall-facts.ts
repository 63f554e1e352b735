import type { RecallFacts } from '../contract.ts';
import type { Database } from '../../platform/db.ts';
import { isId } from '../../platform/id.ts';
import { referenceOf } from '../transaction.ts';
import { findRecall } from './recalls.ts';

interface Recalled {
  readonly id: string;
  readonly purpose: string;
  readonly reference: string | null;
}

/** What a transaction's page and a case say of its recall; null where nobody asked. */
export async function readRecall(db: Database, { id, purpose }: Recalled): Promise<RecallFacts | null> {
  const recall = purpose === 'payment' ? await findRecall(db, id) : undefined;
  if (recall === undefined) return null;
  const { state, reason, askedAt, expiresAt, answeredAt, declinedBecause, returned, returnTransferId } = recall;
  return {
    state,
    reason,
    askedAt,
    expiresAt,
    answeredAt,
    declinedBecause,
    returned,
    returnTransactionId: returnTransferId,
  };
}

/** The payment that a return gives back; null for anything else. */
export function returnedPayment({ purpose, reference }: Recalled): { id: string; reference: string } | null {
  if (purpose !== 'return' || reference === null || !isId(reference)) return null;
  return { id: reference, reference: referenceOf(reference) };
}
