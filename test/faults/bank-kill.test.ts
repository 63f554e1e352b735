import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { systemCaller } from '../../src/platform/door.ts';
import { newId } from '../../src/platform/id.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { clusterProcesses } from '../../src/platform/processes.ts';
import { payoutReference } from '../../src/rails/bank/payouts.ts';
import { bankNotification, bankStatement } from '../bank-statement.ts';
import { testConfig } from '../config.ts';

// A server of its own, as durable as the product's: nothing here is relaxed as it is for other tests.
const folder = await mkdtemp(join(tmpdir(), 'recourse-bank-kill-'));
const server = await startPostgres({ dataDir: folder });
const app = await openApp({
  config: testConfig({ SHARDS: '4', MASTER_KEY: 'ab'.repeat(32) }),
  databaseUrl: server.url,
  parts: [],
});
after(async () => {
  await app.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const account = 'DE02120300000000202051';
const staff = { kind: 'person', id: newId(0), name: 'Ada', email: 'ada@okpay.example', roles: ['admin'] } as const;
const caller = { actor: staff, locale: 'en', requestId: 'test' } as const;
const program = systemCaller('bank', 'test');
await app.door.call(
  'wallet.add-bank-account',
  { number: account, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank', bic: 'FRSTDEFF' },
  caller,
);

const lineCount = 3000;
let people = 0;

async function newCustomer() {
  people += 1;
  const [userId, email] = [newId(people % 4), `c${people}@post.example`];
  await app.door.call('identity.register-person', { userId, email, name: 'Anna Lee', passwordHash: 'none' }, program);
  return { ...caller, actor: { kind: 'person', id: userId, name: 'Anna Lee', email, roles: ['customer'] } } as const;
}

/** Starts the program; it has begun its work when this returns. */
async function start(work: 'import' | 'batches' | 'jobs', path = ''): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bank-program.ts'), server.url, work, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')]);
  assert.equal(line, 'ready');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Takes every process of the server at once; its supervisor starts it again. */
async function killServer(): Promise<void> {
  const { rows } = await retried(async () => app.db.executeQuery<{ name: string }>(clusterName));
  for (const pid of await clusterProcesses(rows[0]?.name ?? '')) process.kill(pid, 'SIGKILL');
}

const clusterName = (await import('kysely')).CompiledQuery.raw(`select current_setting('cluster_name') as name`);

/** Asks until the server is back. */
async function retried<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let left = 200; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(100);
    }
  }
}

async function booked(): Promise<number> {
  const rows = await retried(async () => app.db.selectFrom('wallet.bank_statements').select('booked').execute());
  return rows.reduce((sum, row) => sum + row.booked, 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let left = 1200; !(await holds()); left -= 1) {
    assert.ok(left > 0, 'it happens within a minute');
    await setTimeout(50);
  }
}

async function noViolation(of: App): Promise<void> {
  assert.deepEqual(await retried(async () => of.audit()), []);
}

for (const [what, victim] of [
  ['the program', 'program'],
  ['PostgreSQL', 'server'],
] as const) {
  test(`a kill -9 of ${what} in the middle of an import loses no line and books none twice`, async () => {
    const customer = await newCustomer();
    const { reference } = await app.door.call('wallet.get-top-up', {}, customer);
    const lines = Array.from({ length: lineCount }, (_, index) => ({
      amount: '0.01',
      reference: `${victim}-${index}`,
      text: reference,
    }));
    const path = join(folder, `${victim}.xml`);
    await writeFile(path, bankStatement({ id: victim, account, lines }));
    const before = await booked();
    const running = await start('import', path);
    await until(async () => (await booked()) > before);
    if (victim === 'program') await kill(running);
    else await killServer();
    assert.ok((await booked()) < before + lineCount, 'it was in the middle');
    await noViolation(app);

    const next = victim === 'program' ? await start('jobs') : running;
    // As each minute does: what lost its job is taken up again.
    await retried(async () => app.door.call('wallet.watch-bank', {}, program));
    await until(async () => (await booked()) === before + lineCount);
    await kill(next);
    // The same again, as a notification and as a whole file: nothing moves.
    for (const xml of [
      bankNotification({ id: `N-${victim}`, account, lines }),
      bankStatement({ id: victim, account, lines }),
    ]) {
      const file = Buffer.from(`${xml}\n`).toString('base64');
      const { sha256 } = await app.door.call('wallet.import-bank-statement', { file }, caller);
      for (let part = 0; part < 5; part += 1) await app.door.call('wallet.book-bank-file', { file: sha256 }, program);
    }
    const { balances } = await app.door.call('wallet.get-wallet', {}, customer);
    assert.equal(balances.find(({ asset }) => asset === 'USD')?.balance, BigInt(lineCount));
    await noViolation(app);
  });
}

test('a kill -9 of a program and of PostgreSQL while two make batches leaves each payout in one batch', async () => {
  const now = new Date();
  const rows = Array.from({ length: 2500 }, (_, index) => {
    const id = newId(index % 4);
    return {
      shard: 0,
      id,
      reference: payoutReference(id),
      owner: 'nobody',
      asset: 'USD',
      amount: BigInt(index + 1),
      iban: 'DE89370400440532013000',
      bic: null,
      name: 'Anna Lee',
      state: 'queued',
      queued_at: now,
      changed_at: now,
    };
  });
  const programs = [await start('batches'), await start('batches')];
  for (let from = 0; from < rows.length; from += 500) {
    await retried(async () =>
      app.db
        .insertInto('rails.bank_payouts')
        .values(rows.slice(from, from + 500))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    if (from === 500) await killServer();
    if (from === 1000) await kill(programs[0] ?? assert.fail());
  }
  const queued = async () =>
    retried(async () => app.db.selectFrom('rails.bank_payouts').select('id').where('state', '=', 'queued').execute());
  await until(async () => (await queued()).length === 0);
  for (const running of programs) await kill(running);

  const batches = await app.db.selectFrom('rails.bank_batches').selectAll().execute();
  const files = batches.map(({ file }) => file.toString());
  for (const { reference } of rows)
    assert.equal(files.filter((file) => file.includes(`<EndToEndId>${reference}<`)).length, 1, reference);
  const sum = rows.reduce((total, { amount }) => total + amount, 0n);
  assert.equal(
    batches.reduce((total, batch) => total + batch.sum, 0n),
    sum,
  );
  assert.equal(
    batches.reduce((total, batch) => total + batch.payments, 0),
    rows.length,
  );
});
