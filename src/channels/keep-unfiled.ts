import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Task } from '../platform/worker.ts';

/** Time that filing may take with all its tries, in minutes; what is not filed by then waits for a person. */
const filingMax_minutes = 60;

/** One bad contact never blocks or disappears: whatever could not be filed is kept for a person with that reason. */
export function keepUnfiledTask(db: Database, clock: Clock): Task {
  return {
    name: 'channels.keep-unfiled',
    schedule: '*/10 * * * *',
    run: async () => {
      const now = clock.now();
      const before = new Date(now.getTime() - filingMax_minutes * 60_000);
      await sql`update channels.contacts set filed_as = 'kept', filed_at = ${now}, reason = 'not-filed' where filed_as is null and received_at < ${before}`.execute(
        db,
      );
    },
  };
}
