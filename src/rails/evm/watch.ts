import { setTimeout } from 'node:timers/promises';
import { log } from '../../platform/log.ts';
import { StartFailure } from '../../platform/start-failure.ts';
import type { RailWorld, Watch } from '../rail.ts';
import { noteHealth } from './chain.ts';
import { compareBalances } from './compare-balances.ts';
import { follow, letGo, mayFollow } from './follower.ts';
import { connect, NodeFault } from './node.ts';
import type { Node } from './node.ts';
import { prepareWith } from './prepare.ts';
import { send } from './sender.ts';

/** Milliseconds between two looks at the chain; after faults it doubles up to the longest. */
const pauseMs = 2_000;
const pauseMsMax = 60_000;

/** Looks at the chain again and again until it is stopped. */
export function watchEvm(world: RailWorld): Watch {
  const { evmRpcUrl: url } = world.config;
  if (url === undefined) return { stop: () => Promise.resolve() };
  const node = connect(url);
  const stopping = new AbortController();
  const ended = lookOn(world, node, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
      await letGo(world);
    },
  };
}

async function lookOn(world: RailWorld, node: Node, signal: AbortSignal): Promise<void> {
  for (let faults = 0; !signal.aborted;) {
    faults = (await look(world, node)) ? 0 : faults + 1;
    const wait = Math.min(pauseMs * 2 ** Math.min(faults, 10), pauseMsMax);
    await setTimeout(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** One look: follow, send, compare. False where it failed; what is wrong with the node is kept for staff. */
export async function look(world: RailWorld, node: Node): Promise<boolean> {
  try {
    await prepareWith(world, node);
    if (!(await mayFollow(world))) return true;
    await follow(world, node);
    await send(world, node);
    await compareBalances(world, node);
    return true;
  } catch (fault) {
    await noteFault(world, fault);
    return false;
  }
}

async function noteFault({ db, clock }: RailWorld, error: unknown): Promise<void> {
  const now = clock.now();
  try {
    if (error instanceof NodeFault) await noteHealth(db, { health: error.kind, fault: error.message, now });
    else if (error instanceof StartFailure) await noteHealth(db, { health: 'wrong-chain', fault: error.message, now });
    else log.error({ err: error }, 'a look at the EVM chain failed');
  } catch (failed) {
    log.error({ err: failed }, 'the health of the EVM chain could not be kept');
  }
}
