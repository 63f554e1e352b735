import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import type { Config } from '../../platform/config.ts';
import { sql } from 'kysely';
import { chainView, depositById, findRail, ignoredDeposits } from '../../rails/rails.ts';
import type { Holding } from '../../rails/rails.ts';
import { withBooks } from './read-deposits.ts';
import type { ChainDepositView } from './read-deposits.ts';

export const getChain = query({
  name: 'wallet.get-chain',
  summary:
    'Reads how the chain’s side is: its node, how far it was followed, the hot wallet, what is on its way, and deposits that wait for a person.',
  rest: 'GET /chain',
  can: isStaff,
  input: input({}),
  run: async ({ db, config, now }) => {
    const chain = config.evmAssets.length === 0 ? undefined : await chainView(db);
    if (chain === undefined) return null;
    const [waiting, ignored, holdings] = await Promise.all([
      waitingDeposits(db, config),
      ignoredDeposits(db),
      readHoldings(db, config, now),
    ]);
    return {
      ...chain,
      node: config.evmRpcUrl === undefined ? null : new URL(config.evmRpcUrl).host,
      assets: config.evmAssets,
      holdings,
      waiting,
      ignored: (await withBooks(db, config, ignored)).filter(({ settled }) => settled === null),
    };
  },
});

/** Deposits that stay where they are until a person decides: taken back by the chain, or not taken by the wallet. */
async function waitingDeposits(db: Database, config: Config): Promise<ChainDepositView[]> {
  const { rows } = await sql<{ shard: number; id: string }>`
    select shard, deposit_id as id from wallet.chain_deposits where state in ('refused', 'missing') order by deposit_id limit 100`.execute(
    db,
  );
  const found = await Promise.all(rows.map(({ shard, id }) => depositById(db, shard, id)));
  return withBooks(
    db,
    config,
    found.filter((deposit) => deposit !== undefined),
  );
}

/** What the node says that we hold; null where it does not answer. */
async function readHoldings(db: Database, config: Config, now: Date): Promise<readonly Holding[] | null> {
  try {
    return (await findRail('evm')?.holdings({ db, config, clock: { now: () => now } })) ?? [];
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'NodeFault') return null;
    throw fault;
  }
}
