import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { formatAmount } from '../../platform/money.ts';
import { transactionId } from '../account.ts';
import { quoteFee } from '../fees/fee-tables.ts';
import { payWithin } from '../pay-within.ts';
import { personIdOf, readAmount } from '../payment.ts';
import { confirmedFee } from '../send-payment.ts';
import { requestProblem } from './problems.ts';
import { demandOpen, lockRequestOfToken, requesterOf } from './requests.ts';
import type { PaymentRequest } from './requests.ts';

export const payRequest = command({
  name: 'wallet.pay-request',
  summary: 'Pays a payment request by its link, at once; one that is to be paid once is paid once.',
  rest: 'POST /pay/{token}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    token: Type.String({ minLength: 1, maxLength: 100 }),
    amount: Type.Optional(Type.String({ maxLength: 80, description: 'Decimal, where the request leaves it open' })),
    fee: confirmedFee,
  }),
  run: async (ctx, { token, amount: typed, fee }) => {
    const senderId = personIdOf(ctx.actor);
    const request = await lockRequestOfToken(ctx, token);
    ctx.about(`request:${request.id}`);
    if (request.personId === senderId) throw requestProblem('request-own');
    demandOpen(request);
    const amount = amountOf(request, typed);
    const { asset, note } = request;
    const quote = await quoteFee({ db: ctx.tx, now: ctx.now }, { kind: 'payment', asset: asset.code, amount });
    const recipient = await requesterOf({ db: ctx.tx }, request);
    const shard = shardOf(senderId);
    const paid = await payWithin(ctx, {
      payment: { senderId, recipient, asset, amount, memo: note ?? undefined, quote },
      id: transactionId(`request ${request.id} ${newId(shard)}`, shard),
      reference: `request ${request.id}`,
      confirmed: fee,
    });
    await ctx.tx
      .insertInto('wallet.request_payments')
      .values({
        shard: shardOf(request.id),
        request_id: request.id,
        transfer_id: paid.id,
        single: request.single,
        amount,
        paid_at: paid.at,
      })
      .execute();
    return paid;
  },
});

/** What is to be paid; throws where that is not what was asked for. */
function amountOf({ amount, asset }: PaymentRequest, typed: string | undefined): bigint {
  if (typed === undefined) {
    if (amount !== null) return amount;
    throw requestProblem('request-amount-needed', {}, [
      { pointer: '/amount', detail: requestProblem('request-amount-needed').text.detail },
    ]);
  }
  const given = readAmount(typed, asset);
  if (amount !== null && given !== amount)
    throw requestProblem('request-amount-differs', { amount: formatAmount(amount, asset) });
  return given;
}
