import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createLedger, openAccount } from '../src/ledger/ledger.ts';
import type { Ledger, Result } from '../src/ledger/ledger.ts';
import { assert } from '../src/platform/assert.ts';
import { systemClock } from '../src/platform/clock.ts';
import { newId } from '../src/platform/id.ts';
import type { TestDatabase } from '../test/database.ts';
import { median, percentile, printFigure } from './figure.ts';

const accountCount = 10_000;
const hotShare = 0.9;
const rounds = 3;
const roundMs = 4_000;
const warmUpMs = 2_000;
const asset = 'USD';
const shard = 0;

/** One transfer from start to answer; gives how many transfers that was. */
type Step = () => Promise<number>;
type Pair = () => readonly [debit: string, credit: string];

interface Contender {
  readonly name: string;
  readonly inFlight: number;
  readonly step: Step;
}

/** Durable transfers a second through the ledger, beside what one commit a transfer reaches on the same server in the same minutes. */
export default async function bench({ url, pool }: TestDatabase): Promise<void> {
  const ledger = createLedger({ url, shards: 1, clock: systemClock });
  const textbook = new pg.Pool({ connectionString: url, max: 64 });
  try {
    const ids = await openAccounts(pool, ledger);
    await createTextbook(pool, ids);
    const uniform: Pair = () => drawPair(ids, 0);
    const hot: Pair = () => drawPair(ids, hotShare);
    const contenders: Contender[] = [
      { name: 'ledger, 64 in flight', inFlight: 64, step: postStep(ledger, uniform) },
      { name: 'ledger, 64 in flight, 90 % on one account', inFlight: 64, step: postStep(ledger, hot) },
      { name: 'ledger, 4096 in flight', inFlight: 4096, step: postStep(ledger, uniform) },
      { name: 'ledger, 4096 in flight, 90 % on one account', inFlight: 4096, step: postStep(ledger, hot) },
      {
        name: 'ledger, hold then post-hold, both counted, 64 in flight',
        inFlight: 64,
        step: holdStep(ledger, uniform),
      },
      {
        name: 'ledger, hold then post-hold, both counted, 4096 in flight',
        inFlight: 4096,
        step: holdStep(ledger, uniform),
      },
      {
        name: 'textbook function, one commit a transfer, 64 connections',
        inFlight: 64,
        step: textbookStep(textbook, uniform),
      },
      {
        name: 'textbook function, 64 connections, 90 % on one account',
        inFlight: 64,
        step: textbookStep(textbook, hot),
      },
    ];
    for (const { inFlight, step } of contenders) await load(inFlight, step, warmUpMs / contenders.length);
    await measure(contenders);
  } finally {
    await ledger.stop();
    await textbook.end();
  }
  measurePgbench(url);
}

/** Rounds take turns, so that a busy minute of the machine falls on everybody. */
async function measure(contenders: readonly Contender[]): Promise<void> {
  const runs = new Map<Contender, Run[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [contender, results] of runs) results.push(await load(contender.inFlight, contender.step, roundMs));
  }
  for (const [{ name }, results] of runs) {
    const n = results.reduce((sum, { count }) => sum + count, 0);
    printFigure(name, median(results.map(({ count, seconds }) => count / seconds)), 'transfers/s', n);
    printFigure(`${name}, p50`, median(results.map(({ latencies }) => percentile(latencies, 0.5))), 'ms', n);
    printFigure(`${name}, p99`, median(results.map(({ latencies }) => percentile(latencies, 0.99))), 'ms', n);
  }
}

interface Run {
  readonly count: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
}

