import { parseCronItems, run } from 'graphile-worker';
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

/** Takes jobs until it is stopped: every command by its name, as the system, and every task. */
export async function startWorker({ pool, door, operations, tasks, concurrency }: WorkerOptions): Promise<Runner> {
  const taskList: TaskList = {};
  for (const operation of operations) {
    if (operation.kind !== 'command') continue;
    taskList[operation.name] = async (payload) => {
      await door.callUntyped(operation.name, payload, systemCaller('job', newId(0)));
    };
  }
  for (const task of tasks) taskList[task.name] = async (payload) => task.run(payload);
  const scheduled = tasks.flatMap(({ name, schedule }) => (schedule === undefined ? [] : [{ task: name, match: schedule, options: { backfillPeriod: 0 } }]));
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(scheduled),
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: log.workerLogger('warn'),
  });
}
