import { sql } from 'kysely';
import { log } from '../../platform/log.ts';
import { StartFailure } from '../../platform/start-failure.ts';
import type { RailWorld } from '../rail.ts';
import { keepAddress, provider } from './address.ts';
import { readChain } from './chain.ts';
import { connect, NodeFault } from './node.ts';
import type { Node } from './node.ts';
import { addressOf, hotNumber, prepareSeed } from './signer.ts';

type Setup = Pick<RailWorld, 'db' | 'config' | 'clock'>;

/**
 * Readies the chain's side: the seed, the hot wallet, and the block to begin with. Throws a `StartFailure` where the
 * node is on another chain than this installation, or a token is not what the settings say. A node that does not answer
 * keeps nobody from starting: it is asked again at each look.
 */
export async function prepareEvm(world: Setup): Promise<void> {
  const { evmRpcUrl: url } = world.config;
  if (url === undefined) return;
  try {
    await prepareWith(world, connect(url));
  } catch (fault) {
    if (!(fault instanceof NodeFault)) throw fault;
    log.warn({ fault: fault.kind }, 'the node of the EVM chain could not be asked at the start');
  }
}

/** Connections whose chain and tokens were found right; following looks at the chain again each time. */
const prepared = new WeakSet<Node>();

/** The same with a node at hand, once for each connection; throws its `NodeFault`s. */
export async function prepareWith(world: Setup, node: Node): Promise<void> {
  if (prepared.has(node)) return;
  await prepareNode(world, node);
  prepared.add(node);
}

async function prepareNode(world: Setup, node: Node): Promise<void> {
  const { db } = world;
  const [chain, chainId] = [await readChain(db), Number(await node.chainId())];
  if (chain !== undefined && chain.chainId !== chainId)
    throw new StartFailure(
      `The node of EVM_RPC_URL is on chain ${chainId}, and this installation is on chain ${chain.chainId} since its first start. Set EVM_RPC_URL to a node of that chain.`,
    );
  await checkTokens(world, node);
  if (chain !== undefined) return;
  const { height, hash } = await node.head();
  await prepareSeed(db, world.config);
  await db.transaction().execute(async (tx) => {
    const now = world.clock.now();
    await tx
      .insertInto('rails.evm_chain')
      .values({
        chain_id: BigInt(chainId),
        height,
        hash,
        started_at: height,
        head: height,
        checked_at: now,
        health: 'ok',
        health_since: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await sql`insert into rails.evm_blocks (height, hash)
      select height, hash from rails.evm_chain on conflict do nothing`.execute(tx);
    const address = await addressOf(tx, world.config, hotNumber);
    await keepAddress({ tx, now }, { owner: provider, address, number: hotNumber });
  });
}

/** A wrong contract or wrong decimals would credit amounts that nobody sent. */
async function checkTokens({ config }: Setup, node: Node): Promise<void> {
  for (const { code, token, decimals } of config.evmAssets) {
    if (token === null) continue;
    if (!(await node.hasCode(token)))
      throw new StartFailure(`EVM_ASSETS: there is no contract at ${token}, which is to be ${code} on this chain.`);
    const theirs = await node.decimals(token);
    if (theirs !== undefined && theirs !== decimals)
      throw new StartFailure(
        `EVM_ASSETS: the token ${token} has ${theirs} decimals, and ASSETS gives ${code} ${decimals}. Correct one of them.`,
      );
  }
}
