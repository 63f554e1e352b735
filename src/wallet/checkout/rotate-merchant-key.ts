import { Type } from 'typebox';
import { requireStepUp } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { NewKey } from './contract.ts';
import { stateOf, toKey } from './key.ts';
import { lockKey } from './lock-key.ts';
import { requireMerchant } from './merchant.ts';
import { checkoutProblem } from './problems.ts';
import { storeKey } from './store-key.ts';

const overlapHoursDefault = 24;
const overlapHoursMax = 7 * 24;

export const rotateMerchantKey = command({
  name: 'wallet.rotate-merchant-key',
  summary: 'Replaces an API key by a new one of the same scopes; the old one works on for some hours.',
  rest: 'POST /merchant/keys/{id}/rotate',
  can: (actor) => hasRole(actor, 'customer'),
  shownOnce: true,
  input: input({
    id: Type.String({ format: 'uuid' }),
    overlapHours: Type.Optional(
      Type.Integer({ minimum: 0, maximum: overlapHoursMax, description: 'How long both work; 24 unless said' }),
    ),
  }),
  run: async (ctx, { id, overlapHours = overlapHoursDefault }): Promise<NewKey> => {
    requireStepUp(ctx);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const row = await lockKey(ctx.tx, personId, id);
    if (stateOf(row, ctx.now) !== 'active') throw checkoutProblem('key-ended');
    const { name, scopes } = toKey(row, ctx.now);
    await ctx.tx
      .updateTable('wallet.merchant_keys')
      .set({ expires_at: new Date(ctx.now.getTime() + overlapHours * 3_600_000) })
      .where('shard', '=', row.shard)
      .where('id', '=', id)
      .execute();
    return storeKey(ctx, { merchantId: personId, name, scopes });
  },
});
