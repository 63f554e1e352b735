import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { platformProblem } from '../platform/problems.ts';
import { parseCaseNumber } from './case-number.ts';
import { caseStates, channels, isOpen } from './case-state.ts';
import type { CaseState } from './case-state.ts';
import type { Queue, QueueRow } from './contract.ts';
import { countDesk } from './desk-counts.ts';
import { personOf } from './desk.ts';
import { issueField } from './schemas.ts';

const pageDefault = 25;
const pageMax = 100;

const stateNames: readonly CaseState[] = Object.keys(caseStates).filter((name): name is CaseState =>
  Object.hasOwn(caseStates, name),
);

const filters = input({
  state: Type.Optional(Type.Enum(stateNames)),
  issue: Type.Optional(issueField),
  assignee: Type.Optional(Type.Union([Type.Literal('me'), Type.Literal('nobody'), Type.String({ format: 'uuid' })])),
  channel: Type.Optional(Type.Enum([...channels])),
  breached: Type.Optional(Type.Boolean()),
  unanswered: Type.Optional(Type.Boolean()),
  text: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'A case number, an e-mail address, or words of the summary or the name',
    }),
  ),
  after: Type.Optional(Type.String({ maxLength: 120, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageMax })),
});
type Filters = Static<typeof filters>;

/** The one queue of the desk, nearest due date first; an ended state lists what ended, newest first. One's own complaint is not in it. */
export const listCases = query({
  name: 'complaints.list-cases',
  summary:
    'Lists the desk’s queue by nearest due date, with filters and counts; with a state that ends a case, those cases, newest first.',
  rest: 'GET /cases',
  can: isStaff,
  input: filters,
  run: async (ctx, given): Promise<Queue> => {
    const me = personOf(ctx).id;
    const [page, counts] = await Promise.all([readPage(ctx.db, given, me), countDesk(ctx, me)]);
    return { ...page, counts };
  },
});

type ListedRow = Omit<QueueRow, 'assignedTo'> & {
  readonly id: string;
  readonly at: Date;
  readonly assigned_to: string | null;
  readonly assignee_name: string | null;
};

async function readPage(db: Database, given: Filters, me: string): Promise<Pick<Queue, 'rows' | 'next'>> {
  const { limit = pageDefault } = given;
  const order = orderOf(given);
  const wanted = [
    order.range,
    sql`person_id is distinct from ${me}::uuid`,
    ...conditions(given, me),
    ...(given.after === undefined ? [] : [order.after(readCursor(given.after))]),
  ];
  const { rows } = await sql<ListedRow>`
    select id, ${order.key} as at, number, version, state, issue, channel, summary, name as complainant, verified, urgent, assigned_to, assignee_name,
      next_due_at as "nextDueAt", breached, unanswered_since as "unansweredSince", outcome->>'kind' as outcome, opened_at as "openedAt"
    from complaints.cases where ${sql.join(wanted, sql` and `)} order by ${order.by} limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown.map(viewRow), next: last === undefined ? null : writeCursor(last) };
}

interface Order {
  readonly key: RawBuilder<unknown>;
  readonly by: RawBuilder<unknown>;
  readonly range: RawBuilder<unknown>;
  readonly after: (cursor: Cursor) => RawBuilder<unknown>;
}

const byDue: Order = {
  key: sql`queue_at`,
  by: sql`queue_at, id`,
  range: sql`on_desk`,
  after: ({ at, id }) => sql`(queue_at, id) > (${at}, ${id}::uuid)`,
};

/** Newest first; each range is one that an index holds in this order, or few enough to sort. */
function newest(range: RawBuilder<unknown>): Order {
  return {
    key: sql`opened_at`,
    by: sql`opened_at desc, id desc`,
    range,
    after: ({ at, id }) => sql`(opened_at, id) < (${at}, ${id}::uuid)`,
  };
}

/** Somebody who searches looks everywhere; a state that ends a case lists what ended; everything else is the queue. */
function orderOf({ state, text }: Filters): Order {
  if (text !== undefined && text.trim() !== '') return newest(sql`true`);
  return state === undefined || isOpen(state) ? byDue : newest(sql`state = ${state}`);
}

function conditions(
  { state, issue, assignee, channel, breached, unanswered, text }: Filters,
  me: string,
): RawBuilder<unknown>[] {
  const found: (RawBuilder<unknown> | null)[] = [
    state === undefined ? null : sql`state = ${state}`,
    issue === undefined ? null : sql`issue = ${issue}`,
    assignee === undefined
      ? null
      : assignee === 'nobody'
        ? sql`assigned_to is null`
        : sql`assigned_to = ${assignee === 'me' ? me : assignee}::uuid`,
    channel === undefined ? null : sql`channel = ${channel}`,
    breached === undefined ? null : breached ? sql`breached` : sql`not breached`,
    unanswered === undefined ? null : unanswered ? sql`unanswered_since is not null` : sql`unanswered_since is null`,
    text === undefined || text.trim() === '' ? null : matching(text.trim()),
  ];
  return found.filter((condition) => condition !== null);
}

function matching(text: string): RawBuilder<unknown> {
  const number = parseCaseNumber(text);
  if (number !== undefined)
    return sql`(shard, id) in (select shard, case_id from complaints.case_keys where key = ${number})`;
  if (text.includes('@')) return sql`email = ${text.toLowerCase()}`;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(summary ilike ${pattern} or name ilike ${pattern})`;
}

interface Cursor {
  readonly at: Date;
  readonly id: string;
}

function writeCursor({ at, id }: Cursor): string {
  return `${at.toISOString()}_${id}`;
}

function readCursor(text: string): Cursor {
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined)
    throw platformProblem('bad-input', {}, [{ pointer: '/after', detail: badCursor }]);
  return { at: new Date(match[1]), id: match[2] };
}

const badCursor = { en: 'Pass what the page before gave as `next`.', 'zh-CN': '请传入上一页返回的 next 值。' };

function viewRow({ id: _id, at: _at, assigned_to: assignee, assignee_name: name, ...row }: ListedRow): QueueRow {
  return { ...row, assignedTo: assignee === null ? null : { id: assignee, name: name ?? '' } };
}
