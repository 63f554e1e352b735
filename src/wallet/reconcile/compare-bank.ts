import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db.ts';
import { listBankAccounts, sumOnTheWay } from '../../rails/rails.ts';
import { providerShard } from '../account.ts';
import { findGaps, statementChain } from '../bank/check-continuity.ts';
import type { Compared, DifferenceItem, DifferenceReason } from './contract.ts';

interface Ends {
  readonly bank_id: string;
  readonly opening: bigint;
  readonly closing: bigint;
}

/** The first and the last statement of an account, in the bank's order. */
async function readEnds(db: Database | Tx, account: string): Promise<{ first: Ends; last: Ends } | undefined> {
  const { rows } = await sql<Ends>`
    with chain as (${statementChain(account)}),
      placed as (select bank_id, opening, closing, row_number() over (order by closed_on nulls first, sequence nulls first, id) as place,
        count(*) over () as places from chain)
    select bank_id, opening, closing from placed where place in (1, places) order by place`.execute(db);
  const [first, last = first] = rows;
  return first && last && { first, last };
}

const signed = sql`case l.direction when 'in' then l.amount else -l.amount end`;

interface Sums {
  readonly notified: bigint;
  readonly notified_count: number;
  readonly twice: bigint;
  readonly twice_count: number;
  readonly waiting: bigint;
}

/** What lines say that one side has and the other has not; only few lines are in these states. */
async function readSums(db: Database | Tx, asset: string): Promise<Sums> {
  const { rows } = await sql<Sums>`
    select coalesce(sum(${signed}) filter (where confirmed_by is null and state not in ('split', 'duplicate')), 0) as notified,
      count(*) filter (where confirmed_by is null and state not in ('split', 'duplicate'))::int as notified_count,
      coalesce(sum(${signed}) filter (where confirmed_by is not null and state = 'duplicate'), 0) as twice,
      count(*) filter (where confirmed_by is not null and state = 'duplicate')::int as twice_count,
      coalesce(sum(${signed}) filter (where state = 'open'), 0) as waiting
    from wallet.bank_lines l
    where l.shard = ${providerShard} and l.asset = ${asset} and (l.confirmed_by is null or l.state in ('duplicate', 'open'))`.execute(
    db,
  );
  return rows[0] ?? { notified: 0n, notified_count: 0, twice: 0n, twice_count: 0, waiting: 0n };
}

/** What statements moved that are booked in part: what is left of them. */
async function readUnbooked(db: Database | Tx, asset: string): Promise<{ amount: bigint; count: number }> {
  const { rows } = await sql<{ amount: bigint; count: number }>`
    with unfinished as (select id, closing - opening as moved, lines - booked as left
      from wallet.bank_statements where shard = ${providerShard} and asset = ${asset} and kind = 'statement' and booked < lines)
    select coalesce(sum(u.moved - coalesce((select sum(${signed}) from wallet.bank_lines l
        where l.shard = ${providerShard} and l.confirmed_by = u.id and l.state not in ('split')), 0)), 0) as amount,
      coalesce(sum(u.left), 0)::int as count from unfinished u`.execute(db);
  return rows[0] ?? { amount: 0n, count: 0 };
}

async function readBooks(db: Database | Tx): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ asset: string; amount: bigint }>`
    select asset, -sum(balance) as amount from ledger.public_accounts where owner = 'bank' and kind = 'system' group by asset`.execute(
    db,
  );
  return new Map(rows.map(({ asset, amount }) => [asset, amount]));
}

/** Compares the closing balances of our bank accounts with the books, asset by asset. */
export async function compareBank(db: Database | Tx): Promise<readonly Compared[]> {
  const books = await readBooks(db);
  const compared: Compared[] = [];
  for (const [asset, accounts] of Map.groupBy(await listBankAccounts(db), (account) => account.asset)) {
    const items: DifferenceItem[] = [];
    const note = (reason: DifferenceReason, count: number, amount: bigint): void => {
      if (amount !== 0n) items.push({ reason, count, amount });
    };
    const places: { place: string; amount: bigint; source: string }[] = [];
    for (const { number } of accounts) {
      const ends = await readEnds(db, number);
      places.push({ place: number, amount: ends?.last.closing ?? 0n, source: ends?.last.bank_id ?? '–' });
      note('opening-balance', 1, ends?.first.opening ?? 0n);
      const gaps = await findGaps(db, number);
      note(
        'missing-statement',
        gaps.length,
        gaps.reduce((sum, { amount }) => sum + amount, 0n),
      );
    }
    const sums = await readSums(db, asset);
    const unbooked = await readUnbooked(db, asset);
    note('notified', sums.notified_count, -sums.notified);
    note('reported-twice', sums.twice_count, sums.twice);
    note('being-booked', unbooked.count, unbooked.amount);
    compared.push({
      rail: 'bank',
      asset,
      places,
      outside: places.reduce((sum, { amount }) => sum + amount, 0n),
      books: books.get(asset) ?? 0n,
      items,
      onTheWay: await sumOnTheWay(db, asset),
      inSuspense: sums.waiting,
    });
  }
  return compared;
}
