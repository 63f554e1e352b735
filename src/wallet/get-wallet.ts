import { Type } from 'typebox';
import { getBalances } from '../ledger/ledger.ts';
import { hasRole, isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { QueryCtx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { walletAccountId } from './account.ts';
import { assetName } from './asset.ts';
import type { Balance, FreezeRecord, WalletView } from './contract.ts';
import { findFreeze, listFreezes } from './freezes.ts';
import { personIdOf } from './payment.ts';
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
  const [states, freeze] = await Promise.all([
    getBalances(
      queryable(db),
      accounts.map(({ id }) => id),
    ),
    findFreeze(db, personId),
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
  return { personId, balances, freeze, closed: accounts.every(({ id }) => states.get(id)?.closedAt) };
}

export const getWallet = query({
  name: 'wallet.get-wallet',
  summary: 'Reads the balances of one’s own wallet, what may be spent, and whether it is frozen and why.',
  rest: 'GET /wallet',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => readWallet(ctx, personIdOf(ctx.actor)),
});

/** A customer's wallet as staff see it. */
export const inspectWallet = query({
  name: 'wallet.inspect-wallet',
  summary: 'Reads a customer’s balances and every freeze of the wallet, for staff.',
  rest: 'GET /wallets/{person}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person }): Promise<WalletView & { readonly freezes: readonly FreezeRecord[] }> => {
    const [wallet, freezes] = await Promise.all([readWallet(ctx, person), listFreezes(ctx.db, person)]);
    return { ...wallet, freezes };
  },
});
