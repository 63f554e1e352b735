import { Temporal } from 'temporal-polyfill';
import type { Localized } from '../../platform/localized.ts';
import { defineProblems } from '../../platform/problem.ts';
import { computeClocks, placeOf } from './engine.ts';
import type { CaseClock, NotedDay } from './engine.ts';
import type { Bearer, Binding, ClockEventType, Confidence, Evidence, Facts, LimitUnit, Part, Rule } from './pack.ts';
import { packs } from './packs.ts';

/** One line of `recourse clock`: instants in UTC, dates local to `zone`. */
export interface ClockLine {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly start: string;
  readonly dueDate: string;
  readonly due: string;
  readonly unit: LimitUnit;
  readonly skipped: readonly { readonly date: string; readonly why: string }[];
  readonly confidence: Confidence;
  readonly count: number;
  readonly countedUnit: CaseClock['limit']['unit'];
  readonly zone: string;
  readonly calendar: string | null;
  readonly madeUp: readonly { readonly date: string; readonly why: string }[];
  readonly binding: Binding;
  readonly bearer: Bearer;
  /** What happened at `start`: most clocks run from receipt, some from another event. */
  readonly startedBy: ClockEventType;
  /** The part of the complaint that it is for. */
  readonly part: Part | null;
  readonly evidence: Evidence;
  readonly caveat: string | null;
  readonly receivedBy: string | null;
  readonly door: string | null;
  readonly explanation: Localized;
}

export interface ClockRequest {
  /** When the complaint came in, or what else starts a clock happened: ISO 8601; without an offset it is local time in the pack's zone. */
  readonly start: string;
  /** The channel it came by; `regulator` starts the clocks of a forwarded complaint, any other those of receipt. */
  readonly receivedBy?: string;
  readonly facts?: Facts;
}

const clockProblem = defineProblems('clocks', {
  'unknown-pack': {
    status: 404,
    title: { en: 'No such pack', 'zh-CN': '没有这个规则包' },
    detail: { en: 'There is no pack "{id}". Packs: {known}.', 'zh-CN': '没有规则包“{id}”。现有：{known}。' },
  },
  'bad-start': {
    status: 422,
    title: { en: 'Start is not a time', 'zh-CN': '起始时间无效' },
    detail: {
      en: 'The start "{start}" is not an ISO 8601 date or time, such as 2026-03-31T22:30:00Z.',
      'zh-CN': '起始时间“{start}”不是ISO 8601日期或时间，例如2026-03-31T22:30:00Z。',
    },
  },
});

/**
 * The clocks that run from `start` under a pack, nearest first: of a complaint received then, and of rules that another
 * event starts as if that had happened then (`startedBy` says which). A problem for an unknown pack or an unreadable
 * start.
 */
export function clockReport(packId: string, { start, receivedBy, facts = {} }: ClockRequest): ClockLine[] {
  const pack = packs.get(packId);
  if (pack === undefined)
    throw clockProblem('unknown-pack', { id: packId, known: [...packs.keys()].sort().join(', ') });
  const at = readStart(start, placeOf(pack, facts).zone);
  const receipt = receivedBy === 'regulator' ? 'forwarded_by_regulator' : 'received';
  return pack.rules
    .flatMap((rule) => computeClocks({ ...pack, rules: [rule] }, [{ type: startOf(rule, receipt), at }], facts))
    .sort((a, b) => a.due.getTime() - b.due.getTime() || a.rule.localeCompare(b.rule, 'en', { numeric: true }))
    .map((clock) => clockLine(clock, receivedBy ?? null));
}

/** Receipt, where that starts the rule; otherwise what does. */
function startOf({ startedBy }: Rule, receipt: ClockEventType): ClockEventType {
  const [first] = startedBy;
  return startedBy.includes(receipt) || first === undefined ? receipt : first;
}

function readStart(start: string, zone: string): Date {
  try {
    const hasOffset = /(?:Z|[+-]\d\d(?::?\d\d)?)(?:\[.*\])?$/i.test(start) && /T/i.test(start);
    const instant = hasOffset
      ? Temporal.Instant.from(start)
      : Temporal.PlainDateTime.from(start).toZonedDateTime(zone).toInstant();
    return new Date(instant.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) throw clockProblem('bad-start', { start });
    throw error;
  }
}

function clockLine(clock: CaseClock, receivedBy: string | null): ClockLine {
  return {
    id: clock.rule,
    clause: clock.clause,
    title: clock.title.en,
    start: clock.start.at.toISOString(),
    dueDate: clock.dueDate,
    due: clock.due.toISOString(),
    unit: clock.unit,
    skipped: clock.skipped.map((day) => inEnglish(day, clock)),
    confidence: clock.confidence,
    count: clock.limit.count,
    countedUnit: clock.limit.unit,
    zone: clock.zone,
    calendar: clock.calendar?.id ?? null,
    madeUp: clock.madeUp.map((day) => inEnglish(day, clock)),
    binding: clock.binding,
    bearer: clock.bearer,
    startedBy: clock.start.type,
    part: clock.part,
    evidence: clock.evidence,
    caveat: clock.caveat?.en ?? null,
    receivedBy,
    door: clock.door?.clause ?? null,
    explanation: clock.explanation,
  };
}

function inEnglish(day: NotedDay, clock: CaseClock): { date: string; why: string } {
  const isWeekend = day.why.en === 'Saturday' || day.why.en === 'Sunday';
  return { date: day.date, why: isWeekend ? day.why.en : `${day.why.en} (${clock.calendar?.source ?? ''})` };
}
