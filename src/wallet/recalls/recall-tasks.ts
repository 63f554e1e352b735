import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import type { Door } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import { log } from '../../platform/log.ts';
import type { Task } from '../../platform/worker.ts';
import type { expireRecall } from './expire-recall.ts';

export interface RecallTaskOptions {
  readonly db: Database;
  readonly door: Door<typeof expireRecall>;
  readonly clock: Clock;
}

/** Recalls that one run closes; the next minute takes the rest. */
const batchMax = 500;

/** Each minute: questions that nobody answered in time. */
export function recallTasks(options: RecallTaskOptions): Task[] {
  return [{ name: 'wallet.expire-recalls', schedule: '* * * * *', run: async () => expireAll(options) }];
}

/** Each is a command of its own that looks again under the recall's lock; one that fails does not hold up the rest. */
async function expireAll({ db, door, clock }: RecallTaskOptions): Promise<void> {
  const { rows } = await sql<{ transfer_id: string }>`
    select transfer_id from wallet.recalls where state = 'asked' and expires_at <= ${clock.now()} limit ${batchMax}`.execute(
    db,
  );
  for (const { transfer_id: id } of rows) {
    await door
      .call('wallet.expire-recall', { id }, systemCaller('recalls', newId(0)))
      .catch((error: unknown) =>
        log.error(
          { transfer: id, error: error instanceof Error ? error.stack : String(error) },
          'a recall could not be closed',
        ),
      );
  }
}
