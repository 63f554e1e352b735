import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { serverSettings, startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { StartFailure } from './start-failure.ts';

// The folder above is closed to every other user, as a home is: as root, the server's own user cannot pass through it.
const closed = await mkdtemp(join(tmpdir(), 'recourse-postgres-'));
const dataDir = join(closed, 'data');
await mkdir(dataDir);
after(() => rm(closed, { recursive: true, force: true }));

const postmasterFile = join(dataDir, 'postgres/data/postmaster.pid');

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks until there is an answer: a server that died is back within seconds. */
async function askAgain(url: string, sql: string): Promise<unknown> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await ask(url, sql);
    } catch {
      await delay(50);
    }
  }
  return assert.fail('the server did not come back');
}

/** Starts the server, works with it, and leaves it whatever happens. */
async function withServer(folder: string, work: (server: Postgres) => Promise<void>): Promise<void> {
  const server = await startPostgres({ dataDir: folder });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(postmasterFile, 'utf8'), 10);
}

async function isStopped(): Promise<boolean> {
  return stat(postmasterFile).then(
    () => false,
    () => true,
  );
}

test('a first start makes a durable database in UTF-8, reachable by its socket alone', async () => {
  await withServer(dataDir, async ({ url }) => {
    assert.equal(await ask(url, 'select current_database() as answer'), 'recourse');
    const durable = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'];
    for (const name of durable) assert.equal(await ask(url, `select current_setting('${name}') as answer`), 'on', name);
    assert.equal(await ask(url, `select current_setting('listen_addresses') as answer`), '');
    assert.equal(await ask(url, `select current_setting('server_encoding') as answer`), 'UTF8');
    assert.equal(await ask(url, `select datlocale as answer from pg_database where datname = 'recourse'`), 'C.UTF-8');
    await ask(url, `create table kept as select 42 as answer`);
  });
  assert.equal(await isStopped(), true);
});

test('a second start finds what was kept', async () => {
  await withServer(dataDir, async ({ url }) => assert.equal(await ask(url, 'select answer from kept'), 42));
});

test('two programs share one server, and the last to leave stops it', async () => {
  const [first, second] = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
  assert.equal(first.url, second.url);
  await first.stop();
  assert.equal(await ask(second.url, 'select answer from kept'), 42);
  await second.stop();
  assert.equal(await isStopped(), true);
});

test('a killed program leaves its server running, and the next one takes it over', async () => {
  const program = `import { startPostgres } from ${JSON.stringify(import.meta.resolve('./postgres.ts'))};
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('started');`;
  const options = ['--input-type=module', '--eval', program];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const orphan = await postmasterPid();
  await withServer(dataDir, async () => assert.equal(await postmasterPid(), orphan));
  assert.equal(await isStopped(), true);
});

test('a killed server is started again under the program that uses it, with every commit', async () => {
  await withServer(dataDir, async ({ url }) => {
    await ask(url, 'create table late as select 7 as answer');
    process.kill(await postmasterPid(), 'SIGKILL');
    assert.equal(await askAgain(url, 'select answer from late'), 7);
  });
  assert.equal(await isStopped(), true);
});

test('a lock file that names a process of somebody else is set aside, and that process is left alone', async () => {
  // PostgreSQL minds processes of its own user only, so the stranger is of that user.
  const { uid, gid } = await stat(join(dataDir, 'postgres'));
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
  try {
    await writeFile(postmasterFile, `${stranger.pid}\n/proc/self/cwd\n1\n5432\n.\n\n\n`);
    await withServer(dataDir, async ({ url }) => assert.equal(await ask(url, 'select answer from kept'), 42));
    assert.equal(stranger.signalCode ?? stranger.exitCode, null);
  } finally {
    stranger.kill();
  }
});

test('a folder too deep for the address of a socket is reached all the same', async () => {
  const deep = join(closed, 'd'.repeat(60), 'e'.repeat(60));
  await mkdir(deep, { recursive: true });
  await withServer(deep, async ({ url }) => assert.equal(await ask(url, 'select 1 as answer'), 1));
});

test('a database of another major version is refused with one sentence', async () => {
  const version = join(dataDir, 'postgres/data/PG_VERSION');
  const ours = await readFile(version, 'utf8');
  await writeFile(version, '17\n');
  await assert.rejects(
    startPostgres({ dataDir }),
    (error) =>
      error instanceof StartFailure && /made by PostgreSQL 17; this program carries PostgreSQL 18/.test(error.message),
  );
  await writeFile(version, ours);
});

test('a server that cannot start says why in one sentence', async () => {
  await assert.rejects(
    startPostgres({ dataDir, settings: { shared_buffers: 'plenty' } }),
    (error) =>
      error instanceof StartFailure && /invalid value for parameter "shared_buffers": "plenty"/.test(error.message),
  );
});

test('a data folder whose database belongs to root or is gone is refused with one sentence', async () => {
  const broken = join(closed, 'broken');
  await mkdir(join(broken, 'postgres'), { recursive: true });
  await chmod(join(broken, 'postgres'), 0o700);
  await assert.rejects(startPostgres({ dataDir: broken }), (error) => error instanceof StartFailure);
});

test('memory settings follow the machine, from a small one to a large one', () => {
  assert.equal(serverSettings(512 * 2 ** 20)['shared_buffers'], '32MB');
  assert.equal(serverSettings(2 * 2 ** 30)['shared_buffers'], '128MB');
  assert.equal(serverSettings(24 * 2 ** 30)['shared_buffers'], '256MB');
});
