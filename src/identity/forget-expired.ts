import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Task } from '../platform/worker.ts';
import { deviceDays } from './sign-in-device.ts';

const dayLength = 86_400_000;

/** Clears away, each night, what has lost its meaning: ended sessions, spent codes, old counts, unused invitations. */
export function forgetExpired({ db, clock }: { readonly db: Database; readonly clock: Clock }): Task {
  return {
    name: 'identity.forget-expired',
    schedule: '17 3 * * *',
    run: async () => {
      const now = clock.now();
      const yesterday = new Date(now.getTime() - dayLength);
      await db.deleteFrom('identity.sessions').where('expires_at', '<', now).execute();
      await db.deleteFrom('identity.verifications').where('expires_at', '<', now).execute();
      await db
        .deleteFrom('identity.invitations')
        .where('accepted_at', 'is', null)
        .where('expires_at', '<', now)
        .execute();
      await db
        .deleteFrom('identity.devices')
        .where('last_seen', '<', new Date(now.getTime() - deviceDays * dayLength))
        .execute();
      await db.deleteFrom('identity.tries').where('since', '<', yesterday).execute();
      await db.deleteFrom('identity.rate_limits').where('last_request', '<', BigInt(yesterday.getTime())).execute();
    },
  };
}
