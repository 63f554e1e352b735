import { Temporal } from 'temporal-polyfill';
import { assert } from '../../platform/assert.ts';
import type { Localized } from '../../platform/localized.ts';
import { calendar } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { explainClock } from './explanation.ts';
import type { ClockEventType, Confidence, CountedLimit, Door, Facts, LimitUnit, Pack, Place, Rule } from './pack.ts';

/** Something that happened in a case, as far as clocks are concerned. */
export interface ClockEvent {
  readonly type: ClockEventType;
  readonly at: Date;
  /** For an extending act: the new date it names, local, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A day that the count passed over, or a weekend day that it counted, with the reason. */
export interface NotedDay {
  readonly date: string;
  readonly why: Localized;
}

/** One deadline of one case. */
export interface CaseClock {
  readonly rule: string;
  /** 1 for the first time the rule runs in the case, 2 after it was stopped and started again, … */
  readonly round: number;
  readonly clause: string;
  readonly title: Localized;
  readonly binding: Pack['binding'];
  readonly bearer: Rule['bearer'];
  readonly packId: string;
  readonly packVersion: string;
  readonly confidence: Confidence;
  readonly unit: LimitUnit;
  readonly limit: CountedLimit;
  readonly start: { readonly type: ClockEventType; readonly at: Date; readonly date: string };
  /** The last millisecond of `dueDate` in `zone`. */
  readonly due: Date;
  readonly dueDate: string;
  readonly zone: string;
  /** Where business days are counted: the calendar and who publishes it. */
  readonly calendar: {
    readonly id: string;
    readonly label: Localized;
    readonly source: string;
    readonly tentative: boolean;
  } | null;
  readonly skipped: readonly NotedDay[];
  readonly madeUp: readonly NotedDay[];
  readonly extension: { readonly at: Date; readonly date: string; readonly previousDueDate: string } | null;
  readonly stop: { readonly type: ClockEventType; readonly at: Date } | null;
  readonly mustContain: readonly Localized[];
  readonly door: Door | null;
  readonly explanation: Localized;
}

export type ClockStatus = 'running' | 'met' | 'late' | 'missed' | 'ended';

/** A clock before it is put into words. */
export type UnexplainedClock = Omit<CaseClock, 'explanation'>;

/** No statutory limit is longer than ten years, so no count goes on for longer. */
const daysCountedMax = 3660;

/**
 * The clocks that a case's events started under a pack, nearest due date first. The same pack, events
 * and facts always give the same clocks. An absent fact counts as false.
 */
export function computeClocks(pack: Pack, events: readonly ClockEvent[], facts: Facts = {}): CaseClock[] {
  const place = placeOf(pack, facts);
  const ordered = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  return pack.rules
    .filter((rule) => applies(rule, facts))
    .flatMap((rule) => runRule(pack, place, rule, ordered))
    .map((clock) => ({ ...clock, explanation: explainClock(clock) }))
    .sort((a, b) => a.due.getTime() - b.due.getTime() || a.rule.localeCompare(b.rule, 'en', { numeric: true }));
}

/** How a clock stands at an instant. */
export function clockStatus(clock: Pick<CaseClock, 'due' | 'stop'>, now: Date): ClockStatus {
  if (clock.stop === null) return now > clock.due ? 'missed' : 'running';
  if (clock.stop.type === 'withdrawn') return 'ended';
  return clock.stop.at > clock.due ? 'late' : 'met';
}

/** The zone and calendar in which the pack's days are counted for this customer. */
export function placeOf(pack: Pack, facts: Facts): Place {
  const { residence } = facts;
  const country = typeof residence === 'string' ? residence.toUpperCase() : '';
  return pack.byResidence?.[country] ?? pack;
}

/** The local date of an instant. */
export function localDate(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function applies(rule: Rule, facts: Facts): boolean {
  return Object.entries(rule.when ?? {}).every(([fact, value]) => (facts[fact] ?? false) === value);
}

function runRule(pack: Pack, place: Place, rule: Rule, events: readonly ClockEvent[]): UnexplainedClock[] {
  const clocks: UnexplainedClock[] = [];
  let running: UnexplainedClock | null = null;
  for (const event of events) {
    if (running === null) {
      if (rule.startedBy.includes(event.type)) running = startClock(pack, place, rule, event, clocks.length + 1);
    } else if (stops(place, rule, running, event)) {
      clocks.push({ ...running, stop: { type: event.type, at: event.at } });
      running = null;
    } else {
      running = extendClock(place, rule, running, event);
    }
  }
  return running === null ? clocks : [...clocks, running];
}

function startClock(pack: Pack, place: Place, rule: Rule, event: ClockEvent, round: number): UnexplainedClock {
  const limit = rule.limit.unit === 'prompt' ? rule.limit.ceiling : rule.limit;
  const date = localDate(event.at, place.zone);
  return {
    rule: rule.id,
    round,
    clause: rule.clause,
    title: rule.title,
    binding: pack.binding,
    bearer: rule.bearer,
    packId: pack.id,
    packVersion: pack.version,
    unit: rule.limit.unit,
    start: { type: event.type, at: event.at, date: date.toString() },
    extension: null,
    stop: null,
    mustContain: rule.mustContain,
    door: rule.door ?? null,
    ...dueBy(place, rule, date, limit),
  };
}

/** The due date of a limit counted from the start date, with everything that explains it. */
function dueBy(place: Place, rule: Rule, start: Temporal.PlainDate, limit: CountedLimit) {
  const dayZero = rule.countFrom === 'event_day' ? start.subtract({ days: 1 }) : start;
  const count = countLimit(place, dayZero, limit);
  const { named } = count;
  const tentative = named !== null && (count.date.year > named.yearTo || start.year < named.yearFrom);
  return {
    limit,
    dueDate: count.date.toString(),
    due: endOfDay(count.date, place.zone),
    zone: place.zone,
    calendar: named === null ? null : { id: named.id, label: named.label, source: named.source, tentative },
    skipped: count.skipped,
    madeUp: count.madeUp,
    confidence: tentative ? ('L' as const) : rule.confidence,
  };
}

interface Count {
  readonly date: Temporal.PlainDate;
  readonly named: Calendar | null;
  readonly skipped: readonly NotedDay[];
  readonly madeUp: readonly NotedDay[];
}

const durations = { calendar_day: 'days', week: 'weeks', month: 'months' } as const;

function countLimit(place: Place, dayZero: Temporal.PlainDate, limit: CountedLimit): Count {
  assert(
    Number.isInteger(limit.count) && limit.count > 0 && limit.count <= daysCountedMax,
    'a limit is a whole number of units above zero',
  );
  if (limit.unit === 'business_day') return countBusinessDays(calendar(place.calendar), dayZero, limit.count);
  const date = dayZero.add({ [durations[limit.unit]]: limit.count });
  return { date, named: null, skipped: [], madeUp: [] };
}

function countBusinessDays(named: Calendar, dayZero: Temporal.PlainDate, count: number): Count {
  const skipped: NotedDay[] = [];
  const madeUp: NotedDay[] = [];
  let date = dayZero;
  let left = count;
  for (let days = 0; left > 0; days += 1) {
    assert(days < daysCountedMax, `the calendar "${named.id}" has too few business days`);
    date = date.add({ days: 1 });
    const { business, why } = named.day(date);
    if (business) left -= 1;
    if (why !== null) (business ? madeUp : skipped).push({ date: date.toString(), why });
  }
  return { date, named, skipped, madeUp };
}

function endOfDay(date: Temporal.PlainDate, zone: string): Date {
  const nextDay = date.add({ days: 1 }).toZonedDateTime(zone);
  return new Date(nextDay.epochMilliseconds - 1);
}

function stops(place: Place, rule: Rule, clock: UnexplainedClock, event: ClockEvent): boolean {
  if (event.type === 'withdrawn') return true;
  if (!rule.stoppedBy.includes(event.type)) return false;
  if (rule.stopsAfter === undefined || rule.stopsAfter.act !== event.type) return true;
  const beat = dueBy(place, rule, Temporal.PlainDate.from(clock.start.date), rule.stopsAfter.limit);
  return event.at > beat.due;
}

/** Moves the due date if the event is the rule's extending act, done in time, to the date it names or the rule's longest. */
function extendClock(place: Place, rule: Rule, clock: UnexplainedClock, event: ClockEvent): UnexplainedClock {
  const { extension } = rule;
  if (extension === undefined || extension.by !== event.type || event.at > clock.due) return clock;
  const longest =
    extension.limit === undefined
      ? null
      : dueBy(place, rule, Temporal.PlainDate.from(clock.start.date), extension.limit);
  const dueDate = earlier(event.until ?? null, longest?.dueDate ?? null);
  if (dueDate === null || dueDate <= clock.dueDate) return clock;
  const upToDue = (days: readonly NotedDay[]) => days.filter((day) => day.date <= dueDate);
  return {
    ...clock,
    ...(longest === null ? {} : { ...longest, skipped: upToDue(longest.skipped), madeUp: upToDue(longest.madeUp) }),
    dueDate,
    due: endOfDay(Temporal.PlainDate.from(dueDate), place.zone),
    extension: { at: event.at, date: localDate(event.at, place.zone).toString(), previousDueDate: clock.dueDate },
  };
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
