import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { freezeWithin, lockRow } from './change-freeze.ts';
import { findFreeze } from './freezes.ts';
import { personIdOf } from './payment.ts';

export const lockWallet = command({
  name: 'wallet.lock-wallet',
  summary: 'Stops money from leaving one’s own wallet, until staff are asked to unfreeze it.',
  rest: 'POST /wallet/lock',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    await lockRow(ctx, personId);
    if (await findFreeze(ctx.tx, personId)) return;
    await freezeWithin(ctx, { personId, scope: 'debits', reason: 'your-request' });
  },
});
