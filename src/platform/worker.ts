import { setTimeout } from 'node:timers/promises';
import { makeWorkerUtils, parseCronItems, run } from 'graphile-worker';
import type { Runner, TaskList } from 'graphile-worker';
import type pg from 'pg';
import { newId } from './id.ts';
import { log } from './log.ts';
import type { Operation } from './command.ts';
import { systemCaller } from './door.ts';
import type { Door } from './door.ts';

/** Work that is not a command: it reads what is due and calls commands, or speaks to the outside. */
export interface Task {
  readonly name: string;
  /** A crontab pattern in UTC, for work that recurs. */
  readonly schedule?: string;
  readonly run: (payload: unknown) => Promise<void>;
}

export interface WorkerOptions {
  readonly pool: pg.Pool;
  readonly door: Door<never>;
  readonly operations: readonly Operation[];
  readonly tasks: readonly Task[];
  /** Jobs at the same time. */
  readonly concurrency: number;
}

/** A job that has run for longer than this, in minutes, has lost its process: ours take seconds. */
const jobMinutesMax = 5;

/** Gives the jobs of killed processes back to the queue, which itself would wait four hours. */
export async function freeLostJobs(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ worker: string }>(
    'select distinct locked_by as worker from graphile_worker.jobs where locked_at < now() - make_interval(mins => $1)',
    [jobMinutesMax],
  );
  if (rows.length === 0) return;
  const utils = await makeWorkerUtils({ pgPool: pool, logger: log.workerLogger('warn') });
  await utils.forceUnlockWorkers(rows.map(({ worker }) => worker));
  await utils.release();
}

/** Takes jobs until it is stopped: every command by its name, as the system, and every task. */
export async function startWorker({
  pool,
  door,
  operations,
  tasks: given,
  concurrency,
}: WorkerOptions): Promise<JobWorker> {
  const tasks: readonly Task[] = [
    ...given,
    { name: 'platform.free-lost-jobs', schedule: '* * * * *', run: () => freeLostJobs(pool) },
  ];
  const taskList: TaskList = {};
  for (const operation of operations) {
    if (operation.kind !== 'command') continue;
    taskList[operation.name] = async (payload) => {
      await door.callUntyped(operation.name, payload, systemCaller('job', newId(0)));
    };
  }
  for (const { name, schedule, run: work } of tasks) {
    taskList[name] = schedule === undefined ? work : oneAtATime(work);
  }
  const scheduled = tasks.flatMap(({ name, schedule }) =>
    // The next tick is the second try: what fails for a day leaves one job, not one for each minute.
    schedule === undefined
      ? []
      : [{ task: name, match: schedule, options: { backfillPeriod: 0, maxAttempts: 1, jobKey: name } }],
  );
  return keepRunning(async () =>
    run({
      pgPool: pool,
      taskList,
      parsedCronItems: parseCronItems(scheduled),
      concurrency,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: log.workerLogger('warn'),
      // Without batches nobody waits for a job to be marked done, and a stop can close the pool before it is.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    }),
  );
}

/** Takes jobs until it is stopped. */
export interface JobWorker {
  readonly stop: () => Promise<void>;
}

const restartPauseMs = 500;

/** The library gives up when its database goes away in the middle of a job; ours begins again until it is stopped. */
async function keepRunning(start: () => Promise<Runner>): Promise<JobWorker> {
  let runner = await start();
  const stopping = new AbortController();
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch(() => undefined);
      while (!stopping.signal.aborted) {
        await setTimeout(restartPauseMs);
        try {
          if (!stopping.signal.aborted) runner = await start();
          break;
        } catch {
          // The database is not back yet.
        }
      }
    }
  };
  const followed = follow();
  return {
    stop: async () => {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await followed;
      // It may have begun again in between.
      await runner.stop().catch(() => undefined);
    },
  };
}

/** Leaves a run out while the last one is at it, so that a long one does not take every place in the queue, tick by tick. */
function oneAtATime(work: Task['run']): Task['run'] {
  let running = false;
  return async (payload) => {
    if (running) return;
    running = true;
    try {
      await work(payload);
    } finally {
      running = false;
    }
  };
}
