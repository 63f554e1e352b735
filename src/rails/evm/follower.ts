import { newId } from '../../platform/id.ts';
import type { RailWorld } from '../rail.ts';
import { acceptBlocks } from './accept-blocks.ts';
import { findOwners } from './address.ts';
import { noteHealth, readChain } from './chain.ts';
import type { ChainState } from './chain.ts';
import { nativeArrivals, tokenArrivals } from './deposit.ts';
import type { Arrival } from './deposit.ts';
import { NodeFault } from './node.ts';
import type { Block, Node, TokenTransfer } from './node.ts';
import { rewindChain } from './rewind-chain.ts';
import { run } from './world.ts';

/** Blocks asked of the node at once; halved each time that it cannot. */
const spanMax = 64;

/** How many blocks one look takes at the most, so that sending has its turn too. */
const blocksMax = 1_024;

/** Seconds for which one process follows before another may. */
const leaseSeconds = 30;

/** Who this process is, among those that might follow. */
const me = newId(0);

/** Asks for the right to follow; only one process has it. Nothing but work is saved by it: the cursor's lock decides. */
export async function mayFollow({ db, clock }: Pick<RailWorld, 'db' | 'clock'>): Promise<boolean> {
  const now = clock.now();
  const { numUpdatedRows } = await db
    .updateTable('rails.evm_chain')
    .set({ follower: me, followed_until: new Date(now.getTime() + leaseSeconds * 1_000) })
    .where((row) =>
      row.or([row('follower', '=', me), row('followed_until', 'is', null), row('followed_until', '<', now)]),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives the right to follow to whoever asks next. */
export async function letGo({ db }: Pick<RailWorld, 'db'>): Promise<void> {
  await db.updateTable('rails.evm_chain').set({ followed_until: null }).where('follower', '=', me).execute();
}

/** Follows the chain as far as its node goes, or some blocks of it; notes how the node is. Throws `NodeFault`s. */
export async function follow(world: RailWorld, node: Node): Promise<void> {
  const chain = await readChain(world.db);
  if (chain === undefined) return;
  const chainId = await node.chainId();
  if (chainId !== BigInt(chain.chainId)) {
    await note(world, 'wrong-chain', `the node is on chain ${chainId}, we are on ${chain.chainId}`);
    return;
  }
  const { height: head } = await node.head();
  const at = await findAncestor(world, node, chain, head);
  if (at === undefined) {
    await note(world, 'too-deep', 'the node has none of the blocks that we followed', head);
    return;
  }
  if (head < chain.height) {
    await note(world, 'behind', `the node is at block ${head}, we have seen ${chain.height}`, head);
    return;
  }
  await advance(world, node, { chain, at, head });
  await note(world, 'ok', null, head);
}

async function note({ db, clock }: RailWorld, health: ChainState['health'], fault: string | null, head?: number) {
  await noteHealth(db, { health, fault, now: clock.now(), ...(head === undefined ? {} : { head }) });
}

interface Place {
  readonly height: number;
  readonly hash: string;
}

const searchMax = 200;

/** The highest block that both have; undefined where none of ours is the node's. */
async function findAncestor(
  { db }: RailWorld,
  node: Node,
  chain: ChainState,
  head: number,
): Promise<Place | undefined> {
  let limit = 1;
  for (let below = Math.min(chain.height, head); ;) {
    const known = await db
      .selectFrom('rails.evm_blocks')
      .selectAll()
      .where('height', '<=', below)
      .orderBy('height', 'desc')
      .limit(limit)
      .execute();
    const last = known.at(-1);
    if (last === undefined) return undefined;
    const theirs = await Promise.all(known.map(({ height }) => node.headAt(height)));
    const found = known.find(({ hash }, index) => theirs[index]?.hash === hash);
    if (found !== undefined) return found;
    below = last.height - 1;
    limit = searchMax;
  }
}

interface Stretch {
  readonly chain: ChainState;
  readonly at: Place;
  readonly head: number;
}

/** Takes the blocks after `at`; where that is behind our cursor, goes back to it once the new blocks are at hand. */
async function advance(world: RailWorld, node: Node, { chain, at, head }: Stretch): Promise<void> {
  const goal = Math.min(head, at.height + blocksMax);
  let place = at;
  let isBehind = at.hash !== chain.hash;
  for (let span = spanMax; place.height < goal;) {
    const from = place.height + 1;
    const to = Math.min(goal, place.height + span);
    try {
      const blocks = await readBlocks(node, place, from, to);
      const arrivals = await ourArrivals(world, blocks, await node.transfers(from, to));
      if (isBehind) {
        const { rewound } = await run(world, rewindChain, { from: chain.hash, height: at.height });
        if (!rewound) return;
        isBehind = false;
      }
      const { accepted } = await run(world, acceptBlocks, {
        parent: place.hash,
        blocks: blocks.map(({ height, hash }) => ({ height, hash })),
        arrivals: arrivals.map((arrival) => ({ ...arrival, amount: arrival.amount.toString() })),
      });
      if (!accepted) return;
      place = blocks.at(-1) ?? place;
    } catch (fault) {
      // Nodes limit what one question may bring; a smaller one tells whether that was it.
      if (!(fault instanceof NodeFault) || fault.kind === 'unreachable' || span === 1) throw fault;
      span = Math.ceil(span / 4);
    }
  }
}

/** The blocks of a stretch, each the child of the one before. */
async function readBlocks(node: Node, { hash }: Place, from: number, to: number): Promise<Block[]> {
  const heights = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const blocks = await Promise.all(heights.map((height) => node.block(height)));
  let parent = hash;
  for (const [index, block] of blocks.entries()) {
    if (block.height !== from + index || block.parent !== parent)
      throw new NodeFault('unreadable', `block ${from + index} does not follow the one before it`);
    parent = block.hash;
  }
  return blocks;
}

/** What these blocks bring to our addresses. Throws where the logs are of other blocks: the node changed its mind between two answers. */
async function ourArrivals(
  { db }: RailWorld,
  blocks: readonly Block[],
  transfers: readonly TokenTransfer[],
): Promise<Arrival[]> {
  const hashes = new Map(blocks.map(({ height, hash }) => [height, hash]));
  if (transfers.some(({ height, blockHash }) => hashes.get(height) !== blockHash))
    throw new NodeFault('unreadable', 'the logs are not of the blocks');
  const arrivals = [
    ...blocks.flatMap(({ height, transactions }) => nativeArrivals(transactions, height)),
    ...tokenArrivals(transfers),
  ];
  if (arrivals.length === 0) return [];
  const owners = await findOwners(
    db,
    arrivals.map(({ address }) => address),
  );
  return arrivals.filter(({ address }) => owners.has(address));
}
