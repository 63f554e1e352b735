import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { sql } from 'kysely';
import type { Database } from './db.ts';

/** The program's measurements in the Prometheus text format; no label carries personal data. */
export function createMetrics(db: Database) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'recourse_http_request_seconds',
    help: 'Time from request to answer, by route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const problems = new Counter({
    name: 'recourse_problems_total',
    help: 'Answers that were a problem, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  const outbox = new Gauge({
    name: 'recourse_outbox_messages',
    help: 'Outbox rows that are not settled, by status',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { status, count } of await outboxState(db)) this.set({ status }, count);
    },
  });
  return { registry, requests, problems, outbox };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Unsettled outbox rows by status, with the age of the oldest that nobody has tried yet, in seconds. */
export async function outboxState(db: Database): Promise<{ status: string; count: number; age: number | null }[]> {
  const { rows } = await sql<{ status: string; count: number; age: number | null }>`
    select status, count(*)::int as count, extract(epoch from now() - min(waiting_since) filter (where attempts = 0))::int as age
    from platform.outbox where status in ('waiting', 'dead') group by status`.execute(db);
  return rows;
}
