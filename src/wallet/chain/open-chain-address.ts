import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { findRail } from '../../rails/rails.ts';
import { personIdOf } from '../payment.ts';
import { problem } from './problems.ts';

export const openChainAddress = command({
  name: 'wallet.open-chain-address',
  summary: 'Gives the customer a deposit address of his own on the chain; it is the same ever after.',
  rest: 'POST /top-up/chain',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    const [asset] = ctx.config.evmAssets;
    const evm = findRail('evm');
    if (asset === undefined || evm === undefined) throw problem('chain-closed');
    ctx.about(`person:${personId}`);
    const target = await evm.depositTarget(ctx, personId, asset.code, '');
    return { address: target.rail === 'evm' ? target.address : '' };
  },
});
