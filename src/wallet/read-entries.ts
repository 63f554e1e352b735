import { sql } from 'kysely';
import { assert } from '../platform/assert.ts';
import type { Database } from '../platform/db.ts';
import type { AssetFormat } from '../platform/money.ts';
import { transactionKinds } from './contract.ts';
import type { TransactionKind, TransactionStatus } from './contract.ts';
import { idsOfReference } from './reference.ts';

/** An account that a history is read of. */
export interface WantedAccount {
  readonly id: string;
  readonly asset: AssetFormat;
  /** Only entries before this one; undefined: from the newest. */
  readonly beforeSeq: bigint | undefined;
  readonly least: bigint | undefined;
  readonly most: bigint | undefined;
}

export interface EntryFilter {
  readonly direction: 'in' | 'out' | undefined;
  readonly kind: TransactionKind | undefined;
  readonly from: Date | undefined;
  readonly before: Date | undefined;
  readonly text: string | undefined;
}

/** One entry of an account, with what its transfer says. */
export interface Entry {
  readonly transferId: string;
  readonly asset: AssetFormat;
  readonly seq: bigint;
  readonly at: Date;
  readonly purpose: string;
  readonly status: TransactionStatus;
  readonly direction: 'in' | 'out';
  readonly amount: bigint;
  /** The account on the other side. */
  readonly other: string;
  readonly memo: string | null;
  readonly balanceAfter: bigint;
}
