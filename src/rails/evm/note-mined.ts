import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { lockOrder } from './sign-order.ts';

/** A block that we followed holds one of an order's transactions. */
export const noteMined = command({
  name: 'rails.note-mined',
  summary: 'Notes the block that holds the transaction of an order, as its receipt says.',
  can: (actor) => actor.kind === 'system',
  input: input({
    order: Type.String({ format: 'uuid' }),
    txHash: Type.String({ maxLength: 100 }),
    height: Type.Integer(),
    blockHash: Type.String({ maxLength: 100 }),
    succeeded: Type.Boolean(),
    cost: Type.String({ pattern: '^[0-9]{1,38}$' }),
  }),
  run: async (ctx, { order: id, txHash, height, blockHash, succeeded, cost }) => {
    const order = await lockOrder(ctx.tx, id);
    if (order?.state !== 'sent') return { noted: false };
    const block = await ctx.tx
      .selectFrom('rails.evm_blocks')
      .select('hash')
      .where('height', '=', height)
      .executeTakeFirst();
    if (block?.hash !== blockHash) return { noted: false };
    await ctx.tx
      .updateTable('rails.evm_orders')
      .set({
        state: 'mined',
        tx_hash: txHash,
        height,
        block_hash: blockHash,
        succeeded,
        cost: BigInt(cost),
        reason: null,
      })
      .where('id', '=', id)
      .execute();
    return { noted: true };
  },
});
