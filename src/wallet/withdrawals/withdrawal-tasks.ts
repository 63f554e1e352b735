import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import type { Door } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import { log } from '../../platform/log.ts';
import type { Task } from '../../platform/worker.ts';
import type { advanceWithdrawal } from './advance-withdrawal.ts';

export interface WithdrawalTaskOptions {
  readonly db: Database;
  readonly door: Door<typeof advanceWithdrawal>;
  readonly clock: Clock;
}

const batchMax = 500;

/** The work that nobody asks for, each minute: waiting times that are over, promises that were missed, submissions that were interrupted. */
export function withdrawalTasks(options: WithdrawalTaskOptions): Task[] {
  return [{ name: 'wallet.advance-withdrawals', schedule: '* * * * *', run: async () => advanceAll(options) }];
}

/** Each is a command of its own that looks again under the withdrawal's lock; one that fails does not hold up the rest. */
async function advanceAll({ db, door, clock }: WithdrawalTaskOptions): Promise<void> {
  const now = clock.now();
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from wallet.withdrawals
      where promised_at is not null and id > ${last}::uuid
        and (state = 'approved' or waits_until <= ${now} or (promised_at <= ${now} and promise_missed_at is null))
      order by id limit ${batchMax}`.execute(db);
    for (const { id } of rows) {
      await door
        .call('wallet.advance-withdrawal', { withdrawal: id }, systemCaller('withdrawals', newId(0)))
        .catch((error: unknown) =>
          log.error(
            { withdrawal: id, error: error instanceof Error ? error.stack : String(error) },
            'a withdrawal could not be carried on',
          ),
        );
      last = id;
    }
    if (rows.length < batchMax) return;
  }
}
