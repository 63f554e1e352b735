import { sql } from 'kysely';
import { listEntries } from '../../ledger/ledger.ts';
import type { Entry } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { queryable } from '../../platform/db.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';

/** Entries that are held in memory at a time. */
const pageSize = 500;

export interface Span {
  readonly account: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly now: Date;
}

/** What an account did in a period; amounts in minor units. */
export interface History {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly count: number;
  readonly moneyIn: bigint;
  readonly moneyOut: bigint;
  /** The movements, oldest first, a page at a time. */
  pages(): AsyncIterable<readonly Entry[]>;
}

/** Entries that one statement of the first walk passes. */
const stretchSize = 5000;

/** What a stretch of the way back tells of a period. */
interface Stretch {
  readonly passed: bigint;
  readonly lastSeq: bigint | null;
  readonly lastTransfer: string | null;
  /** The last entry before the period's end, and the last before its start, where the way has come to them. */
  readonly closingSeq: bigint | null;
  readonly closingTransfer: string | null;
  readonly closing: bigint | null;
  readonly openingSeq: bigint | null;
  readonly opening: bigint | null;
  readonly count: bigint;
  readonly moneyIn: bigint;
  readonly moneyOut: bigint;
  readonly pageStarts: string[] | null;
}

interface Place {
  readonly transfer: string | null;
  /** Only what comes before it. */
  readonly before: bigint | null;
  /** Where the period ends, once that is known. */
  readonly closingSeq: bigint | null;
}

/** Follows an account's entries back and sums up those of the period; the database keeps the entries to itself. */
async function walkStretch(db: Database, { account, startsAt, endsAt }: Span, place: Place): Promise<Stretch> {
  const { rows } = await sql<Stretch>`
    with walked as materialized (
      select seq, transfer_id, at, amount, balance from ledger.public_history(${shardOf(account)}, ${account}, ${place.transfer})
      where ${place.before}::bigint is null or seq < ${place.before} limit ${stretchSize}),
    bounds as (
      select count(*) as passed, min(seq) as last, max(seq) filter (where at < ${startsAt}) as opening,
        coalesce(${place.closingSeq}::bigint, max(seq) filter (where at < ${endsAt})) as closing
      from walked)
    select passed, last as "lastSeq", (select transfer_id from walked where seq = last) as "lastTransfer",
      closing as "closingSeq", (select transfer_id from walked where seq = closing) as "closingTransfer",
      (select balance from walked where seq = closing) as closing,
      opening as "openingSeq", (select balance from walked where seq = opening) as opening, inside.*
    from bounds cross join lateral (
      select count(*) as count, coalesce(sum(amount) filter (where amount > 0), 0) as "moneyIn",
        coalesce(-sum(amount) filter (where amount < 0), 0) as "moneyOut",
        array_agg(transfer_id order by seq desc) filter (where (closing - seq) % ${pageSize} = 0) as "pageStarts"
      from walked where seq <= closing and seq > coalesce(opening, 0)) inside`.execute(db);
  const [stretch] = rows;
  assert(stretch, 'an aggregate has one row');
  return stretch;
}

/**
 * Reads a period of an account. The books lead from the newest entry back, so a first walk finds where the period ends
 * and begins, sums it up and remembers where each page of it starts; the pages are then read oldest first, so that
 * memory does not grow with the period. A period is what lies in the chain between the last entry before its start and
 * the last one before its end: where two clocks differ by a moment, an entry still falls into exactly one of two
 * periods that meet.
 */
export async function readHistory(db: Database, span: Span): Promise<History> {
  const pageStarts: string[] = [];
  let [opening, closing]: [Stretch | undefined, Stretch | undefined] = [undefined, undefined];
  let [count, moneyIn, moneyOut] = [0, 0n, 0n];
  let place: Place = { transfer: (await findMark(db, span)) ?? null, before: null, closingSeq: null };
  for (;;) {
    const stretch = await walkStretch(db, span, place);
    if (stretch.closing !== null) closing ??= stretch;
    count += Number(stretch.count);
    moneyIn += stretch.moneyIn;
    moneyOut += stretch.moneyOut;
    pageStarts.push(...(stretch.pageStarts ?? []));
    if (stretch.openingSeq !== null) opening = stretch;
    if (opening !== undefined || stretch.passed < stretchSize) break;
    place = { transfer: stretch.lastTransfer, before: stretch.lastSeq, closingSeq: closing?.closingSeq ?? null };
  }
  if (closing !== undefined && closing.closingTransfer !== null) await setMark(db, span, closing.closingTransfer);
  const history = { opening: opening?.opening ?? 0n, closing: closing?.closing ?? 0n, count, moneyIn, moneyOut };
  assert(
    history.opening + moneyIn - moneyOut === history.closing,
    'what an account held, and what moved, is what it holds',
  );
  const after = opening?.openingSeq ?? 0n;
  return {
    ...history,
    pages: async function* () {
      for (const from of pageStarts.toReversed()) {
        const page = await listEntries(queryable(db), { account: span.account, from, limit: pageSize });
        yield page.filter(({ seq }) => seq > after).reverse();
      }
    },
  };
}

/** Where reading may begin: an entry after which nothing of the period comes, found by an earlier statement. */
async function findMark(db: Database, { account, endsAt }: Span): Promise<string | undefined> {
  const mark = await db
    .selectFrom('wallet.balance_marks')
    .select('transfer_id')
    .where('shard', '=', shardOf(account))
    .where('account', '=', account)
    .where('at', '>=', endsAt)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return mark?.transfer_id;
}

/** How long after its end a period is certain to get no more entries, in milliseconds; a transaction takes seconds. */
const settledAfterMs = 3_600_000;

/** Remembers where a period ended that is long over, so that what is older is never again reached through what came after. */
async function setMark(db: Database, { account, endsAt, now }: Span, transferId: string): Promise<void> {
  if (now.getTime() - endsAt.getTime() < settledAfterMs) return;
  await db
    .insertInto('wallet.balance_marks')
    .values({ shard: shardOf(account), account, at: endsAt, transfer_id: transferId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
