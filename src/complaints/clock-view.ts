import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import type { Locale, Localized } from '../platform/localized.ts';
import type { CaseRow } from './case-row.ts';
import { clockStatus, ruleKey } from './clocks/engine.ts';
import type { CaseClock } from './clocks/engine.ts';
import { bearers } from './clocks/pack.ts';
import type { Bearer, Pack, Rule } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import type { ClockView, DelayView } from './contract.ts';

/** What a clock's row keeps beside its dates. */
interface ClockFacts extends Pick<CaseClock, 'dueDate' | 'explanation' | 'packVersion' | 'confidence' | 'extension'> {
  /** Absent on the row of a clock that has not moved since this is kept. */
  readonly extendable?: CaseClock['extendable'];
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

/** The clocks of a case as they stand, nearest due date first. */
export async function readClocks(
  db: Database,
  { shard, id }: Pick<CaseRow, 'shard' | 'id'>,
  now: Date,
): Promise<ClockView[]> {
  const { rows } = await sql<ClockRow>`
    select pack, rule, round, bearer, started_at, due_at, stopped_at, missed_at, facts from complaints.clocks
    where shard = ${shard} and case_id = ${id} order by due_at, pack, rule, round`.execute(db);
  return viewClocks(rows, now);
}

/** The clocks of a case as readers see them. Where packs ask for the same act, the earliest date binds; all are kept. */
export function viewClocks(rows: readonly ClockRow[], now: Date): ClockView[] {
  return settle(rows.map((row) => viewClock(row, now)));
}

/** Clocks that the engine has just made, as rows of them would be shown. */
export function viewNewClocks(clocks: readonly CaseClock[]): ClockView[] {
  return settle(clocks.map(viewNewClock));
}

/** What a notice of delay may move, by the rows of a case's clocks; undefined where a row does not say. */
export function delaysIn(rows: readonly ClockRow[], now: Date): DelayView[] | undefined {
  const running = rows.filter((row) => row.stopped_at === null && now <= row.due_at);
  if (running.some(({ facts }) => facts.extendable === undefined)) return undefined;
  return running.flatMap((row) => {
    const { dueDate, extendable } = row.facts;
    if (!extendable || (extendable.latest !== null && extendable.latest <= dueDate)) return [];
    const { rule, title, clause } = viewClock(row, now);
    const { latest, mustContain, door } = extendable;
    return [{ rule, title, clause, dueDate, latest, mustContain, door: door?.label ?? null }];
  });
}

type Settled = Pick<ClockView, 'pack' | 'rule' | 'bearer' | 'binding' | 'dueAt' | 'status' | 'behind'>;

/** Says of each running clock whether another pack's asks for the same act of the same bearer earlier; law goes before a promise of the same instant. */
export function settle<View extends Settled>(views: readonly View[]): View[] {
  return views.map((view) => ({ ...view, behind: views.some((other) => goesBefore(other, view)) }));
}

function goesBefore(one: Settled, other: Settled): boolean {
  if (one.status !== 'running' || other.status !== 'running') return false;
  if (one.pack === other.pack || one.bearer !== other.bearer || actOf(one) !== actOf(other)) return false;
  if (one.dueAt.getTime() !== other.dueAt.getTime()) return one.dueAt < other.dueAt;
  return one.binding === 'law' && other.binding !== 'law';
}

/** The act that a clock waits for: the first of those that stop it. */
function actOf({ pack, rule }: Pick<ClockView, 'pack' | 'rule'>): string | undefined {
  return packs.get(pack)?.rules.find(({ id }) => id === rule)?.stoppedBy[0];
}

function viewClock(row: ClockRow, now: Date): ClockView {
  const pack = packs.get(row.pack);
  const rule: Rule | undefined = pack?.rules.find((one) => ruleKey(one) === row.rule);
  const bearer = bearerOf(row.bearer);
  return {
    ...words(pack, rule, row.rule),
    id: clockId(row.pack, row.rule, row.round),
    rule: rule?.id ?? row.rule,
    pack: row.pack,
    bearer,
    startedAt: row.started_at,
    dueAt: row.due_at,
    dueDate: row.facts.dueDate,
    status: statusOf(row, bearer, now),
    stoppedAt: row.stopped_at,
    explanation: row.facts.explanation,
    confidence: row.facts.confidence,
    packVersion: row.facts.packVersion,
    behind: false,
  };
}

function viewNewClock(clock: CaseClock): ClockView {
  return {
    id: clockId(clock.packId, clock.key, clock.round),
    rule: clock.rule,
    pack: clock.packId,
    title: clock.title,
    clause: clock.clause,
    binding: clock.binding,
    door: clock.door?.label ?? null,
    mustContain: clock.mustContain,
    evidence: clock.evidence,
    caveat: clock.caveat,
    bearer: clock.bearer,
    startedAt: clock.start.at,
    dueAt: clock.due,
    dueDate: clock.dueDate,
    status: clock.stop === null ? 'running' : 'met',
    stoppedAt: clock.stop?.at ?? null,
    explanation: clock.explanation,
    confidence: clock.confidence,
    packVersion: clock.packVersion,
    behind: false,
  };
}

/** Names one run of a rule in a case: `eu-mica/EU-5/1`, `uk-disp/UK-7:payment/1`. */
export function clockId(pack: string, rule: string, round: number): string {
  return `${pack}/${rule}/${round}`;
}

/** What a clock's id means to a reader. */
export function titleOf(clock: string, locale: Locale): string {
  const [pack = '', key = ''] = clock.split('/');
  return packs.get(pack)?.rules.find((one) => ruleKey(one) === key)?.title[locale] ?? key;
}

function bearerOf(text: string): Bearer {
  return bearers.find((bearer) => bearer === text) ?? 'customer';
}

/** A clock that we owe is missed when the sweep has said so, and the complainant was told. */
function statusOf(row: ClockRow, bearer: Bearer, now: Date): ClockView['status'] {
  const { stopType } = row.facts;
  const stop = row.stopped_at === null || stopType === null ? null : { type: stopType, at: row.stopped_at };
  const status = clockStatus({ due: row.due_at, stop, bearer }, now);
  if (status === 'missed' && row.missed_at === null) return 'running';
  return status === 'met' && row.missed_at !== null ? 'late' : status;
}

/** The rule in words; a pack that was taken away since leaves its rules' names. */
function words(
  pack: Pack | undefined,
  rule: Rule | undefined,
  id: string,
): Pick<ClockView, 'title' | 'clause' | 'binding' | 'door' | 'mustContain' | 'evidence' | 'caveat'> {
  const plain: Localized = { en: id, 'zh-CN': id };
  return {
    title: rule?.title ?? plain,
    clause: rule?.clause ?? id,
    binding: rule?.binding ?? pack?.binding ?? 'law',
    door: rule?.door?.label ?? null,
    mustContain: rule?.mustContain ?? [],
    evidence: rule?.evidence ?? '?',
    caveat: rule?.caveat ?? null,
  };
}
