import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { unfreezeWithin } from './change-freeze.ts';
import { personIdOf } from './payment.ts';
import { problem } from './problems.ts';

export const unfreezeWallet = command({
  name: 'wallet.unfreeze-wallet',
  summary: 'Lifts one freeze of a customer’s wallet, or all of them, with the reason for the record.',
  rest: 'POST /wallets/{person}/unfreeze',
  can: isStaff,
  input: input({
    person: Type.String({ format: 'uuid', description: 'The customer’s id' }),
    freeze: Type.Optional(Type.String({ format: 'uuid', description: 'The one to lift; all where absent' })),
    because: Type.String({ minLength: 3, maxLength: 2000 }),
  }),
  run: async (ctx, { person: personId, freeze, because }) => {
    if (personIdOf(ctx.actor) === personId) throw problem('own-wallet');
    ctx.about(`person:${personId}`);
    await unfreezeWithin(ctx, { personId, because, ...(freeze === undefined ? {} : { freeze }) });
  },
});
