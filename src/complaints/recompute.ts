import { sql } from 'kysely';
import type { Ctx } from '../platform/command.ts';
import type { Locale } from '../platform/localized.ts';
import { clockEventKinds, clocksOf, movesClocks, rulesOf } from './case-clocks.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf } from './case-secrets.ts';
import type { CaseEvent, CaseRecord, ClockChange, RecordedEvent } from './case-state.ts';
import { reviveEvent } from './case-store.ts';
import type { NewMessage } from './change-case.ts';
import { clockId, titleOf } from './clock-view.ts';
import type { CaseClock } from './clocks/engine.ts';
import { packs } from './clocks/packs.ts';
import { letter } from './complaint-letters.ts';
import { greet, writeDay, writeLetter } from './letters/letter.ts';

/** Dates that changed, as an event with the letter or note that tells of it. */
export interface Recomputed {
  readonly event: Extract<CaseEvent, { kind: 'clocks-recomputed' }>;
  readonly message: NewMessage;
}

interface KeptClock {
  readonly pack: string;
  readonly rule: string;
  readonly round: number;
  readonly due_date: string;
  readonly running: boolean;
  readonly rules: string | null;
}

/**
 * What computing a case's clocks again would change that nothing in the case explains: its pack or a calendar is
 * another than when they were computed, or it is filed under another issue. Null: nothing. A date never changes
 * silently.
 */
export async function recompute(
  ctx: Ctx,
  row: CaseRow,
  changed: CaseRecord,
  happened: readonly CaseEvent[] | 'look',
): Promise<Recomputed | null> {
  if (happened !== 'look' && !happened.some(movesClocks)) return null;
  const kept = await readKept(ctx, row);
  const coding = happened !== 'look' && happened.some(({ kind }) => kind === 'recoded');
  if (!coding && !kept.some(isOutdated)) return null;
  const changes = changesBetween(kept, clocksOf(changed, await readClockEvents(ctx, row)));
  if (changes.length === 0) return null;
  const message = tell(row, changes);
  const because = coding ? 'coding' : 'rules';
  return { event: { kind: 'clocks-recomputed', because, changes, textHash: hashOf(message.text) }, message };
}

/** Computed with rules or days that are not those of now; a pack that was taken away since is left alone. */
function isOutdated({ pack, rules, running }: KeptClock): boolean {
  return running && packs.has(pack) && rules !== rulesOf(pack);
}

function changesBetween(kept: readonly KeptClock[], computed: readonly CaseClock[]): ClockChange[] {
  const now = new Map(computed.map((clock) => [clockId(clock.packId, clock.key, clock.round), clock]));
  const before = new Map(kept.map((clock) => [clockId(clock.pack, clock.rule, clock.round), clock]));
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((clock) => {
    const [old, recent] = [before.get(clock), now.get(clock)];
    const [was, is] = [old?.running === true ? old.due_date : null, recent?.stop === null ? recent.dueDate : null];
    // What has stopped, or would have, is history.
    if (was === is || (old !== undefined && !old.running) || (recent !== undefined && recent.stop !== null)) return [];
    return [{ clock, before: was, after: is }];
  });
}

/** The letter that tells the complainant of the dates he was told of before, and of those that hold now. */
function tell({ name, number, locale }: CaseRow, changes: readonly ClockChange[]): NewMessage {
  const lines = changes.map(({ clock, before, after }) => ({
    title: titleOf(clock, locale),
    before: writeIf(before, locale),
    after: writeIf(after, locale),
  }));
  return letter('notice', writeLetter('dates-changed', locale, { greeting: greet(name, locale), number, lines }));
}

function writeIf(date: string | null, locale: Locale): string | null {
  return date === null ? null : writeDay(date, locale);
}

async function readKept({ tx }: Ctx, { shard, id }: CaseRow): Promise<readonly KeptClock[]> {
  const { rows } = await sql<KeptClock>`
    select pack, rule, round, facts->>'dueDate' as due_date, stopped_at is null as running, facts->>'rules' as rules
    from complaints.clocks where shard = ${shard} and case_id = ${id}`.execute(tx);
  return rows;
}

/** The events of a record that clocks hear. */
export async function readClockEvents(
  { tx }: Pick<Ctx, 'tx'>,
  { shard, id }: Pick<CaseRow, 'shard' | 'id'>,
): Promise<RecordedEvent[]> {
  const { rows } = await sql<{ seq: number; at: Date; kind: string; data: object }>`
    select seq, at, kind, data from complaints.case_events
    where shard = ${shard} and case_id = ${id} and kind = any(${clockEventKinds}) order by seq`.execute(tx);
  return rows.map(({ seq, at, kind, data }) => ({ seq, at, event: reviveEvent(kind, data) }));
}
