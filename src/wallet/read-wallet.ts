import { getBalances } from '../ledger/ledger.ts';
import type { QueryCtx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { walletAccountId } from './account.ts';
import { assetName } from './asset.ts';
import type { Balance, WalletView } from './contract.ts';
import { findLocks } from './freezes.ts';
import { problem } from './problems.ts';

/** A person's balances in every asset of the installation, and the freeze that is on them; throws `wallet.no-wallet`. */
export async function readWallet(
  { db, config }: Pick<QueryCtx, 'db' | 'config'>,
  personId: string,
): Promise<WalletView> {
  const wallet = await db
    .selectFrom('wallet.wallets')
    .select('person_id')
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (wallet === undefined) throw problem('no-wallet');
  const accounts = config.assets.map((asset) => ({ asset, id: walletAccountId(personId, asset.code) }));
  const [states, locks] = await Promise.all([
    getBalances(
      queryable(db),
      accounts.map(({ id }) => id),
    ),
    findLocks(db, personId),
  ]);
  const balances = accounts.map(({ asset: { code, decimals }, id }): Balance => {
    const { balance = 0n, available = 0n, held = 0n, frozen = 'none' } = states.get(id) ?? {};
    return {
      asset: code,
      name: assetName(code),
      decimals,
      balance,
      held,
      available: frozen === 'none' ? available : 0n,
    };
  });
  return {
    personId,
    balances,
    freeze: locks[0] ?? null,
    locks,
    closed: accounts.every(({ id }) => states.get(id)?.closedAt),
  };
}
