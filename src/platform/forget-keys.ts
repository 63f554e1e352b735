import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import type { Task } from './worker.ts';

/** How long a repeat of a keyed request gets its first answer, in days. */
const keyDaysMax = 7;

/** Forgets each night the answers that nobody will ask for again; they hold what they answered, links with their secrets too. */
export function forgetKeys({ db, clock }: { readonly db: Database; readonly clock: Clock }): Task {
  return {
    name: 'platform.forget-keys',
    schedule: '23 3 * * *',
    run: async () => {
      const before = new Date(clock.now().getTime() - keyDaysMax * 86_400_000);
      await db.deleteFrom('platform.idempotency_keys').where('created_at', '<', before).execute();
    },
  };
}
