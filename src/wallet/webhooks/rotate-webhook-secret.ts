import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import type { NewSecret } from './contract.ts';
import { makeSecret, readEndpoint } from './endpoint-row.ts';

const overlapHoursDefault = 24;
const overlapHoursMax = 7 * 24;

export const rotateWebhookSecret = command({
  name: 'wallet.rotate-webhook-secret',
  summary: 'Gives an endpoint a new secret; for some hours messages carry the signatures of both.',
  rest: 'POST /merchant/webhooks/{id}/rotate',
  can: (actor) => hasRole(actor, 'customer'),
  shownOnce: true,
  input: input({
    id: Type.String({ format: 'uuid' }),
    overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: overlapHoursMax, description: '24 unless said' })),
  }),
  run: async (ctx, { id, overlapHours = overlapHoursDefault }): Promise<NewSecret> => {
    ctx.about(`webhook-endpoint:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const row = await readEndpoint(ctx.tx, personId, id, { lock: true });
    const { secret, sealed } = makeSecret(ctx.config, id);
    const until = new Date(ctx.now.getTime() + overlapHours * 3_600_000);
    await ctx.tx
      .updateTable('wallet.webhook_endpoints')
      .set({ secret: sealed, old_secret: row.secret, old_secret_until: until })
      .where('shard', '=', row.shard)
      .where('id', '=', id)
      .execute();
    return { id, secret };
  },
});
