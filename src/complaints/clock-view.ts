import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import type { Localized } from '../platform/localized.ts';
import type { CaseRow } from './case-row.ts';
import type { CaseClock } from './clocks/engine.ts';
import type { Pack, Rule } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import type { ClockView } from './contract.ts';

/** What a clock's row keeps beside its dates. */
interface ClockFacts extends Pick<CaseClock, 'dueDate' | 'explanation' | 'packVersion' | 'confidence' | 'extension'> {
  readonly startType: CaseClock['start']['type'];
  readonly stopType: CaseClock['start']['type'] | null;
}

/** A clock's row. */
export interface ClockRow {
  readonly pack: string;
  readonly rule: string;
  readonly round: number;
  readonly bearer: string;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly stopped_at: Date | null;
  readonly missed_at: Date | null;
  readonly facts: ClockFacts;
}

/** The clocks of a case, nearest due date first. */
export async function readClocks(db: Database, { shard, id }: Pick<CaseRow, 'shard' | 'id'>): Promise<ClockView[]> {
  const { rows } = await sql<ClockRow>`
    select pack, rule, round, bearer, started_at, due_at, stopped_at, missed_at, facts from complaints.clocks
    where shard = ${shard} and case_id = ${id} order by due_at, pack, rule, round`.execute(db);
  return rows.map(viewClock);
}

/** A clock as readers see it. */
export function viewClock(row: ClockRow): ClockView {
  const pack = packs.get(row.pack);
  const rule: Rule | undefined = pack?.rules.find(({ id }) => id === row.rule);
  return {
    ...words(pack, rule, row.rule),
    id: clockId(row.pack, row.rule, row.round),
    rule: row.rule,
    bearer: row.bearer === 'provider' ? 'provider' : 'customer',
    startedAt: row.started_at,
    dueAt: row.due_at,
    dueDate: row.facts.dueDate,
    status: statusOf(row),
    stoppedAt: row.stopped_at,
    explanation: row.facts.explanation,
    confidence: row.facts.confidence,
    packVersion: row.facts.packVersion,
  };
}

/** A clock that the engine has just made, as a row of it would be shown. */
export function viewNewClock(clock: CaseClock): ClockView {
  return {
    id: clockId(clock.packId, clock.rule, clock.round),
    rule: clock.rule,
    title: clock.title,
    clause: clock.clause,
    binding: clock.binding,
    door: clock.door?.label ?? null,
    mustContain: clock.mustContain,
    bearer: clock.bearer,
    startedAt: clock.start.at,
    dueAt: clock.due,
    dueDate: clock.dueDate,
    status: clock.stop === null ? 'running' : 'met',
    stoppedAt: clock.stop?.at ?? null,
    explanation: clock.explanation,
    confidence: clock.confidence,
    packVersion: clock.packVersion,
  };
}

/** Names one run of a rule in a case: `eu-mica/EU-5/1`. */
export function clockId(pack: string, rule: string, round: number): string {
  return `${pack}/${rule}/${round}`;
}

function statusOf({ stopped_at: stopped, missed_at: missed, due_at: due, facts }: ClockRow): ClockView['status'] {
  if (stopped === null) return missed === null ? 'running' : 'missed';
  if (facts.stopType === 'withdrawn') return 'ended';
  return missed !== null || stopped > due ? 'late' : 'met';
}

/** The rule in words; a pack that was taken away since leaves its rules' names. */
function words(
  pack: Pack | undefined,
  rule: Rule | undefined,
  id: string,
): Pick<ClockView, 'title' | 'clause' | 'binding' | 'door' | 'mustContain'> {
  const plain: Localized = { en: id, 'zh-CN': id };
  return {
    title: rule?.title ?? plain,
    clause: rule?.clause ?? id,
    binding: pack?.binding ?? 'law',
    door: rule?.door?.label ?? null,
    mustContain: rule?.mustContain ?? [],
  };
}
