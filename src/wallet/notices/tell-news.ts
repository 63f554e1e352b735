import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import { log } from '../../platform/log.ts';
import type { Task } from '../../platform/worker.ts';
import type { WalletDoor } from '../wallet-door.ts';
import { hourOf } from './send-notice.ts';
import { accountsMax } from './tell-movements.ts';

export interface TellOptions {
  readonly db: Database;
  readonly config: Pick<Config, 'shards'>;
  readonly clock: Clock;
  readonly door: WalletDoor;
}

const taskName = 'wallet.tell-news';

/** How long after one look the next one comes, in seconds. */
const pauseSeconds = 5;

/**
 * Looks for movements that nobody was told of, again and again. Payments ride in the ledger's batches, which tell
 * nobody: a job for each, or even a notification, would cost the ledger a part of its speed. Ids and times of transfers
 * are not in the order of their commits, so no place in them is behind everything that will still come; but each
 * account numbers its own entries without a gap, under its lock. So there is a cursor for each account, and news is
 * where the account's last number is higher: nothing can fall between, whatever commits late. Each look reads every
 * account of the shard, 100,000 in 0.24 s on two busy cores; with many more, look less often.
 */
export function tellNews(options: TellOptions): Task {
  return {
    name: taskName,
    // Each look orders the next one; the schedule begins, and begins again where a process died in between.
    schedule: '* * * * *',
    run: async () => {
      await lookForNews(options);
      await sql`select graphile_worker.add_job(${taskName}::text, run_at => now() + make_interval(secs => ${pauseSeconds}),
        max_attempts => 1, job_key => ${taskName}::text)`.execute(options.db);
    },
  };
}

/** Tells everybody of everything that he has not been told. */
export async function lookForNews({ db, config, clock, door }: TellOptions): Promise<void> {
  const caller = systemCaller('notices', newId(0));
  for (let shard = 0; shard < config.shards; shard += 1) {
    for (let found = accountsMax; found === accountsMax;) {
      const accounts = await accountsWithNews(db, shard);
      found = accounts.length;
      if (found === 0) break;
      await door.call('wallet.tell-movements', { accounts }, caller).catch(async (error: unknown) => {
        log.error({ error: String(error) }, 'notices of some accounts failed; each is tried alone');
        // One that cannot be told keeps nobody else waiting.
        found = 0;
        for (const account of accounts)
          await door
            .call('wallet.tell-movements', { accounts: [account] }, caller)
            .catch((reason: unknown) => log.error({ account, error: String(reason) }, 'an account cannot be told of'));
      });
    }
    for (const { person_id: person, hour } of await hoursToTell(db, shard, hourOf(clock.now())))
      await door.call('wallet.tell-hour', { person, hour: hour.toISOString() }, caller);
  }
}

async function accountsWithNews(db: Database, shard: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from ledger.public_accounts a left join wallet.notice_cursors c on c.shard = a.shard and c.account = a.id
    where a.shard = ${shard} and a.kind = 'wallet' and a.last_seq > coalesce(c.seq, 0) limit ${accountsMax}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

const hoursMax = 500;

async function hoursToTell(
  db: Database,
  shard: number,
  before: Date,
): Promise<readonly { readonly person_id: string; readonly hour: Date }[]> {
  return db
    .selectFrom('wallet.notice_hours')
    .select(['person_id', 'hour'])
    .where('shard', '=', shard)
    .where('hour', '<', before)
    .where('held', '>', 0)
    .where('told_at', 'is', null)
    .limit(hoursMax)
    .execute();
}

const keptMs = 7 * 86_400_000;

/** Clears away, each night, the counts of hours that nobody will be told of any more. */
export function forgetNoticeHours({ db, clock }: Pick<TellOptions, 'db' | 'clock'>): Task {
  return {
    name: 'wallet.forget-notice-hours',
    schedule: '41 3 * * *',
    run: async () => {
      await db
        .deleteFrom('wallet.notice_hours')
        .where('hour', '<', new Date(clock.now().getTime() - keptMs))
        .where((where) => where.or([where('held', '=', 0), where('told_at', 'is not', null)]))
        .execute();
    },
  };
}
