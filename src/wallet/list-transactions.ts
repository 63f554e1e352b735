import { Temporal } from 'temporal-polyfill';
import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { Actor } from '../platform/actor.ts';
import type { QueryCtx } from '../platform/command.ts';
import { walletAccountId } from './account.ts';
import { transactionKinds } from './contract.ts';
import type { Transaction, TransactionKind } from './contract.ts';
import { personIdOf, readAmount, readAsset } from './payment.ts';
import { problem } from './problems.ts';
import { readDay } from './read-day.ts';
import { readEntries } from './read-entries.ts';
import type { EntryFilter, WantedAccount } from './read-entries.ts';
import { toTransactions } from './transaction.ts';

const pageSize = 25;

const dayField = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, `2026-11-22`, in UTC' });

const filterFields = {
  asset: Type.Optional(Type.String({ maxLength: 20 })),
  direction: Type.Optional(Type.Enum(['in', 'out'])),
  kind: Type.Optional(Type.Enum(transactionKinds)),
  from: Type.Optional(dayField),
  to: Type.Optional(dayField),
  text: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the note, or a transaction’s reference' })),
  least: Type.Optional(Type.String({ maxLength: 80, description: 'Decimal amount, in each asset' })),
  most: Type.Optional(Type.String({ maxLength: 80, description: 'Decimal amount, in each asset' })),
};

type Reader = Pick<QueryCtx, 'db' | 'config'>;

interface FilterInput {
  readonly asset?: string | undefined;
  readonly direction?: 'in' | 'out' | undefined;
  readonly kind?: TransactionKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly text?: string | undefined;
  readonly least?: string | undefined;
  readonly most?: string | undefined;
}

function startOf(day: Temporal.PlainDate | undefined): Date | undefined {
  return day && new Date(day.toZonedDateTime('UTC').epochMilliseconds);
}

/** The parts of a filter that hold for every account. */
function readFilter({ direction, kind, from: fromDay, to: toDay, text }: FilterInput): EntryFilter {
  const first = fromDay === undefined ? undefined : readDay(fromDay, '/from');
  const last = toDay === undefined ? undefined : readDay(toDay, '/to');
  if (first && last && Temporal.PlainDate.compare(first, last) > 0)
    throw problem('date-order', {}, [{ pointer: '/to', detail: problem('date-order').text.detail }]);
  return {
    direction,
    kind,
    from: startOf(first),
    before: startOf(last?.add({ days: 1 })),
    text: text?.trim() || undefined,
  };
}

/** The accounts that a filter looks at, with its amounts in the minor units of each. */
function readAccounts(
  ctx: Reader,
  personId: string,
  { asset, least, most }: FilterInput,
  positions: ReadonlyMap<string, bigint>,
): WantedAccount[] {
  const assets = asset === undefined ? ctx.config.assets : [readAsset(ctx, asset)];
  // An amount finer than an asset is an error only where that asset alone was asked for.
  const finest = assets.reduce((a, b) => (b.decimals > a.decimals ? b : a));
  for (const [typed, pointer] of [
    [least, '/least'],
    [most, '/most'],
  ] as const)
    if (typed !== undefined) readAmount(typed, finest, pointer);
  return assets.map((format): WantedAccount => ({
    id: walletAccountId(personId, format.code),
    asset: format,
    before: positions.get(format.code),
    least: least === undefined ? undefined : scale(readAmount(least, finest), finest.decimals - format.decimals, 'up'),
    most: most === undefined ? undefined : scale(readAmount(most, finest), finest.decimals - format.decimals, 'down'),
  }));
}

/** An amount of a finer asset in a coarser one. */
function scale(amount: bigint, digits: number, rounding: 'up' | 'down'): bigint {
  const unit = 10n ** BigInt(digits);
  return rounding === 'down' ? amount / unit : (amount + unit - 1n) / unit;
}

/** Where the next page begins: for each asset the last entry that was shown. */
function writeCursor(positions: ReadonlyMap<string, bigint>): string {
  return [...positions].map(([asset, seq]) => `${asset}.${seq}`).join('~');
}

function readCursor(cursor: string | undefined): ReadonlyMap<string, bigint> {
  const positions = new Map<string, bigint>();
  for (const part of cursor?.split('~') ?? []) {
    const [asset = '', seq = ''] = part.split('.');
    if (/^\d{1,18}$/.test(seq)) positions.set(asset, BigInt(seq));
  }
  return positions;
}

export interface TransactionPage {
  readonly transactions: readonly Transaction[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

export interface TransactionQuery extends FilterInput {
  readonly personId: string;
  readonly viewer: Actor;
  readonly after?: string | undefined;
  readonly limit?: number;
}

/** A person's transactions, newest first, in one order over all assets; each with the balance after it. */
export async function readTransactions(ctx: Reader, given: TransactionQuery): Promise<TransactionPage> {
  const { personId, viewer, limit = pageSize } = given;
  const accounts = readAccounts(ctx, personId, given, readCursor(given.after));
  const { entries, positions } = await readEntries(ctx.db, { accounts, filter: readFilter(given), limit });
  return {
    transactions: await toTransactions(ctx.db, entries, viewer),
    next: positions === undefined ? null : writeCursor(positions),
  };
}

export const listTransactions = query({
  name: 'wallet.list-transactions',
  summary:
    'Lists one’s own transactions, newest first, by asset, direction, kind, days, text and amount, each with the balance after it.',
  rest: 'GET /transactions',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ ...filterFields, after: Type.Optional(Type.String({ maxLength: 2000 })) }),
  run: (ctx, given) => readTransactions(ctx, { ...given, personId: personIdOf(ctx.actor), viewer: ctx.actor }),
});
