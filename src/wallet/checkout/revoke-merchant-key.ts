import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { lockKey } from './lock-key.ts';
import { requireMerchant } from './merchant.ts';

export const revokeMerchantKey = command({
  name: 'wallet.revoke-merchant-key',
  summary: 'Ends an API key at once; a repeat changes nothing.',
  rest: 'POST /merchant/keys/{id}/revoke',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    ctx.about(`merchant-key:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const row = await lockKey(ctx.tx, personId, id);
    if (row.revoked_at !== null) return;
    await ctx.tx
      .updateTable('wallet.merchant_keys')
      .set({ revoked_at: ctx.now })
      .where('shard', '=', row.shard)
      .where('id', '=', id)
      .execute();
  },
});
