import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { payoutChanged } from '../events.ts';
import { orderReasons } from './orders.ts';
import type { OrderReason, OrderRow } from './orders.ts';
import { lockOrder } from './sign-order.ts';

/** What was learned of an order that no block holds: why it waits, or that it can never be carried out. */
export const noteOrder = command({
  name: 'rails.note-order',
  summary: 'Notes why an order on the chain waits; one that the network would refuse fails before a nonce is spent.',
  can: (actor) => actor.kind === 'system',
  input: input({
    order: Type.String({ format: 'uuid' }),
    reason: Type.Union([
      Type.Literal('hot-wallet-short'),
      Type.Literal('fees-too-high'),
      Type.Literal('refused'),
      Type.Literal('nonce-taken'),
    ]),
  }),
  run: async (ctx, { order: id, reason }) => {
    const order = await lockOrder(ctx.tx, id);
    if (order === undefined || (order.state !== 'queued' && order.state !== 'sent')) return;
    if (reason === 'refused' && order.state === 'queued') await fail(ctx, order, reason);
    else if (reason !== order.reason)
      await ctx.tx.updateTable('rails.evm_orders').set({ reason }).where('id', '=', id).execute();
  },
});

/** Nothing was signed, so nothing can be sent: what it was for is told, and a sweep may be ordered anew. */
async function fail(ctx: Ctx, { id, kind }: OrderRow, reason: OrderReason): Promise<void> {
  await ctx.tx
    .updateTable('rails.evm_orders')
    .set({ state: 'failed', reason, settled_at: ctx.now })
    .where('id', '=', id)
    .execute();
  if (kind !== 'payout') return;
  const told = { code: reason, text: orderReasons[reason] };
  await emit(ctx, payoutChanged, { rail: 'evm', payoutId: id, state: 'failed', reference: id, reason: told });
}
