import { Temporal } from 'temporal-polyfill';
import { assert } from '../../platform/assert.ts';
import type { Localized } from '../../platform/localized.ts';
import { calendar } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { explainClock } from './explanation.ts';
import type {
  Bearer,
  Binding,
  ClockEventType,
  Confidence,
  CountedLimit,
  Door,
  Evidence,
  Facts,
  LimitUnit,
  Pack,
  Part,
  Place,
  Rule,
} from './pack.ts';

/** Something that happened in a case, as far as clocks are concerned. */
export interface ClockEvent {
  readonly type: ClockEventType;
  readonly at: Date;
  /** For an extending act: the new date it names; for a pause that begins: its last day. Local, `YYYY-MM-DD`. */
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
  /** Names the rule within its pack, part and all. */
  readonly key: string;
  /** 1 for the first time the rule runs in the case, 2 after it was stopped and started again, … */
  readonly round: number;
  readonly clause: string;
  readonly title: Localized;
  /** The part of the complaint that it is for, where the rule tells parts apart. */
  readonly part: Part | null;
  /** Whether the complaint has the other part as well, or may have. */
  readonly mixed: boolean;
  readonly binding: Binding;
  readonly bearer: Bearer;
  readonly packId: string;
  readonly packVersion: string;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
  readonly caveat: Localized | null;
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
  readonly extension: {
    readonly at: Date;
    readonly date: string;
    readonly previousDueDate: string;
    /** How often it was moved. */
    readonly times: number;
  } | null;
  /** How far a notice of delay may move it now; null: none may, or the clock has stopped. `latest` null: no law says. */
  readonly extendable: {
    readonly latest: string | null;
    readonly mustContain: readonly Localized[];
    /** The way on that the notice must name. */
    readonly door: Door | null;
  } | null;
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
  const parts = partsOf(facts);
  const ordered = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  return pack.rules
    .filter((rule) => applies(rule, facts) && (rule.part === undefined || parts.includes(rule.part)))
    .flatMap((rule) => runRule({ pack, place, rule, mixed: rule.part !== undefined && parts.length > 1 }, ordered))
    .map((clock) => ({ ...clock, explanation: explainClock(clock) }))
    .sort((a, b) => a.due.getTime() - b.due.getTime() || a.rule.localeCompare(b.rule, 'en', { numeric: true }));
}

/** What names a clock's rule within a pack: `UK-7:payment` where the rule has a part. */
export function ruleKey({ id, part }: Pick<Rule, 'id' | 'part'>): string {
  return part === undefined ? id : `${id}:${part}`;
}

/**
 * The parts of a complaint. `paymentService` says whether it is about a payment or electronic money, `otherService`
 * that it is about something else too. Where nobody knows, it may be both, and both have their clocks.
 */
function partsOf({ paymentService, otherService }: Facts): readonly Part[] {
  if (paymentService === false) return ['other'];
  return paymentService === undefined || otherService === true ? ['payment', 'other'] : ['payment'];
}

