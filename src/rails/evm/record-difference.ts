import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { newId } from '../../platform/id.ts';
import { depositsChanged } from '../events.ts';
import { findOwners, ownerShard } from './address.ts';
import { lockChainAt } from './chain.ts';
import { toChanges } from './deposit-row.ts';

/** Records what a balance shows and no transaction explains, for a person to look at. */
export const recordDifference = command({
  name: 'rails.record-difference',
  summary: 'Records what a balance shows and no transaction explains, such as coin from inside a contract.',
  can: (actor) => actor.kind === 'system',
  input: input({
    address: Type.String({ maxLength: 100 }),
    amount: Type.String({ pattern: '^[1-9][0-9]{0,37}$' }),
    height: Type.Integer(),
    hash: Type.String({ maxLength: 100 }),
    asset: Type.String({ maxLength: 20 }),
    token: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  }),
  run: async (ctx, { address, amount, height, hash, asset, token }) => {
    if (!(await lockChainAt(ctx, hash))) return;
    const owner = (await findOwners(ctx.tx, [address])).get(address);
    if (owner === undefined) return;
    const shard = ownerShard(owner);
    const recorded = await ctx.tx
      .insertInto('rails.evm_deposits')
      .values({
        shard,
        id: newId(shard),
        key: `${address} balance ${asset} ${height} ${amount}`,
        owner,
        address,
        asset,
        token,
        amount: BigInt(amount),
        height,
        block_hash: hash,
        need: ctx.config.evmAssets.find(({ code }) => code === asset)?.confirmations ?? 1,
        state: 'ignored',
        reason: 'by-contract',
        seen_at: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['shard', 'key']).doNothing())
      .returningAll()
      .execute();
    const changes = toChanges(recorded, height);
    if (changes.length > 0) await emit(ctx, depositsChanged, changes);
  },
});
