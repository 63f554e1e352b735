import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import { readEndpoint } from './endpoint-row.ts';
import { switchOff } from './switch-off.ts';

export const switchWebhookEndpoint = command({
  name: 'wallet.switch-webhook-endpoint',
  summary: 'Switches an endpoint off or on; what waited for it when it went off can be replayed.',
  rest: 'POST /merchant/webhooks/{id}/switch',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ format: 'uuid' }), on: Type.Boolean() }),
  run: async (ctx, { id, on }) => {
    ctx.about(`webhook-endpoint:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const row = await readEndpoint(ctx.tx, personId, id, { lock: true });
    if (on === (row.disabled_at === null)) return;
    if (!on) return switchOff(ctx, row, 'by-merchant');
    await ctx.tx
      .updateTable('wallet.webhook_endpoints')
      .set({ disabled_at: null, disabled_because: null, failing_since: null })
      .where('shard', '=', row.shard)
      .where('id', '=', id)
      .execute();
  },
});
