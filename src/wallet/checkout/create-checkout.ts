import { Type } from 'typebox';
import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { readAmount, readAsset } from '../payment.ts';
import type { CheckoutPayment } from './contract.ts';
import { actsForMerchant, requireOpenMerchant } from './merchant.ts';
import { toPayment } from './payment-row.ts';
import { paymentSchema } from './schemas.ts';
import { readReturnUrl } from './web-address.ts';

const minutesDefault = 60;
const minutesMin = 5;
const minutesMax = 7 * 24 * 60;

export const createCheckout = command({
  name: 'wallet.create-checkout',
  summary: 'Asks a customer for a payment; he pays it on the page of `checkoutUrl`.',
  rest: 'POST /checkout/payments',
  scope: 'payments:write',
  can: actsForMerchant,
  output: paymentSchema,
  input: input({
    asset: Type.String({ minLength: 1, maxLength: 20 }),
    amount: Type.String({ minLength: 1, maxLength: 80, description: 'Decimal, such as 12.50' }),
    orderReference: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', description: 'Your own name for it' }),
    description: Type.Optional(Type.String({ maxLength: 200, description: 'What is bought; the customer reads it' })),
    returnUrl: Type.String({
      minLength: 1,
      maxLength: 1000,
      description: 'Where the customer goes afterwards, with `payment` and `status` added; https, or http on localhost',
    }),
    expiresInMinutes: Type.Optional(
      Type.Integer({
        minimum: minutesMin,
        maximum: minutesMax,
        description: 'How long it can be paid; 60 unless said',
      }),
    ),
  }),
  run: async (ctx, given): Promise<CheckoutPayment> => {
    const merchant = await requireOpenMerchant(ctx.tx, ctx.actor);
    const asset = readAsset(ctx, given.asset);
    const shard = shardOf(merchant.personId);
    const expiresAt = new Date(ctx.now.getTime() + (given.expiresInMinutes ?? minutesDefault) * 60_000);
    const row = await ctx.tx
      .insertInto('wallet.checkout_payments')
      .values({
        shard,
        id: newId(shard),
        merchant_id: merchant.personId,
        asset: asset.code,
        amount: readAmount(given.amount, asset),
        order_reference: given.orderReference.trim(),
        description: given.description?.trim() || null,
        return_url: readReturnUrl(given.returnUrl),
        state: 'created',
        created_at: ctx.now,
        created_by: actorName(ctx.actor),
        expires_at: expiresAt,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    ctx.about(`checkout:${row.id}`);
    await ctx.enqueue({ name: 'wallet.expire-checkout', payload: { id: row.id }, runAt: expiresAt });
    return toPayment(ctx.config, row, ctx.now);
  },
});
