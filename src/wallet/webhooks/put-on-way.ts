import type { Ctx } from '../../platform/command.ts';
import type { MessageRow } from './message-row.ts';

/** Sends a settled message again with all its tries, under the same id: a receiver that has it already knows it by that. */
export async function putOnWay(ctx: Ctx, { shard, id, rounds }: MessageRow): Promise<void> {
  await ctx.tx
    .updateTable('wallet.webhook_messages')
    .set({ state: 'waiting', settled_at: null, rounds: rounds + 1 })
    .where('shard', '=', shard)
    .where('id', '=', id)
    .execute();
  await ctx.send({ kind: 'webhook', key: `webhook ${id} ${rounds + 1}`, payload: { message: id } });
}
