import { requireStepUp } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { unlockOwnWithin } from '../change-freeze.ts';
import { personIdOf } from '../payment.ts';

export const unlockWallet = command({
  name: 'wallet.unlock-wallet',
  summary: 'Lifts the lock that one made oneself, after a fresh proof of who one is; locks of others stay.',
  rest: 'POST /wallet/unlock',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    requireStepUp(ctx);
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    await unlockOwnWithin(ctx, personId);
  },
});
