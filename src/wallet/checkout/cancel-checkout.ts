import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { changePayment } from './change-payment.ts';
import type { CheckoutPayment } from './contract.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import { readOwnPayment, toPayment } from './payment-row.ts';
import { paymentSchema } from './schemas.ts';

export const cancelCheckout = command({
  name: 'wallet.cancel-checkout',
  summary: 'Cancels a payment that is not paid yet; a repeat changes nothing.',
  rest: 'POST /checkout/payments/{id}/cancel',
  scope: 'payments:write',
  can: actsForMerchant,
  output: paymentSchema,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }): Promise<CheckoutPayment> => {
    ctx.about(`checkout:${id}`);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const row = await readOwnPayment(ctx.tx, personId, id, { lock: true });
    const ended = row.state === 'cancelled' ? row : await changePayment(ctx, row, 'cancel', { ended_at: ctx.now });
    return toPayment(ctx.config, ended, ctx.now);
  },
});
