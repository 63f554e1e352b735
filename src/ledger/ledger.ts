import { setTimeout } from 'node:timers/promises';
import { assert } from '../platform/assert.ts';
import type { Clock } from '../platform/clock.ts';
import type { Queryable } from '../platform/db.ts';
import { expireHolds } from './expire-holds.ts';
import { answerUnits, postUnits } from './post-within.ts';
import { createQueue } from './queue.ts';
import type { PostBatch, Queue } from './queue.ts';
import { homeShard } from './shard.ts';
import { parseTransfer } from './transfer.ts';
import type { Result, Transfer } from './transfer.ts';
import { createWriter, isPassing } from './writer.ts';
import type { Writer } from './writer.ts';

export { namedId, systemAccountId } from './account.ts';
export type { Freeze } from './account.ts';
export { audit } from './audit.ts';
export { closeAccount, freezeAccount, setFloor, unfreezeAccount } from './change-account.ts';
export { getBalances } from './get-balances.ts';
export type { AccountState } from './get-balances.ts';
export { getTransfer } from './get-transfer.ts';
export { listEntries } from './list-entries.ts';
export type { Entry } from './list-entries.ts';
export { openAccount, openSystemAccount } from './open-account.ts';
export type { NewAccount } from './open-account.ts';
export { postWithin } from './post-within.ts';
export { refusalProblem } from './problems.ts';
export type { Refusal } from './refusal.ts';
export type {
  Accepted,
  AccountAfter,
  Hold,
  Post,
  PostHold,
  Refused,
  Result,
  Status,
  Transfer,
  VoidHold,
} from './transfer.ts';

export interface Ledger {
  /** Posts in the ledger's own batches; what it answers is durable. Throws `ledger.malformed-transfer` and `ledger.busy`. */
  post(transfer: Transfer): Promise<Result>;
  /** The same for several, decided in their order, each answered on its own unless a `group` links them. */
  post(transfers: readonly Transfer[]): Promise<Result[]>;
  /** Releases the holds that expired by now, found through `q`, and gives their number. */
  expireHolds(q: Queryable): Promise<number>;
  /** Answers what waits and disconnects; nothing is taken any more. */
  stop(): Promise<void>;
}

export interface LedgerSettings {
  /** The database, to which the ledger keeps a connection for each shard, 8 at the most. */
  readonly url: string;
  readonly shards: number;
  readonly clock: Clock;
}

const lanesMax = 8;

/** Together 6 seconds, which a server needs to recover from a crash. */
const attemptsMax = 8;
const firstPauseMs = 50;

/** Opens the ledger on a migrated database; it connects when the first transfer comes. */
export function createLedger({ url, shards, clock }: LedgerSettings): Ledger {
  const lanes = Array.from({ length: Math.min(shards, lanesMax) }, () => openLane({ url, shards, clock }));
  let stopped = false;

  function laneOf(first: Transfer): Lane {
    assert(!stopped, 'a stopped ledger takes nothing');
    const lane = lanes[homeShard('debit' in first ? first.debit : first.holdId, shards) % lanes.length];
    assert(lane, 'every shard has a lane');
    return lane;
  }

  async function postOne(transfer: Transfer): Promise<Result> {
    const parsed = parseTransfer(transfer);
    const [result] = await laneOf(parsed).queue.add([parsed]);
    assert(result, 'every transfer is answered');
    return result;
  }

  /** All in one lane, which keeps their order. */
  async function postAll(transfers: readonly Transfer[]): Promise<Result[]> {
    return answerUnits(transfers, (units) => {
      const [first] = units[0] ?? [];
      assert(first, 'there is a transfer in every unit');
      const { queue } = laneOf(first);
      return Promise.all(units.map((unit) => queue.add(unit)));
    });
  }

  function post(transfer: Transfer): Promise<Result>;
  function post(transfers: readonly Transfer[]): Promise<Result[]>;
  function post(asked: Transfer | readonly Transfer[]): Promise<Result | Result[]> {
    return 'kind' in asked ? postOne(asked) : postAll(asked);
  }

  return {
    post,
    expireHolds: (q) => expireHolds({ q, post, shards, now: clock.now() }),
    stop: async () => {
      stopped = true;
      await Promise.all(lanes.map(({ queue }) => queue.drained()));
      await Promise.all(lanes.map(({ writer }) => writer.close()));
    },
  };
}

/** A queue whose batches go through a connection of their own. */
interface Lane {
  readonly queue: Queue;
  readonly writer: Writer;
}

function openLane({ url, shards, clock }: LedgerSettings): Lane {
  const writer = createWriter(url);
  const postBatch: PostBatch = async (units) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await writer.transaction((q, commit) => postUnits(q, units, { now: clock.now(), shards }, commit));
      } catch (error) {
        // A lost commit may have committed; its ids then give the first answers.
        if (attempt === attemptsMax || !isPassing(error)) throw error;
        await setTimeout(firstPauseMs * 2 ** (attempt - 1));
      }
    }
  };
  return { queue: createQueue(postBatch), writer };
}
