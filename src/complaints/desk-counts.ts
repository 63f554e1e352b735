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

/** How old a count may be that is shown at once, and how old before the next one is begun, in milliseconds: what other processes do shows by then. */
const shownMsMax = 3000;
const renewedMsMin = 1000;

interface Counted {
  readonly at: number;
  readonly changes: number;
  readonly counts: Promise<DeskCounts>;
}

const shown = new WeakMap<Database, Counted>();
const renewing = new WeakMap<Database, Counted>();
let changes = 0;

/** Called by every change of a case, so that whoever made it reads counts that know of it. */
export function recountDesk(): void {
  changes += 1;
}

/**
 * How many cases are on the desk, whatever the filters of a page. All who ask share one count a second, and nobody waits
 * for it but whoever changed a case, or comes first after a pause.
 */
export async function countDesk({ db, now }: QueryCtx, me: string): Promise<QueueCounts> {
  const known = shown.get(db);
  const age = known === undefined || known.changes !== changes ? Infinity : Math.abs(now.getTime() - known.at);
  const next = known === undefined || age >= renewedMsMin ? renew(db, now) : known;
  const { byAssignee, ...counts } = await (known !== undefined && age < shownMsMax ? known : next).counts;
  return { ...counts, mine: byAssignee.get(me) ?? 0 };
}

/** The count under way, or a new one where there is none that knows of every change. */
function renew(db: Database, now: Date): Counted {
  const under = renewing.get(db);
  if (under !== undefined && under.changes === changes) return under;
  const begun: Counted = { at: now.getTime(), changes, counts: count(db) };
  renewing.set(db, begun);
  const end = (): void => {
    if (renewing.get(db) === begun) renewing.delete(db);
  };
  begun.counts.then(() => {
    end();
    shown.set(db, begun);
  }, end);
  return begun;
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
