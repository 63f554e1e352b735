import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { merchantStates } from './contract.ts';
import type { Merchant } from './contract.ts';
import { toMerchant } from './merchant.ts';

const shownMax = 200;

export const listMerchants = query({
  name: 'wallet.list-merchants',
  summary: 'Merchants, those that wait for a decision first.',
  rest: 'GET /merchants',
  can: isStaff,
  input: input({ state: Type.Optional(Type.Enum(merchantStates)) }),
  run: async ({ db }, { state }): Promise<readonly Merchant[]> => {
    const rows = await db
      .selectFrom('wallet.merchants')
      .selectAll()
      .$if(state !== undefined, (select) => select.where('state', '=', state ?? ''))
      .orderBy(({ eb }) => eb('state', '=', 'applied'), 'desc')
      .orderBy('applied_at', 'desc')
      .limit(shownMax)
      .execute();
    return rows.map(toMerchant);
  },
});
