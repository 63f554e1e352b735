import { transactionKinds } from './contract.ts';
import type { TransactionKind } from './contract.ts';

/** What a transfer's purpose in the books is called where people read it. */
export function kindOf(purpose: string): TransactionKind {
  return transactionKinds.find((kind) => kind === purpose) ?? 'other';
}
