import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { Merchant } from './contract.ts';
import { findMerchant, merchantIdOf } from './merchant.ts';

export const getMerchant = query({
  name: 'wallet.get-merchant',
  summary: 'One’s own business as a merchant and where its application stands; null for who never applied.',
  rest: 'GET /merchant',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor }): Promise<Merchant | null> => (await findMerchant(db, merchantIdOf(actor))) ?? null,
});
