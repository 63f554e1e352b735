import { amountMax } from '../platform/money.ts';
import { ledgerProblem } from './problems.ts';
import type { Refusal } from './refusal.ts';

/** What the caller names a transfer with; all of it is its content, so a repeat must say the same. */
interface Named {
  /** The caller's own id, any UUID; ids of `newId(shardOf(debit))` keep every statement in one shard. */
  readonly id: string;
  /** The business reason, such as `payment`, `deposit`, `redress`. */
  readonly purpose: string;
  /** What it is about elsewhere: an order, a case, a bank line. */
  readonly reference?: string;
  readonly memo?: string;
  /** Transfers of one call with the same group are posted all or none. */
  readonly group?: string;
}

/** Money that moves from the debit account to the credit account; amount in minor units. */
interface Movement extends Named {
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly amount: bigint;
}

/** Money that moves at once. */
export interface Post extends Movement {
  readonly kind: 'post';
}

/** Money that is set aside until it is posted, voided or expires. */
export interface Hold extends Movement {
  readonly kind: 'hold';
  readonly expiresAt?: Date;
}

/** Moves what a hold set aside, the whole amount or a part; the rest is released. */
export interface PostHold extends Named {
  readonly kind: 'post-hold';
  readonly holdId: string;
  readonly amount: bigint;
}

/** Releases what a hold set aside. */
export interface VoidHold extends Named {
  readonly kind: 'void-hold';
  readonly holdId: string;
}

export type Transfer = Post | Hold | PostHold | VoidHold;
export type TransferKind = Transfer['kind'];

/** An account right after a transfer: what it owns, and how much of that is set aside by holds. */
export interface AccountAfter {
  readonly account: string;
  readonly balance: bigint;
  readonly held: bigint;
}

export type Status = 'posted' | 'held' | 'voided' | 'expired';

export interface Accepted {
  readonly id: string;
  readonly status: Status;
  readonly at: Date;
  readonly debit: AccountAfter;
  readonly credit: AccountAfter;
  /** Whether this is the first answer given again. */
  readonly repeated: boolean;
}

export interface Refused {
  readonly id: string;
  readonly refused: Refusal;
  readonly repeated: boolean;
}

export type Result = Accepted | Refused;

/** What a transfer asks for, field by field; null: it does not say. */
interface Content {
  readonly kind: TransferKind;
  readonly debit: string | null;
  readonly credit: string | null;
  readonly asset: string | null;
  readonly amount: bigint | null;
  readonly purpose: string;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly group: string | null;
  readonly holdId: string | null;
  readonly expiresAt: number | null;
}

function contentOf(transfer: Transfer): Content {
  const { kind, purpose, reference = null, memo = null, group = null } = transfer;
  const moves = kind === 'post' || kind === 'hold';
  return {
    kind,
    debit: moves ? transfer.debit : null,
    credit: moves ? transfer.credit : null,
    asset: moves ? transfer.asset : null,
    amount: kind === 'void-hold' ? null : storable(transfer.amount),
    purpose,
    reference,
    memo,
    group,
    holdId: moves ? null : transfer.holdId,
    expiresAt: kind === 'hold' ? (transfer.expiresAt?.getTime() ?? null) : null,
  };
}

/** An amount beyond `numeric(38,0)` is only ever refused; it is remembered as the least that the column holds. */
export function storable(amount: bigint): bigint {
  return amount > amountMax || amount < -amountMax ? -amountMax : amount;
}

/** Whether two transfers of one id ask for exactly the same. */
export function sameContent(a: Transfer, b: Transfer): boolean {
  const [one, other] = [contentOf(a), contentOf(b)];
  return contentFields.every((field) => one[field] === other[field]);
}

const contentFields = [
  'kind',
  'debit',
  'credit',
  'asset',
  'amount',
  'purpose',
  'reference',
  'memo',
  'group',
  'holdId',
  'expiresAt',
] as const satisfies (keyof Content)[];

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const textLengthMax = 1000;
const yearMax = Date.UTC(9999, 11, 31);

/** The transfer with its ids in lower case. Throws `ledger.malformed-transfer` for what no table could keep, so that it cannot spoil a batch. */
export function parseTransfer(transfer: Transfer): Transfer {
  const { group, reference, memo } = transfer;
  const named = {
    id: parseId(transfer.id, 'id'),
    purpose: parseText(transfer.purpose, 'purpose'),
    ...(reference === undefined ? {} : { reference: parseText(reference, 'reference') }),
    ...(memo === undefined ? {} : { memo: parseText(memo, 'memo') }),
    ...(group === undefined ? {} : { group: parseId(group, 'group') }),
  };
  if (transfer.kind === 'void-hold')
    return { ...named, kind: transfer.kind, holdId: parseId(transfer.holdId, 'holdId') };
  demand(typeof transfer.amount === 'bigint', 'amount');
  if (transfer.kind === 'post-hold')
    return { ...named, kind: transfer.kind, holdId: parseId(transfer.holdId, 'holdId'), amount: transfer.amount };
  const movement = {
    ...named,
    debit: parseId(transfer.debit, 'debit'),
    credit: parseId(transfer.credit, 'credit'),
    asset: parseText(transfer.asset, 'asset'),
    amount: transfer.amount,
  };
  if (transfer.kind === 'post') return { ...movement, kind: transfer.kind };
  demand(transfer.kind === 'hold', 'kind');
  if (transfer.expiresAt === undefined) return { ...movement, kind: transfer.kind };
  demand(Math.abs(transfer.expiresAt.getTime()) <= yearMax, 'expiresAt');
  return { ...movement, kind: transfer.kind, expiresAt: transfer.expiresAt };
}

function parseId(id: string, field: string): string {
  demand(uuidPattern.test(id), field);
  return id.toLowerCase();
}

function parseText(text: string, field: string): string {
  demand(
    typeof text === 'string' && text.length <= textLengthMax && !text.includes('\0') && text.isWellFormed(),
    field,
  );
  return text;
}

function demand(holds: boolean, field: string): asserts holds {
  if (!holds) throw ledgerProblem('malformed-transfer', { field });
}
