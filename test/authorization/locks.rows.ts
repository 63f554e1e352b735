import { lockLinkFor } from '../../src/identity/identity.ts';
import { customers, everybody } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

function tokenOf({ app: { config }, third }: World): { token: string } {
  return { token: lockLinkFor({ config, now: new Date() }, idOf(third)).split('/lock/')[1] ?? '' };
}

export default {
  // Whoever holds the link of a notice, which nobody can guess.
  'wallet.get-lock-link': { may: everybody, input: tokenOf },
  'wallet.lock-by-link': {
    may: everybody,
    input: tokenOf,
    after: (world) => world.app.door.call('wallet.unlock-wallet', {}, world.third.caller),
  },
  'wallet.unlock-wallet': { may: customers, input: () => ({}) },
} satisfies Rows;
