import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import { identityProblem } from './problems.ts';

/** How often something may be tried: `max` times in `minutes`. */
export interface TryLimit {
  readonly max: number;
  readonly minutes: number;
}

/** Wrong passwords for one address, wherever they come from; a right one forgives them. */
export const passwordTries: TryLimit = { max: 10, minutes: 15 };

/** Codes mailed to one address, so that nobody's mailbox can be flooded. */
export const codeMails: TryLimit = { max: 6, minutes: 60 };

/** Counts one try; throws `identity.too-many-tries` where the limit was reached. The count is the same for addresses that nobody has. */
export async function countTry(db: Database, key: string, { max, minutes }: TryLimit, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - minutes * 60_000);
  const { rows } = await sql<{ count: number; since: Date }>`
    insert into identity.tries as t (key, since, count) values (${key}, ${now}, 1)
    on conflict (key) do update set
      since = case when t.since <= ${oldest} then excluded.since else t.since end,
      count = case when t.since <= ${oldest} then 1 else least(t.count + 1, ${max + 1}::integer) end
    returning count, since`.execute(db);
  const row = rows[0];
  if (row === undefined || row.count <= max) return;
  const wait = Math.ceil((row.since.getTime() + minutes * 60_000 - now.getTime()) / 60_000);
  throw identityProblem('too-many-tries', { minutes: String(Math.max(wait, 1)) });
}

export async function forgiveTries(db: Database, key: string): Promise<void> {
  await db.deleteFrom('identity.tries').where('key', '=', key).execute();
}