/** How a clock stands at an instant. Only what we owe can be missed; any other time is over when it is over. */
export function clockStatus({ due, stop, bearer }: Pick<CaseClock, 'due' | 'stop' | 'bearer'>, now: Date): ClockStatus {
  if (stop === null && now <= due) return 'running';
  if (stop === null) return bearer === 'provider' ? 'missed' : 'ended';
  if (stop.type === 'withdrawn' || (bearer === 'customer' && stop.type === 'reopened')) return 'ended';
  if (stop.at <= due) return 'met';
  return bearer === 'nobody' ? 'ended' : 'late';
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

/** A rule of a pack where its days are counted. */
interface Applied {
  readonly pack: Pack;
  readonly place: Place;
  readonly rule: Rule;
  readonly mixed: boolean;
}

function runRule(applied: Applied, events: readonly ClockEvent[]): UnexplainedClock[] {
  const clocks: UnexplainedClock[] = [];
  let running: UnexplainedClock | null = null;
  for (const [index, event] of events.entries()) {
    if (running === null) {
      if (starts(applied, event)) running = startClock(applied, event, clocks.length + 1);
    } else if (stops(applied, running, event)) {
      clocks.push({ ...running, stop: { type: event.type, at: event.at }, extendable: null });
      running = null;
    } else {
      running = pauseClock(applied, extendClock(applied, running, event), event, events.slice(0, index + 1));
    }
  }
  return running === null ? clocks : [...clocks, running];
}

function starts({ place, rule }: Applied, event: ClockEvent): boolean {
  if (!rule.startedBy.includes(event.type)) return false;
  const { from, until } = rule.inForce ?? {};
  const date = localDate(event.at, place.zone).toString();
  return (from === undefined || from <= date) && (until === undefined || date <= until);
}

function startClock(applied: Applied, event: ClockEvent, round: number): UnexplainedClock {
  const { pack, place, rule, mixed } = applied;
  const limit = rule.limit.unit === 'prompt' ? rule.limit.ceiling : rule.limit;
  const date = localDate(event.at, place.zone);
  return {
    rule: rule.id,
    key: ruleKey(rule),
    round,
    clause: rule.clause,
    title: rule.title,
    part: rule.part ?? null,
    mixed,
    binding: rule.binding ?? pack.binding,
    bearer: rule.bearer,
    packId: pack.id,
    packVersion: pack.version,
    evidence: rule.evidence,
    caveat: rule.caveat ?? null,
    unit: rule.limit.unit,
    start: { type: event.type, at: event.at, date: date.toString() },
    extension: null,
    extendable: extendable(applied, date.toString(), 0),
    stop: null,
    mustContain: rule.mustContain,
    door: rule.door ?? null,
    ...dueBy(applied, date.toString(), limit),
  };
}

/** The due date of a limit counted from the start date, with everything that explains it. */
function dueBy({ place, rule }: Applied, startDate: string, limit: CountedLimit, pauses: readonly Pause[] = []) {
  const start = Temporal.PlainDate.from(startDate);
  const dayZero = rule.countFrom === 'event_day' ? start.subtract({ days: 1 }) : start;
  const count = countLimit(place, dayZero, limit, pauses);
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

/** Local days that are not counted, both included. */
interface Pause {
  readonly from: string;
  readonly to: string;
  readonly why: Localized;
}

function countLimit(place: Place, dayZero: Temporal.PlainDate, limit: CountedLimit, pauses: readonly Pause[]): Count {
  assert(
    Number.isInteger(limit.count) && limit.count > 0 && limit.count <= daysCountedMax,
    'a limit is a whole number of units above zero',
  );
  if (limit.unit === 'business_day') return countBusinessDays(calendar(place.calendar), dayZero, limit.count, pauses);
  assert(pauses.length === 0, 'only business days are counted around a pause');
  const date = dayZero.add({ [durations[limit.unit]]: limit.count });
  return { date, named: null, skipped: [], madeUp: [] };
}

function countBusinessDays(
  named: Calendar,
  dayZero: Temporal.PlainDate,
  count: number,
  pauses: readonly Pause[],
): Count {
  const skipped: NotedDay[] = [];
  const madeUp: NotedDay[] = [];
  let date = dayZero;
  let left = count;
  for (let days = 0; left > 0; days += 1) {
    assert(days < daysCountedMax, `the calendar "${named.id}" has too few business days`);
    date = date.add({ days: 1 });
    const { business, why } = named.day(date);
    const paused = pauses.find(({ from, to }) => from <= date.toString() && date.toString() <= to);
    if (business && paused !== undefined) {
      skipped.push({ date: date.toString(), why: paused.why });
      continue;
    }
    if (business) left -= 1;
    if (why !== null) (business ? madeUp : skipped).push({ date: date.toString(), why });
  }
  return { date, named, skipped, madeUp };
}

function endOfDay(date: Temporal.PlainDate, zone: string): Date {
  const nextDay = date.add({ days: 1 }).toZonedDateTime(zone);
  return new Date(nextDay.epochMilliseconds - 1);
}

function stops(applied: Applied, clock: UnexplainedClock, event: ClockEvent): boolean {
  const { rule } = applied;
  if (event.type === 'withdrawn') return true;
  if (!rule.stoppedBy.includes(event.type)) return false;
  if (rule.stopsAfter === undefined || rule.stopsAfter.act !== event.type) return true;
  const beat = dueBy(applied, clock.start.date, rule.stopsAfter.limit);
  return event.at > beat.due;
}

/** Moves the due date if the event is the rule's extending act, done in time, to the date it names or the rule's longest. */
function extendClock(applied: Applied, clock: UnexplainedClock, event: ClockEvent): UnexplainedClock {
  const { place, rule } = applied;
  const { extension } = rule;
  if (extension === undefined || extension.by !== event.type || event.at > clock.due) return clock;
  const times = clock.extension?.times ?? 0;
  const limit = extension.limits[times] ?? extension.limits.at(-1);
  const longest = limit === undefined ? null : dueBy(applied, clock.start.date, limit);
  const dueDate = earlier(event.until ?? null, longest?.dueDate ?? null);
  if (dueDate === null || dueDate <= clock.dueDate) return clock;
  const upToDue = (days: readonly NotedDay[]) => days.filter((day) => day.date <= dueDate);
  return {
    ...clock,
    ...(longest === null ? {} : { ...longest, skipped: upToDue(longest.skipped), madeUp: upToDue(longest.madeUp) }),
    dueDate,
    due: endOfDay(Temporal.PlainDate.from(dueDate), place.zone),
    extension: {
      at: event.at,
      date: localDate(event.at, place.zone).toString(),
      previousDueDate: clock.dueDate,
      times: times + 1,
    },
    extendable: extendable(applied, clock.start.date, times + 1),
  };
}

/** How far the next notice of delay may move a clock that was moved so often. */
function extendable(applied: Applied, startDate: string, times: number): CaseClock['extendable'] {
  const { extension } = applied.rule;
  if (extension === undefined || extension.by !== 'holding_reply_sent') return null;
  const limit = extension.limits[times] ?? extension.limits.at(-1);
  return {
    latest: limit === undefined ? null : dueBy(applied, startDate, limit).dueDate,
    mustContain: extension.mustContain,
    door: extension.door ?? null,
  };
}

/** Counts again without the days of the rule's pauses, when one begins or ends. */
function pauseClock(
  applied: Applied,
  clock: UnexplainedClock,
  { type }: ClockEvent,
  sofar: readonly ClockEvent[],
): UnexplainedClock {
  const { pause } = applied.rule;
  if (pause === undefined || (type !== pause.from && type !== pause.to)) return clock;
  return { ...clock, ...dueBy(applied, clock.start.date, clock.limit, pausesIn(applied, pause, sofar)) };
}

/** The pauses among events; one that has not ended lasts until the day that its beginning names. */
function pausesIn({ place }: Applied, pause: NonNullable<Rule['pause']>, events: readonly ClockEvent[]): Pause[] {
  const pauses: Pause[] = [];
  let open: Pause | null = null;
  for (const { type, at, until } of events) {
    const date = localDate(at, place.zone).toString();
    if (type === pause.from) open ??= { from: date, to: until ?? date, why: pause.why };
    else if (type === pause.to && open !== null) {
      pauses.push({ ...open, to: date });
      open = null;
    }
  }
  return open === null ? pauses : [...pauses, open];
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