/** Keeps a number of steps under way for a while. */
async function load(inFlight: number, step: Step, ms: number): Promise<Run> {
  const latencies: number[] = [];
  let count = 0;
  const begin = performance.now();
  const caller = async (): Promise<void> => {
    for (let sent = performance.now(); sent < begin + ms;) {
      const posted = await step();
      count += posted;
      const answered = performance.now();
      latencies.push(answered - sent);
      sent = answered;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return { count, seconds: (performance.now() - begin) / 1000, latencies };
}

async function openAccounts(pool: pg.Pool, ledger: Ledger): Promise<string[]> {
  const client = await pool.connect();
  const ids: string[] = [];
  const open = async (owner: string, floor: bigint | null): Promise<string> => {
    const { id } = await openAccount(client, { shard, owner, asset, kind: 'bench', floor }, systemClock.now());
    return id;
  };
  await client.query('begin');
  const bank = await open('bench bank', null);
  while (ids.length < accountCount) ids.push(await open(newId(shard), 0n));
  await client.query('commit');
  client.release();
  const purpose = 'deposit';
  const deposits = ids.map(
    (credit) => ({ kind: 'post', id: newId(shard), purpose, debit: bank, credit, asset, amount: 10n ** 15n }) as const,
  );
  (await ledger.post(deposits)).forEach(assertAccepted);
  return ids;
}

/** Two accounts at random; with a share of the draws, one of them is the first. */
function drawPair(ids: readonly string[], share: number): readonly [debit: string, credit: string] {
  for (;;) {
    const one = Math.random() < share ? ids[0] : draw(ids);
    const other = draw(ids);
    if (one !== undefined && other !== undefined && one !== other)
      return Math.random() < 0.5 ? [one, other] : [other, one];
  }
}

function draw(ids: readonly string[]): string | undefined {
  return ids[Math.floor(Math.random() * ids.length)];
}

/** A time-ordered id (UUIDv7) as a client would bring it: making ids is not what is measured. */
function clientId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15, -2)}00`;
}

function assertAccepted(result: Result): void {
  assert(!('refused' in result), 'every transfer of the bench is accepted');
}

function postStep(ledger: Ledger, pair: Pair): Step {
  return async () => {
    const [debit, credit] = pair();
    assertAccepted(
      await ledger.post({ kind: 'post', id: clientId(), purpose: 'payment', debit, credit, asset, amount: 100n }),
    );
    return 1;
  };
}

function holdStep(ledger: Ledger, pair: Pair): Step {
  return async () => {
    const [debit, credit] = pair();
    const holdId = clientId();
    assertAccepted(
      await ledger.post({ kind: 'hold', id: holdId, purpose: 'payment', debit, credit, asset, amount: 100n }),
    );
    assertAccepted(await ledger.post({ kind: 'post-hold', id: clientId(), purpose: 'payment', holdId, amount: 100n }));
    return 2;
  };
}

function textbookStep(pool: pg.Pool, pair: Pair): Step {
  return async () => {
    const values = [clientId(), ...pair(), 100];
    await pool.query({ name: 'transfer', text: 'select textbook.transfer($1, $2, $3, $4)', values });
    return 1;
  };
}

/** What a book would write: two locked balances, one transfer, two entries, one commit. */
async function createTextbook(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  await pool.query(`
    create schema textbook;
    create table textbook.balances (account uuid primary key, balance numeric(38,0) not null check (balance >= 0)) with (fillfactor = 50);
    create table textbook.transfers (id uuid primary key, debit uuid not null, credit uuid not null, amount numeric(38,0) not null, at timestamptz not null default now());
    create table textbook.entries (account uuid not null, transfer uuid not null, amount numeric(38,0) not null, balance numeric(38,0) not null);
    create index on textbook.entries (account, transfer);
    create function textbook.transfer(new_id uuid, debit_id uuid, credit_id uuid, moved numeric) returns void language plpgsql as $$
    declare debit_after numeric; credit_after numeric;
    begin
      perform from textbook.balances where account in (debit_id, credit_id) order by account for update;
      update textbook.balances set balance = balance - moved where account = debit_id returning balance into debit_after;
      update textbook.balances set balance = balance + moved where account = credit_id returning balance into credit_after;
      insert into textbook.transfers values (new_id, debit_id, credit_id, moved);
      insert into textbook.entries values (debit_id, new_id, -moved, debit_after), (credit_id, new_id, moved, credit_after);
    end $$`);
  await pool.query('insert into textbook.balances select id, 1e15 from unnest($1::uuid[]) as id', [ids]);
  await pool.query('vacuum analyze textbook.balances');
}

/** PostgreSQL's own measure of small writes, where it is installed. */
function measurePgbench(url: string): void {
  const run = (...options: string[]) => spawnSync('pgbench', [...options, url], { encoding: 'utf8' });
  if (run('-i', '-q', '-s', '20').status !== 0) return;
  const seconds = 5;
  const rates = Array.from({ length: rounds }, () =>
    Number(/tps = ([\d.]+)/.exec(run('-N', '-c', '64', '-M', 'prepared', '-T', `${seconds}`).stdout)?.[1]),
  );
  printFigure(
    'pgbench -N, scale 20, 64 connections',
    median(rates),
    'transactions/s',
    Math.round(seconds * rates.reduce((sum, rate) => sum + rate, 0)),
  );
}
