import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { addressOfOwner, provider } from './address.ts';
import { lockChain } from './chain.ts';

/** A token can only be moved by an address that has native coin for the fee. */
export const orderGas = command({
  name: 'rails.order-gas',
  summary: 'Orders native coin for an address that must pay a network fee; one order at a time for each.',
  can: (actor) => actor.kind === 'system',
  input: input({ recipient: Type.String({ maxLength: 100 }), amount: Type.String({ pattern: '^[1-9][0-9]{0,37}$' }) }),
  run: async (ctx, { recipient, amount }) => {
    const [hot, native] = [
      await addressOfOwner(ctx.tx, provider),
      ctx.config.evmAssets.find(({ token }) => token === null),
    ];
    if (hot === undefined || native === undefined) return;
    await lockChain(ctx);
    const open = await ctx.tx
      .selectFrom('rails.evm_orders')
      .select('id')
      .where('kind', '=', 'gas')
      .where('recipient', '=', recipient)
      .where('state', 'in', ['queued', 'sent'])
      .executeTakeFirst();
    if (open !== undefined) return;
    await ctx.tx
      .insertInto('rails.evm_orders')
      .values({
        id: newId(0),
        kind: 'gas',
        sender: hot,
        recipient,
        asset: native.code,
        amount: BigInt(amount),
        need: native.confirmations,
        state: 'queued',
        queued_at: ctx.now,
      })
      .execute();
  },
});
