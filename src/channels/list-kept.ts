import { sql } from 'kysely';
import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { FilingReason } from './mail-filing.ts';

const pageDefault = 50;
const pageMax = 100;

export interface KeptRow {
  readonly id: string;
  readonly channel: string;
  readonly receivedAt: Date;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly reason: FilingReason;
}

export interface KeptPage {
  readonly rows: readonly KeptRow[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
  /** How many wait in all. */
  readonly waiting: number;
}

export const listKept = query({
  name: 'channels.list-kept',
  summary: 'Contacts that wait for a person, the oldest first, with the reason.',
  rest: 'GET /contacts',
  can: isStaff,
  input: input({
    after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: pageMax, description: '0: the counts alone' })),
  }),
  run: async ({ db }, { after, limit = pageDefault }): Promise<KeptPage> => {
    if (limit === 0) return { rows: [], next: null, waiting: await countKept(db) };
    const { rows } = await sql<KeptRow>`
      select id, channel, received_at as "receivedAt", sender, subject, reason from channels.contacts
      where filed_as = 'kept' and settled_at is null and ${after === undefined ? sql`true` : sql`id > ${after}`}
      order by id limit ${limit + 1}`.execute(db);
    const shown = rows.slice(0, limit);
    const next = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { rows: shown, next, waiting: await countKept(db) };
  },
});

async function countKept(db: Database): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from channels.contacts where filed_as = 'kept' and settled_at is null`.execute(db);
  return rows[0]?.waiting ?? 0;
}
