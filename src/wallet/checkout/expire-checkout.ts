import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { changePayment } from './change-payment.ts';
import { readPaymentRow } from './payment-row.ts';

export const expireCheckout = command({
  name: 'wallet.expire-checkout',
  summary: 'Writes down that a payment was not paid in time; a job for each payment calls it.',
  can: (actor) => actor.kind === 'system',
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    ctx.about(`checkout:${id}`);
    const row = await readPaymentRow(ctx.tx, id, { lock: true });
    if (row.state !== 'created') return;
    // Another machine's clock may run ahead of the database's.
    if (row.expires_at > ctx.now)
      return ctx.enqueue({ name: 'wallet.expire-checkout', payload: { id }, runAt: row.expires_at });
    await changePayment(ctx, row, 'expire', { ended_at: ctx.now });
  },
});
