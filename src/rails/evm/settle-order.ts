import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { costPaid, payoutChanged } from '../events.ts';
import { lockChain, readChain } from './chain.ts';
import { orderReasons } from './orders.ts';
import { lockOrder } from './sign-order.ts';

/** Confirmed deep enough, an order is over: carried out, or refused by the chain. The network's fee is paid either way. */
export const settleOrder = command({
  name: 'rails.settle-order',
  summary: 'Settles an order whose block is deep enough in the chain, and tells what it cost.',
  can: (actor) => actor.kind === 'system',
  input: input({ order: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { order: id }) => {
    // Locked as the follower locks it, so that the block cannot leave the chain meanwhile.
    await lockChain(ctx);
    const [order, chain] = [await lockOrder(ctx.tx, id), await readChain(ctx.tx)];
    if (order?.state !== 'mined' || order.height === null || chain === undefined) return { settled: false };
    if (chain.height < order.height + order.need - 1) return { settled: false };
    const { kind, succeeded, cost, tx_hash: reference } = order;
    assert(reference !== null && cost !== null, 'a mined order has a transaction and a cost');
    await ctx.tx
      .updateTable('rails.evm_orders')
      .set({
        state: succeeded === true ? 'settled' : 'failed',
        reason: succeeded === true ? null : 'reverted',
        settled_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    if (kind === 'payout') await tell(ctx, { id, succeeded: succeeded === true, reference });
    const native = ctx.config.evmAssets.find(({ token }) => token === null);
    if (native !== undefined && cost > 0n)
      await emit(ctx, costPaid, { rail: 'evm', costId: id, asset: native.code, amount: cost });
    return { settled: true };
  },
});

async function tell(
  ctx: Ctx,
  { id, succeeded, reference }: { readonly id: string; readonly succeeded: boolean; readonly reference: string },
): Promise<void> {
  const change = { rail: 'evm', payoutId: id, reference } as const;
  if (succeeded) await emit(ctx, payoutChanged, { ...change, state: 'settled' });
  else
    await emit(ctx, payoutChanged, {
      ...change,
      state: 'failed',
      reason: { code: 'reverted', text: orderReasons.reverted },
    });
}
