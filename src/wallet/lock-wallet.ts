import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { lockOwnWithin } from './locks/lock-own.ts';
import { personIdOf } from './payment.ts';

export const lockWallet = command({
  name: 'wallet.lock-wallet',
  summary: 'Stops money from leaving one’s own wallet, until one unlocks it, and signs every other device out.',
  rest: 'POST /wallet/lock',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    await lockOwnWithin(ctx, personId, ctx.actor.kind === 'person' ? ctx.actor.session?.sessionId : undefined);
  },
});
