import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, createPool } from '../src/platform/db.ts';
import type { Database } from '../src/platform/db.ts';
import { findMigrations, migrate } from '../src/platform/migrate.ts';
import { startPostgres } from '../src/platform/postgres.ts';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly db: Database;
  /** Closes the pool and removes the database; call it in `after`. */
  drop(): Promise<void>;
}

/** Nothing in a test outlives the machine's power; tests of durability start their own server without these. */
export const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
} as const;

/** Everybody who makes the template waits for the first. */
const templateLock = 7_266_002;

/**
 * A fresh, migrated database for one test file, on the server of `TEST_DATABASE_URL` or on one started for the
 * occasion. It is copied from a template that is migrated once for each state of the schema (0.1 s a copy).
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.url, async (admin) => {
    const template = await ensureTemplate(admin, server.url);
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = inDatabase(server.url, name);
  const pool = createPool({ url });
  return {
    url,
    pool,
    db: createDatabase(pool),
    drop: async () => {
      await pool.end();
      await withClient(server.url, (admin) => admin.query(`drop database ${name} with (force)`));
      await server.stop();
    },
  };
}

/** The server for tests: a shared one, or our own in the temporary folder, which stops with its last user. */
async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { url: url.trim(), stop: () => Promise.resolve() };
  const dataDir = join(tmpdir(), `recourse-test-${process.getuid?.() ?? 0}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return startPostgres({ dataDir, settings: testSettings });
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureTemplate(admin: pg.Client, serverUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of await findMigrations()) hash.update(migration.name).update(migration.hash);
  const name = `template_${hash.digest('hex').slice(0, 16)}`;
  const exists = async (): Promise<boolean> =>
    (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
  if (await exists()) return name;
  await admin.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    if (!(await exists())) await makeTemplate(admin, serverUrl, name);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock]);
  }
  return name;
}

/** Migrates under another name first, so that a half migrated database is never taken for the template. */
async function makeTemplate(admin: pg.Client, serverUrl: string, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft}`);
  const url = inDatabase(serverUrl, draft);
  const pools = [createPool({ url, max: 2 }), createPool({ url, max: 2, plainTypes: true })] as const;
  try {
    await migrate(...pools);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
  await admin.query(`alter database ${draft} rename to ${name}`);
}

function inDatabase(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}
