import type { Ctx } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { assert } from '../../platform/assert.ts';

/** How the node is: `ok`, `behind` our own knowledge, a `NodeFaultKind`, another chain's, or of a chain that changed further back than we can follow. */
const chainHealths = [
  'ok',
  'behind',
  'unreachable',
  'unreadable',
  'limited',
  'refused',
  'wrong-chain',
  'too-deep',
] as const;
export type ChainHealth = (typeof chainHealths)[number];

export interface ChainState {
  readonly chainId: number;
  readonly height: number;
  readonly hash: string;
  readonly startedAt: number;
  readonly head: number;
  readonly checkedAt: Date;
  readonly health: ChainHealth;
  readonly healthSince: Date;
  readonly fault: string | null;
}

/** How far the chain of this installation was followed; undefined until its node was first reached. */
export async function readChain(db: Database | Tx): Promise<ChainState | undefined> {
  const row = await db.selectFrom('rails.evm_chain').selectAll().executeTakeFirst();
  if (row === undefined) return undefined;
  const health = chainHealths.find((known) => known === row.health);
  assert(health !== undefined, 'the chain is in a health that we know');
  return {
    chainId: Number(row.chain_id),
    height: row.height,
    hash: row.hash,
    startedAt: row.started_at,
    head: row.head,
    checkedAt: row.checked_at,
    health,
    healthSince: row.health_since,
    fault: row.fault,
  };
}

/** Locks the cursor: whatever plans by what the chain holds does so one after the other. */
export async function lockChain({ tx }: Pick<Ctx, 'tx'>): Promise<string | undefined> {
  return (await tx.selectFrom('rails.evm_chain').select('hash').forUpdate().executeTakeFirst())?.hash;
}

/** Locks the cursor, so that of several processes one at a time moves it; whether it is still where the caller saw it. */
export async function lockChainAt(ctx: Pick<Ctx, 'tx'>, hash: string): Promise<boolean> {
  return (await lockChain(ctx)) === hash;
}

/** Notes how the node is, and since when. */
export async function noteHealth(
  db: Database,
  { health, fault, head, now }: { health: ChainHealth; fault: string | null; head?: number; now: Date },
): Promise<void> {
  await db
    .updateTable('rails.evm_chain')
    .set((row) => ({
      health,
      fault,
      checked_at: now,
      health_since: row.case().when('health', '=', health).then(row.ref('health_since')).else(now).end(),
      ...(head === undefined ? {} : { head }),
    }))
    .execute();
}

/** Known networks by their chain id (EIP-155); another is called by its number. */
const networks: Readonly<Record<number, string>> = {
  1: 'Ethereum',
  10: 'OP Mainnet',
  56: 'BNB Smart Chain',
  137: 'Polygon',
  8453: 'Base',
  42161: 'Arbitrum One',
  43114: 'Avalanche C-Chain',
  11155111: 'Sepolia',
  31337: 'Local test network',
};

export function networkName(chainId: number): string {
  return networks[chainId] ?? `EVM ${chainId}`;
}
