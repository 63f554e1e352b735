import type { Ctx } from '../platform/command.ts';
import type { DepositTarget } from './contract.ts';
import { addressOfOwner, claimNumber, keepAddress } from './evm/address.ts';
import { networkName, readChain } from './evm/chain.ts';
import { cancel, payoutStatus, submit } from './evm/orders.ts';
import { withChecksum } from './evm/view.ts';
import { problem } from './problems.ts';
import type { Rail } from './rail.ts';

/** A person's own address on the chain, made when it is first asked for. The library for the chain is loaded only where it is needed. */
async function depositTarget(ctx: Ctx, owner: string, asset: string): Promise<DepositTarget> {
  const found = ctx.config.evmAssets.find(({ code }) => code === asset);
  const chain = await readChain(ctx.tx);
  if (found === undefined || chain === undefined) throw problem('chain-not-ready');
  return {
    rail: 'evm',
    address: await withChecksum((await addressOfOwner(ctx.tx, owner)) ?? (await openAddress(ctx, owner))),
    network: networkName(chain.chainId),
    minimum: found.minimum,
    confirmations: found.confirmations,
  };
}

async function openAddress(ctx: Ctx, owner: string): Promise<string> {
  const { addressOf } = await import('./evm/signer.ts');
  const number = await claimNumber(ctx.tx);
  return keepAddress(ctx, { owner, number, address: await addressOf(ctx.tx, ctx.config, number) });
}

const evm: Rail = {
  id: 'evm',
  carries: ({ evmRpcUrl, evmAssets }, asset) => evmRpcUrl !== undefined && evmAssets.some(({ code }) => code === asset),
  depositTarget,
  readDestination: async (reader, _owner, typed) =>
    (await import('./evm/destination.ts')).readDestination(reader, typed),
  submit,
  cancel,
  payoutStatus,
  prepare: async (world) => {
    if (world.config.evmRpcUrl !== undefined) await (await import('./evm/prepare.ts')).prepareEvm(world);
  },
  watch: async (world) => {
    if (world.config.evmRpcUrl === undefined) return undefined;
    return (await import('./evm/watch.ts')).watchEvm(world);
  },
  holdings: async (world) => {
    if (world.config.evmRpcUrl === undefined) return [];
    return (await import('./evm/holdings.ts')).holdings(world);
  },
};

export default evm;
