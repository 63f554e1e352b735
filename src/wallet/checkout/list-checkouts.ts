import { Type } from 'typebox';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { paymentStates } from './contract.ts';
import type { CheckoutPayment } from './contract.ts';
import { dayField, readDays } from './days.ts';
import { actsForMerchant, requireMerchant } from './merchant.ts';
import { toPayment } from './payment-row.ts';
import { paymentPageSchema } from './schemas.ts';

const pageDefault = 25;
const pageMax = 100;

export interface CheckoutPage {
  readonly payments: readonly CheckoutPayment[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

export const listCheckouts = query({
  name: 'wallet.list-checkouts',
  summary: 'The merchant’s payments, the newest first, by state, order and the days on which they were made.',
  rest: 'GET /checkout/payments',
  scope: 'payments:read',
  can: actsForMerchant,
  output: paymentPageSchema,
  input: input({
    state: Type.Optional(Type.Enum(paymentStates)),
    orderReference: Type.Optional(Type.String({ maxLength: 100 })),
    from: Type.Optional(dayField),
    to: Type.Optional(dayField),
    after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageMax })),
  }),
  run: async (ctx, { state, orderReference, from, to, after, limit = pageDefault }): Promise<CheckoutPage> => {
    const { personId } = await requireMerchant(ctx.db, ctx.actor);
    const { start, end } = readDays(from, to);
    let select = ctx.db
      .selectFrom('wallet.checkout_payments')
      .selectAll()
      .where('shard', '=', shardOf(personId))
      .where('merchant_id', '=', personId);
    // What ran out is expired from that moment, written down or not.
    if (state === 'created') select = select.where('state', '=', state).where('expires_at', '>', ctx.now);
    else if (state === 'expired')
      select = select.where((eb) =>
        eb.or([eb('state', '=', state), eb.and([eb('state', '=', 'created'), eb('expires_at', '<=', ctx.now)])]),
      );
    else if (state !== undefined) select = select.where('state', '=', state);
    if (orderReference !== undefined) select = select.where('order_reference', '=', orderReference.trim());
    if (start !== undefined) select = select.where('created_at', '>=', start);
    if (end !== undefined) select = select.where('created_at', '<', end);
    if (after !== undefined) select = select.where('id', '<', after);
    const rows = await select
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    return {
      payments: shown.map((row) => toPayment(ctx.config, row, ctx.now)),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});
