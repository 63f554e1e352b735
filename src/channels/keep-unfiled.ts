import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Task } from '../platform/worker.ts';
import { hasTriesLeft } from './contact.ts';

/** One bad contact never blocks or disappears: what every try failed to file waits for a person, with that reason. */
export function keepUnfiledTask(db: Database, clock: Clock): Task {
  return {
    name: 'channels.keep-unfiled',
    schedule: '* * * * *',
    run: async () => {
      await sql`update channels.contacts as contact set filed_as = 'kept', filed_at = ${clock.now()}, reason = 'not-filed'
        where filed_as is null and not ${hasTriesLeft}`.execute(db);
    },
  };
}
