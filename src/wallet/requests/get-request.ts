import { Type } from 'typebox';
import { input, query } from '../../platform/command.ts';
import { quoteFee } from '../fees/fee-tables.ts';
import { maskName } from '../masked-name.ts';
import { arrival, readAmount } from '../payment.ts';
import { requesterOf, requestOfToken } from './requests.ts';

export const getRequest = query({
  name: 'wallet.get-request',
  summary:
    'Reads a payment request by its link: who asks by masked name, how much, the fee, when it arrives, its state.',
  rest: 'GET /pay/{token}',
  can: () => true,
  input: input({
    token: Type.String({ minLength: 1, maxLength: 100 }),
    amount: Type.Optional(
      Type.String({ maxLength: 80, description: 'What one would pay, where the request leaves it open' }),
    ),
  }),
  run: async (ctx, { token, amount: typed }) => {
    const request = await requestOfToken(ctx, token);
    const { asset, note, state, expiresAt, single, personId } = request;
    const requester = await requesterOf(ctx, request);
    const amount = request.amount ?? (typed === undefined ? null : readAmount(typed, asset));
    const quote = amount === null ? null : await quoteFee(ctx, { kind: 'payment', asset: asset.code, amount });
    return {
      to: maskName(requester.name),
      handle: requester.handle,
      own: ctx.actor.kind === 'person' && ctx.actor.id === personId,
      asset: asset.code,
      decimals: asset.decimals,
      /** Whether the payer chooses the amount. */
      open: request.amount === null,
      amount,
      fee: quote?.fee ?? null,
      total: amount === null || quote === null ? null : amount + quote.fee,
      arrival,
      note,
      single,
      expiresAt,
      state,
    };
  },
});
