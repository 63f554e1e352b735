import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { audit, openAccount, postWithin } from '../../src/ledger/ledger.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createPool } from '../../src/platform/db.ts';
import { newId } from '../../src/platform/id.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { clusterProcesses } from '../../src/platform/processes.ts';

// A server of its own, as durable as the product's: nothing here is relaxed as it is for other tests.
const dataDir = await mkdtemp(join(tmpdir(), 'recourse-ledger-'));
const server = await startPostgres({ dataDir });
const pool = createPool({ url: server.url });
const plainPool = createPool({ url: server.url, max: 1, plainTypes: true });
await migrate(pool, plainPool);
await plainPool.end();
after(async () => {
  await pool.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const asset = 'USD';
const shards = 4;
const answersBeforeKill = 1_500;

await openFunded(40);

async function openFunded(count: number): Promise<void> {
  const now = systemClock.now();
  for (let place = 0; place < count; place += 1) {
    const shard = place % shards;
    const { id: bank } = await openAccount(pool, { shard, owner: 'bank', asset, kind: 'bank', floor: null }, now);
    const { id } = await openAccount(pool, { shard, owner: newId(shard), asset, kind: 'test', floor: 0n }, now);
    const client = await pool.connect();
    await client.query('begin');
    await postWithin(
      client,
      [{ kind: 'post', id: newId(shard), purpose: 'test', debit: bank, credit: id, asset, amount: 1_000n }],
      { now, shards },
    );
    await client.query('commit');
    client.release();
  }
}

/** The program that moves money, with the ids that it had answers for so far. */
class Load {
  readonly answered: string[] = [];
  private readonly child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'ledger-program.ts'), server.url, `${shards}`],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  private readonly lines = createInterface(this.child.stdout);

  constructor() {
    this.lines.on('line', (id) => this.answered.push(id));
  }

  async answers(more: number): Promise<void> {
    const wanted = this.answered.length + more;
    while (this.answered.length < wanted) await once(this.lines, 'line');
  }

  /** Takes the program's life; what it wrote before is still read. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.lines, 'close');
  }
}

/** Takes every process of the server at once, and gives their number. */
async function killServer(): Promise<number> {
  const { rows } = await pool.query<{ name: string }>(`select current_setting('cluster_name') as name`);
  const pids = await clusterProcesses(rows[0]?.name ?? '');
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
}

async function expectKept(answered: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ id: string; homes: number }>(
    `select id, count(t.id) filter (where t.shard = ledger.shard_of(id) % $2)::int as homes
     from unnest($1::uuid[]) as id left join ledger.transfers t using (id) group by id`,
    [answered, shards],
  );
  assert.equal(rows.length, answered.length, 'no id was answered twice');
  assert.deepEqual(
    rows.filter(({ homes }) => homes !== 1),
    [],
    'every answered transfer is kept once',
  );
  assert.deepEqual(await audit(pool), []);
}

test('a kill -9 of the program under load loses nothing that it answered', async () => {
  for (let kill = 0; kill < 3; kill += 1) {
    const load = new Load();
    await load.answers(answersBeforeKill);
    await load.kill();
    await expectKept(load.answered);
  }
});

test('a kill -9 of PostgreSQL under load loses nothing either, and the program goes on by itself', async () => {
  const load = new Load();
  for (let kill = 0; kill < 3; kill += 1) {
    await load.answers(answersBeforeKill);
    assert.ok((await killServer()) > 1);
  }
  await load.answers(answersBeforeKill);
  await load.kill();
  await expectKept(load.answered);
});
