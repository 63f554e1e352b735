import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../src/platform/postgres.ts';
import { testDatabase } from '../test/database.ts';
import type { TestDatabase } from '../test/database.ts';

/** What `bench/<name>.bench.ts` exports by default: it measures on a fresh, migrated database and prints its figures. */
export type Bench = (database: TestDatabase) => Promise<void>;

const suffix = '.bench.ts';
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${names.sort().join(', ')}.`);
  process.exit(1);
}

const server = process.env['DATABASE_URL']
  ? { url: process.env['DATABASE_URL'], stop: async () => undefined }
  : await startDurableServer();
process.env['TEST_DATABASE_URL'] = server.url;
try {
  for (const name of names.sort()) if (wanted.length === 0 || wanted.includes(name)) await measure(name);
} finally {
  await server.stop();
}
process.exit();

/** The server as the product starts it: nothing about its durability is relaxed. */
async function startDurableServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'recourse-bench-'));
  const own = await startPostgres({ dataDir });
  const stop = async (): Promise<void> => {
    await own.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(1)));
  return { url: own.url, stop };
}

async function measure(name: string): Promise<void> {
  const { default: bench }: { default: Bench } = await import(join(import.meta.dirname, name + suffix));
  const database = await testDatabase();
  try {
    await bench(database);
  } finally {
    await database.drop();
  }
}
