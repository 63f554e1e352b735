import { sql } from 'kysely';
import { Type } from 'typebox';
import { input, query } from './command.ts';
import type { Database } from './db.ts';
import { outgoingColumns } from './outbox.ts';
import { outgoingStates, readsOutgoing, viewOutgoing } from './outgoing.ts';
import type { OutgoingState, OutgoingView } from './outgoing.ts';

const pageDefault = 50;
const pageMax = 100;

export interface OutgoingPage {
  readonly rows: readonly OutgoingView[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
  /** How many are in each state that is not the end of it. */
  readonly counts: Readonly<Record<Exclude<OutgoingState, 'sent'>, number>>;
}

export const listOutgoing = query({
  name: 'platform.list-outgoing',
  summary: 'Outgoing mail, the newest first, with how many wait, are kept for want of a way out, or are dead.',
  rest: 'GET /outgoing',
  can: readsOutgoing,
  input: input({
    status: Type.Optional(Type.Enum([...outgoingStates])),
    after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: pageMax, description: '0: the counts alone' })),
  }),
  run: async ({ db, actor }, { status, after, limit = pageDefault }): Promise<OutgoingPage> => {
    if (limit === 0) return { rows: [], next: null, counts: await countOutgoing(db) };
    const rows = await db
      .selectFrom('platform.outbox')
      .select(outgoingColumns)
      .where('kind', '=', 'mail')
      .$if(status !== undefined, (select) => select.where('status', '=', status ?? ''))
      .$if(after !== undefined, (select) => select.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    return {
      rows: shown.map((row) => viewOutgoing(row, actor)),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      counts: await countOutgoing(db),
    };
  },
});

async function countOutgoing(db: Database): Promise<OutgoingPage['counts']> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*)::int as count from platform.outbox where status <> 'sent' and kind = 'mail' group by status`.execute(
    db,
  );
  const count = (status: OutgoingState): number => rows.find((row) => row.status === status)?.count ?? 0;
  return { waiting: count('waiting'), dead: count('dead'), kept: count('kept') };
}
