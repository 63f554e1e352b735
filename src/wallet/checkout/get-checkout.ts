import { Type } from 'typebox';
import { input, query } from '../../platform/command.ts';
import type { CheckoutPayment } from './contract.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import { readOwnPayment, toPayment } from './payment-row.ts';
import { paymentSchema } from './schemas.ts';

export const getCheckout = query({
  name: 'wallet.get-checkout',
  summary: 'One of the merchant’s payments.',
  rest: 'GET /checkout/payments/{id}',
  scope: 'payments:read',
  can: actsForMerchant,
  output: paymentSchema,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db, actor, config, now }, { id }): Promise<CheckoutPayment> => {
    const { personId } = await requireMerchant(db, actor);
    return toPayment(config, await readOwnPayment(db, personId, id), now);
  },
});
