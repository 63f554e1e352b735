import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { systemClock } from './clock.ts';
import { createPool } from './db.ts';
import { createDoor } from './door.ts';
import { freeLostJobs, startWorker } from './worker.ts';

const { db, pool, url, drop } = await testDatabase();
const plainPool = createPool({ url, plainTypes: true });
after(async () => {
  await plainPool.end();
  await drop();
});

test('a job whose process was killed is taken up by another', async () => {
  await pool.query(
    `select graphile_worker.add_job('test.lost', '{"name":"lost"}'), graphile_worker.add_job('test.running', '{"name":"running"}')`,
  );
  await pool.query(
    `update graphile_worker._private_jobs set attempts = 1, locked_by = 'worker-killed', locked_at = now() - interval '6 minutes' where payload->>'name' = 'lost'`,
  );
  await pool.query(
    `update graphile_worker._private_jobs set attempts = 1, locked_by = 'worker-alive', locked_at = now() where payload->>'name' = 'running'`,
  );
  await freeLostJobs(plainPool);
  const taken = Promise.withResolvers<unknown>();
  const running: unknown[] = [];
  const worker = await startWorker({
    pool: plainPool,
    door: createDoor<never>({ operations: [], db, clock: systemClock, config: testConfig() }),
    operations: [],
    tasks: [
      { name: 'test.lost', run: async (payload) => taken.resolve(payload) },
      { name: 'test.running', run: async (payload) => void running.push(payload) },
    ],
    concurrency: 2,
  });
  assert.deepEqual(await taken.promise, { name: 'lost' });
  await worker.stop();
  assert.deepEqual(running, []);
});

test('work that recurs is left out while its last run is still at it', async () => {
  const [begun, held, passedBy] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  let runs = 0;
  const worker = await startWorker({
    pool: plainPool,
    door: createDoor<never>({ operations: [], db, clock: systemClock, config: testConfig() }),
    operations: [],
    tasks: [
      {
        name: 'test.recurs',
        // Never by itself while this test runs.
        schedule: '0 0 31 1 *',
        run: async () => {
          runs += 1;
          begun.resolve();
          await held.promise;
        },
      },
      { name: 'test.after', run: async () => passedBy.resolve() },
    ],
    concurrency: 2,
  });
  await pool.query("select graphile_worker.add_job('test.recurs')");
  await begun.promise;
  await pool.query("select graphile_worker.add_job('test.recurs')");
  // Jobs are taken in their order, by the one place that is free.
  await pool.query("select graphile_worker.add_job('test.after')");
  await passedBy.promise;
  assert.equal(runs, 1);
  held.resolve();
  await worker.stop();
});

test('a worker that is stopped waits until every job that it did is marked done', async () => {
  const narrowPool = createPool({ url, max: 2, plainTypes: true });
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const jobs = 6;
  let runs = 0;
  const worker = await startWorker({
    pool: narrowPool,
    door: createDoor<never>({ operations: [], db, clock: systemClock, config: testConfig() }),
    operations: [],
    tasks: [
      {
        name: 'test.marked',
        run: async () => {
          runs += 1;
          if (runs === jobs) begun.resolve();
          await held.promise;
        },
      },
    ],
    concurrency: jobs,
  });
  await pool.query("select graphile_worker.add_job('test.marked') from generate_series(1, $1::integer)", [jobs]);
  await begun.promise;
  const client = await pool.connect();
  await client.query('begin');
  await client.query('select from graphile_worker._private_jobs for update');
  held.resolve();
  const stopped = worker.stop();
  await client.query('rollback');
  client.release();
  await stopped;
  await narrowPool.end();
  const { rows: left } = await pool.query("select id from graphile_worker.jobs where task_identifier = 'test.marked'");
  assert.deepEqual(left, []);
});
