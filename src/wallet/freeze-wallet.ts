import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { freezeWithin } from './change-freeze.ts';
import { freezeScopes } from './contract.ts';
import { freezeReasonCodes } from './freeze.ts';

export const freezeWallet = command({
  name: 'wallet.freeze-wallet',
  summary: 'Freezes a customer’s wallet, for money out or altogether, with a reason that the customer reads.',
  rest: 'POST /wallets/{person}/freeze',
  can: isStaff,
  input: input({
    person: Type.String({ format: 'uuid', description: 'The customer’s id' }),
    scope: Type.Enum(freezeScopes),
    reason: Type.Enum(freezeReasonCodes),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'For staff alone' })),
  }),
  run: async (ctx, { person: personId, scope, reason, note }) => {
    ctx.about(`person:${personId}`);
    await freezeWithin(ctx, { personId, scope, reason, note });
  },
});
