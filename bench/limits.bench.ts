import { systemClock } from '../src/platform/clock.ts';
import { createDatabase, createPool } from '../src/platform/db.ts';
import { newId } from '../src/platform/id.ts';
import { useLimits } from '../src/wallet/wallet.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { median, percentile, printFigure } from './figure.ts';

const payerCount = 2_000;
const payments = 6_000;
const connections = 20;
const asset = 'USD';

/** What limits add to a payment: one statement that counts it, for many payers and for one whose payments take turns. */
export default async function bench({ url, pool }: TestDatabase): Promise<void> {
  const payers = Array.from({ length: payerCount }, () => newId(0));
  await pool.query(
    `insert into identity.people (shard, id, display_name, email, locale, created_at, verification_level)
     select 0, id, 'Payer', id || '@post.example', 'en', now(), 2 from unnest($1::uuid[]) as id`,
    [payers],
  );
  const own = createPool({ url, max: connections });
  const ctx = { db: createDatabase(own), config: testConfig(), locale: 'en', now: systemClock.now() } as const;
  const count = (personId: string): Promise<void> =>
    useLimits(ctx, { personId, operation: 'payment', asset, amount: 1n, transferId: newId(0) });
  const any = (index: number): string => payers[index % payerCount] ?? '';
  await run(200, connections, (index) => count(any(index)));
  report('limits, a payment counted alone', await run(500, 1, (index) => count(any(index))));
  report('limits, 20 in flight', await run(payments, connections, (index) => count(any(index))));
  report('limits, 20 in flight of one payer', await run(payments, connections, () => count(any(0))));
  await own.end();
}

interface Run {
  readonly seconds: number;
  readonly waits: readonly number[];
}

async function run(times: number, inFlight: number, step: (index: number) => Promise<void>): Promise<Run> {
  const waits: number[] = [];
  let next = 0;
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    while (next < times) {
      const index = next;
      next += 1;
      const sent = performance.now();
      await step(index);
      waits.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { seconds: (performance.now() - begin) / 1000, waits };
}

function report(name: string, { seconds, waits }: Run): void {
  printFigure(name, waits.length / seconds, 'payments/s', waits.length);
  printFigure(`${name}, p50`, median(waits), 'ms', waits.length);
  printFigure(`${name}, p99`, percentile(waits, 0.99), 'ms', waits.length);
}
