import { sql } from 'kysely';
import type { QueryCtx } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { CaseState } from './case-state.ts';
import type { QueueCounts } from './contract.ts';
import type { IssueId } from './taxonomy.ts';

/** What is on the desk, by each thing that it is counted by. */
interface DeskCounts {
  readonly all: number;
  readonly breached: number;
  readonly unanswered: number;
  readonly unassigned: number;
  readonly byState: Partial<Record<CaseState, number>>;
  readonly byIssue: Partial<Record<IssueId, number>>;
  readonly byAssignee: Map<string, number>;
}

/** How long a count is good for while nobody here changes a case, in milliseconds: what other processes do shows after that. */
const countMsMax = 1000;

interface Counted {
  readonly at: number;
  readonly changes: number;
  readonly counts: Promise<DeskCounts>;
}

const counted = new WeakMap<Database, Counted>();
let changes = 0;

/** Called by every change of a case, so that whoever made it reads counts that know of it. */
export function recountDesk(): void {
  changes += 1;
}

/** How many cases are on the desk, whatever the filters of a page. All who ask within a second share one count. */
export async function countDesk({ db, now }: QueryCtx, me: string): Promise<QueueCounts> {
  const known = counted.get(db);
  const age = known === undefined ? Infinity : now.getTime() - known.at;
  const fresh = known !== undefined && known.changes === changes && age >= 0 && age < countMsMax;
  const current = fresh ? known : { at: now.getTime(), changes, counts: count(db) };
  counted.set(db, current);
  current.counts.catch(() => counted.delete(db));
  const { byAssignee, ...counts } = await current.counts;
  return { ...counts, mine: byAssignee.get(me) ?? 0 };
}

interface CountRow {
  readonly state: CaseState | null;
  readonly issue: IssueId | null;
  readonly assigned_to: string | null;
  /** Which of the three the row is of: 1 where it is not. */
  readonly by: number;
  readonly cases: number;
  readonly breached: number;
  readonly unanswered: number;
}

async function count(db: Database): Promise<DeskCounts> {
  const { rows } = await sql<CountRow>`
    select state, issue, assigned_to, grouping(state, issue, assigned_to) as by, count(*)::int as cases,
      count(*) filter (where breached)::int as breached, count(unanswered_since)::int as unanswered
    from complaints.cases where on_desk group by grouping sets ((state), (issue), (assigned_to))`.execute(db);
  const counts = { all: 0, breached: 0, unanswered: 0, unassigned: 0 };
  const byState: Partial<Record<CaseState, number>> = {};
  const byIssue: Partial<Record<IssueId, number>> = {};
  const byAssignee = new Map<string, number>();
  for (const row of rows) {
    if (row.issue !== null) byIssue[row.issue] = row.cases;
    if (row.assigned_to !== null) byAssignee.set(row.assigned_to, row.cases);
    if (row.by === groupedByAssignee && row.assigned_to === null) counts.unassigned = row.cases;
    if (row.state === null) continue;
    byState[row.state] = row.cases;
    counts.all += row.cases;
    counts.breached += row.breached;
    counts.unanswered += row.unanswered;
  }
  return { ...counts, byState, byIssue, byAssignee };
}

/** grouping(state, issue, assigned_to): a bit for each that the row is not of, the first the highest. */
const groupedByAssignee = 0b110;
