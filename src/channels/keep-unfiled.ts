import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Task } from '../platform/worker.ts';
import { orderAgain } from './contact.ts';

/** What is not filed by then was dropped by a process that died, in minutes. */
const silenceMax_minutes = 3;

/** Time that filing may take with all its tries, in minutes; what is not filed by then waits for a person. */
const filingMax_minutes = 60;

/** One bad contact never blocks or disappears: filing is ordered again, and in the end left to a person with that reason. */
export function keepUnfiledTask(db: Database, clock: Clock): Task {
  return {
    name: 'channels.keep-unfiled',
    schedule: '* * * * *',
    run: async () => {
      const now = clock.now();
      const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
      await sql`update channels.contacts set filed_as = 'kept', filed_at = ${now}, reason = 'not-filed'
        where filed_as is null and received_at < ${before(filingMax_minutes)}`.execute(db);
      await orderAgain(db, before(silenceMax_minutes));
    },
  };
}
