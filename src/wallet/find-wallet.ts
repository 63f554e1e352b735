import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { findRecipient } from './payment.ts';

export const findWallet = query({
  name: 'wallet.find-wallet',
  summary: 'Finds the customer whom an e-mail address or a handle names, for staff.',
  rest: 'GET /wallets',
  can: isStaff,
  input: input({
    to: Type.String({ minLength: 1, maxLength: 254, description: 'The customer’s e-mail address or handle' }),
  }),
  run: async (ctx, { to }) => ({ person: (await findRecipient(ctx, to)).id }),
});
