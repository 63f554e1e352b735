import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { chainView, depositsOf, openAddressOf } from '../../rails/rails.ts';
import { personIdOf } from '../payment.ts';
import { withBooks } from './read-deposits.ts';

export const getChainTopUp = query({
  name: 'wallet.get-chain-top-up',
  summary:
    'Reads how to top up on the chain: one’s address, what is credited after how many confirmations, and deposits under way.',
  rest: 'GET /top-up/chain',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, config, actor }) => {
    const personId = personIdOf(actor);
    const chain = config.evmAssets.length === 0 ? undefined : await chainView(db);
    if (chain === undefined) return null;
    const [address, deposits] = await Promise.all([openAddressOf(db, personId), depositsOf(db, personId)]);
    return {
      network: chain.network,
      chainId: chain.chainId,
      healthy: chain.health === 'ok',
      checkedAt: chain.checkedAt,
      address: address ?? null,
      assets: config.evmAssets.map(({ code, decimals, token, confirmations, minimum }) => ({
        code,
        decimals,
        token,
        confirmations,
        minimum,
      })),
      deposits: await withBooks(db, config, deposits),
    };
  },
});
