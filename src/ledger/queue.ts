import { setImmediate } from 'node:timers/promises';
import { batchMax } from './decide.ts';
import type { Unit } from './post-within.ts';
import { ledgerProblem } from './problems.ts';
import type { Result } from './transfer.ts';
import { isPassing } from './writer.ts';

/** Posts units as one batch: for each unit, one result for each of its transfers. */
export type PostBatch = (units: readonly Unit[]) => Promise<readonly (readonly Result[])[]>;

export interface Queue {
  /** Answers a unit from the next batch. Throws `ledger.busy` when too many wait. */
  add(unit: Unit): Promise<readonly Result[]>;
  /** Resolves when everything that waits is answered. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly unit: Unit;
  readonly resolve: (results: readonly Result[]) => void;
  readonly reject: (error: unknown) => void;
}

const waitingMax = 200_000;

/**
 * Makes batches of whatever waits while the last one is being written: a lone transfer leaves at once, and no time is
 * ever added to fill a batch.
 */
export function createQueue(postBatch: PostBatch): Queue {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    let answerLast = (): void => undefined;
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      const posted = post(batch, postBatch);
      // The next batch is under way before the callers of the last one are woken, where enough wait to fill it.
      answerLast();
      answerLast = await posted;
      if (waiting.length >= batchMax) continue;
      answerLast();
      answerLast = () => undefined;
      // Callers who were just answered may share the next batch.
      await setImmediate();
    }
    draining = undefined;
  }

  return {
    add: (unit) => {
      if (waiting.length >= waitingMax) throw ledgerProblem('busy');
      const { promise, resolve, reject } = Promise.withResolvers<readonly Result[]>();
      waiting.push({ unit, resolve, reject });
      // Callers of the same turn of the event loop share a batch.
      draining ??= setImmediate().then(drain);
      return promise;
    },
    drained: async () => draining,
  };
}

/** The units at the head that one batch takes; a group is never split. */
function takeBatch(waiting: Waiting[]): Waiting[] {
  let transfers = 0;
  const next = waiting.findIndex(({ unit }) => (transfers += unit.length) > batchMax);
  return waiting.splice(0, next === -1 ? waiting.length : Math.max(1, next));
}

/** Posts a batch and gives what wakes its callers. A batch that fails by something in it is tried by halves, so that only its cause fails. */
async function post(batch: readonly Waiting[], postBatch: PostBatch): Promise<() => void> {
  try {
    const results = await postBatch(batch.map(({ unit }) => unit));
    return () => batch.forEach(({ resolve }, place) => resolve(results[place] ?? []));
  } catch (error) {
    if (batch.length === 1 || isPassing(error)) return () => batch.forEach(({ reject }) => reject(error));
    const half = Math.ceil(batch.length / 2);
    const answerFirst = await post(batch.slice(0, half), postBatch);
    const answerSecond = await post(batch.slice(half), postBatch);
    return () => [answerFirst, answerSecond].forEach((answer) => answer());
  }
}
