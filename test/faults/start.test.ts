import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { testDatabase } from '../database.ts';

const program = join(import.meta.dirname, '../../src/main.ts');
const dataDir = await mkdtemp(join(tmpdir(), 'recourse-start-'));
after(() => rm(dataDir, { recursive: true, force: true }));

type Settings = Readonly<Record<string, string>>;

function run(settings: Settings): ChildProcess {
  const { TEST_DATABASE_URL: _, DATABASE_URL: __, ...inherited } = process.env;
  const env = { ...inherited, DATA_DIR: dataDir, PORT: '0', SMTP_IN_PORT: '0', NODE_ENV: 'production', ...settings };
  return spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the program until it says that it serves; returns it and its address. */
async function start(settings: Settings = {}): Promise<{ child: ChildProcess; url: string }> {
  const child = run(settings);
  assert.ok(child.stdout && child.stderr);
  child.stderr.pipe(process.stderr);
  for await (const line of createInterface(child.stdout)) {
    const url = /^ready (http:\S+)$/.exec(line)?.[1];
    if (url) return { child, url };
  }
  return assert.fail('the program ended before it was ready');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}

/** What a start that must fail prints and how it ends. */
async function refused(settings: Settings): Promise<{ sentence: string; output: string; code: unknown }> {
  const child = run(settings);
  let sentence = '';
  let output = '';
  child.stderr?.on('data', (chunk) => (sentence += String(chunk)));
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { sentence, output, code };
}

async function expectRefused(settings: Settings, sentence: RegExp): Promise<void> {
  const answer = await refused(settings);
  assert.match(answer.sentence, sentence);
  assert.equal(answer.sentence.trim().split('\n').length, 1, answer.sentence);
  assert.equal(answer.output, '');
  assert.equal(answer.code, 1);
}

async function isStopped(): Promise<boolean> {
  return stat(join(dataDir, 'postgres/data/postmaster.pid')).then(
    () => false,
    () => true,
  );
}

test('the program serves, and a SIGTERM stops it and its database cleanly', async () => {
  const { child, url } = await start();
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  assert.equal(await end(child, 'SIGTERM'), 0);
  assert.equal(await isStopped(), true);
});

test('Ctrl-C, which the terminal and npm both pass on, stops it cleanly too', async () => {
  const { child } = await start();
  child.kill('SIGINT');
  assert.equal(await end(child, 'SIGINT'), 0);
  assert.equal(await isStopped(), true);
});

test('after a kill -9 the next start serves, and stops what was left running', async () => {
  const { child } = await start();
  await end(child, 'SIGKILL');
  assert.equal(await isStopped(), false);
  const next = await start();
  assert.equal((await fetch(`${next.url}/readyz`)).status, 200);
  assert.equal(await end(next.child, 'SIGTERM'), 0);
  assert.equal(await isStopped(), true);
});

test('a port in use is one sentence, and the database does not stay behind', async () => {
  const neighbour = createServer().listen(0, '127.0.0.1');
  await once(neighbour, 'listening');
  const address = neighbour.address();
  const port = typeof address === 'object' && address ? String(address.port) : assert.fail('no port');
  await expectRefused({ PORT: port }, new RegExp(`^Port ${port} is in use`));
  await expectRefused({ SMTP_IN_PORT: port }, new RegExp(`^Port ${port} is in use`));
  neighbour.close();
  assert.equal(await isStopped(), true);
});

test('a folder that cannot be written is one sentence', async () => {
  const file = join(dataDir, 'a-file');
  await writeFile(file, '');
  await expectRefused({ DATA_DIR: join(file, 'data') }, /DATA_DIR must be a folder that this user can write to/);
});

test('wrong settings are all named in one sentence, and no secret is repeated', async () => {
  const settings = { PORT: 'eighty', ROLE: 'boss', MASTER_KEY: 'hunter2', LOG_LEVEL: 'loud' };
  await expectRefused(settings, /^Wrong settings: PORT .*"eighty".*MASTER_KEY.*ROLE .*LOG_LEVEL /);
  assert.doesNotMatch((await refused(settings)).sentence, /hunter2/);
});

test('an external database that is not there is one sentence', async () => {
  await expectRefused(
    { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/recourse' },
    /DATABASE_URL does not answer: .*ECONNREFUSED/,
  );
});

test('a database newer than the program is one sentence', async () => {
  const database = await testDatabase();
  await database.pool.query(
    `insert into platform.migrations (name, hash) values ('wallet/2999-01-01-a-flying.sql', 'x')`,
  );
  await expectRefused({ DATABASE_URL: database.url }, /The database is newer than this program/);
  await database.drop();
});
