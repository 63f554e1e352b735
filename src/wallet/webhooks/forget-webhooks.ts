import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import type { Task } from '../../platform/worker.ts';

/** How long the delivery log keeps a settled message, in days; payments and refunds are kept for good. */
export const logDaysMax = 90;

export interface ForgetWebhooksOptions {
  readonly config: Pick<Config, 'shards'>;
  readonly db: Database;
  readonly clock: Clock;
}

/** Forgets each night the messages that were settled long ago, with their tries, shard by shard. */
export function forgetWebhooks({ config, db, clock }: ForgetWebhooksOptions): Task {
  return {
    name: 'wallet.forget-webhooks',
    schedule: '41 3 * * *',
    run: async () => {
      const before = new Date(clock.now().getTime() - logDaysMax * 86_400_000);
      for (let shard = 0; shard < config.shards; shard += 1) {
        await sql`
          with old as (select id from wallet.webhook_messages where shard = ${shard} and settled_at < ${before})
          delete from wallet.webhook_attempts a using old where a.shard = ${shard} and a.message_id = old.id`.execute(
          db,
        );
        await sql`
          delete from wallet.webhook_messages m where m.shard = ${shard} and m.settled_at < ${before}
            and not exists (select from wallet.webhook_attempts a where a.shard = ${shard} and a.message_id = m.id)`.execute(
          db,
        );
      }
    },
  };
}
