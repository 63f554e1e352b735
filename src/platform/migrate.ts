import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { assert } from './assert.ts';
import { sha256 } from './crypto.ts';
import { log } from './log.ts';
import { StartFailure } from './start-failure.ts';

const sourceFolder = new URL('../', import.meta.url);

/** One lock for everybody who migrates the same database at the same time. */
const migrationLock = 7_266_001;

interface Migration {
  readonly name: string;
  readonly slice: string;
  readonly sql: string;
  readonly hash: string;
}

/** Every slice's `sql/*.sql`, in the order of their dates and letters, then of their slices. */
export async function findMigrations(): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const entry of await readdir(sourceFolder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = new URL(`${entry.name}/sql/`, sourceFolder);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.sql'))) {
      const sql = await readFile(new URL(file, folder), 'utf8');
      found.push({ name: `${entry.name}/${file}`, slice: entry.name, sql, hash: sha256(sql).toString('hex') });
    }
  }
  return found.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** From the bottom up, as slices may import one another. */
const sliceOrder = [
  'platform',
  'identity',
  'ledger',
  'evidence',
  'rails',
  'wallet',
  'complaints',
  'channels',
  'escalation',
  'quality',
  'trust',
];

function orderOf({ name, slice }: Migration): string {
  const rank = sliceOrder.indexOf(slice);
  assert(rank >= 0, `the slice ${slice} has its place in the order of migrations`);
  const dateAndLetter = name.slice(slice.length + 1, slice.length + 13);
  return `${dateAndLetter} ${String(rank).padStart(2, '0')} ${name}`;
}

/** Brings the database to this program's schema; each file runs once, in its own transaction. Throws a `StartFailure` where the database is another program's. */
export async function migrate(pool: pg.Pool, plainPool: pg.Pool): Promise<void> {
  const migrations = await findMigrations();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migrations (name text primary key, hash text not null, at timestamptz not null default now());
      comment on table platform.migrations is 'reference: the schema changes that this database has had'`);
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migrations');
    const done = new Map(rows.map((row) => [row.name, row.hash]));
    refuseUnknown(done, migrations);
    for (const migration of migrations) if (!done.has(migration.name)) await apply(client, migration);
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    client.release();
  }
  await runMigrations({ pgPool: plainPool, logger: silent });
}

const silent = log.workerLogger('warn');

function refuseUnknown(done: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]));
  for (const [name, hash] of done) {
    if (!known.has(name)) {
      throw new StartFailure(
        `The database is newer than this program: it has had the change ${name}, which this version does not know. Start a newer version.`,
      );
    }
    if (known.get(name) !== hash) {
      throw new StartFailure(
        `The change ${name} ran on this database in another form than this program carries. Start the version that made it.`,
      );
    }
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`create schema if not exists ${client.escapeIdentifier(migration.slice)}`);
    await client.query(migration.sql);
    await client.query('insert into platform.migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The change ${migration.name} failed`, { cause: error });
  }
}
