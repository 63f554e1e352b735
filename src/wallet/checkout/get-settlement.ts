import { input, query } from '../../platform/command.ts';
import { dayField } from './days.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import { readSettlement } from './settlement.ts';
import type { Settlement } from './settlement.ts';

export const getSettlement = query({
  name: 'wallet.get-settlement',
  summary: 'Every payment and refund of some days with its fee and what was left of it, and their sums by asset.',
  rest: 'GET /checkout/settlement',
  scope: 'reports:read',
  can: actsForMerchant,
  input: input({ from: dayField, to: dayField }),
  run: async (ctx, { from, to }): Promise<Settlement> => {
    const { personId } = await requireMerchant(ctx.db, ctx.actor);
    return readSettlement(ctx, personId, { from, to });
  },
});
