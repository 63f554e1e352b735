import type { Ctx } from '../../platform/command.ts';
import type { DisabledReason } from './contract.ts';
import type { EndpointRow } from './endpoint-row.ts';

/** Sends nothing more to a locked endpoint; what waited for it is dead, and may be replayed once it is on again. */
export async function switchOff(ctx: Ctx, { shard, id }: EndpointRow, because: DisabledReason): Promise<void> {
  await ctx.tx
    .updateTable('wallet.webhook_endpoints')
    .set({ disabled_at: ctx.now, disabled_because: because })
    .where('shard', '=', shard)
    .where('id', '=', id)
    .execute();
  await ctx.tx
    .updateTable('wallet.webhook_messages')
    .set({ state: 'dead', settled_at: ctx.now })
    .where('shard', '=', shard)
    .where('endpoint_id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}
