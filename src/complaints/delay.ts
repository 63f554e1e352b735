import { Temporal } from 'temporal-polyfill';
import type { Ctx } from '../platform/command.ts';
import type { Locale } from '../platform/localized.ts';
import { extendableClocksOf } from './case-clocks.ts';
import type { CaseRecord, RecordedEvent } from './case-state.ts';
import { readRecord } from './case-store.ts';
import type { FoundCase } from './case-store.ts';
import { localDate } from './clocks/engine.ts';
import type { DelayView } from './contract.ts';
import { writeDay, writeLetter } from './letters/letter.ts';
import { complaintsProblem } from './problems.ts';

/** The clocks of a case that a notice of delay may move now, and how far; one that ran out can be moved no more. */
export function delaysOf(record: CaseRecord, events: readonly RecordedEvent[], now: Date): DelayView[] {
  return extendableClocksOf(record, events).flatMap(({ stop, due, dueDate, extendable, rule, title, clause }) => {
    if (stop !== null || extendable === null || now > due) return [];
    const { latest, mustContain, door } = extendable;
    return latest !== null && latest <= dueDate
      ? []
      : [{ rule, title, clause, dueDate, latest, mustContain, door: door?.label ?? null }];
  });
}

/**
 * A reply that announces a delay, with what the law wants of it and the program knows: the new date, and the way on
 * that is open at once. Why it takes longer only its writer can say. Throws `complaints.bad-delay` for a day that is
 * none or not to come, and `complaints.delay-too-long` for one that the law does not allow.
 */
export async function announceDelay(
  ctx: Ctx,
  { row, record }: FoundCase,
  text: string,
  until: string,
): Promise<string> {
  const day = readDay(until);
  if (day === null || Temporal.PlainDate.compare(day, localDate(ctx.now, ctx.config.zone)) <= 0)
    throw complaintsProblem('bad-delay', {}, [{ pointer: '/delayedUntil', detail: notToCome }]);
  const delays = delaysOf(record, await readRecord(ctx.tx, row), ctx.now);
  refuseTooLong(delays, until);
  return `${text}\n\n${notice(delays, until, row.locale)}`;
}

const notToCome = { en: 'Name a day after today.', 'zh-CN': '请填写今天之后的日期。' } as const;

function refuseTooLong(delays: readonly DelayView[], until: string): void {
  const first = delays
    .filter(({ latest }) => latest !== null)
    .sort((a, b) => ((a.latest ?? '') < (b.latest ?? '') ? -1 : 1))[0];
  if (first === undefined || first.latest === null || until <= first.latest) return;
  const latest = { en: writeDay(first.latest, 'en'), 'zh-CN': writeDay(first.latest, 'zh-CN') };
  throw complaintsProblem('delay-too-long', { latest: latest.en, latest_zh: latest['zh-CN'], clause: first.clause }, [
    { pointer: '/delayedUntil', detail: { en: `At most ${latest.en}.`, 'zh-CN': `最晚${latest['zh-CN']}。` } },
  ]);
}

function notice(delays: readonly DelayView[], until: string, locale: Locale): string {
  const moved = delays.filter(({ dueDate }) => dueDate < until);
  const doors = moved.flatMap(({ door }) => (door === null ? [] : [door[locale]]));
  return writeLetter('delay', locale, {
    until: writeDay(until, locale),
    clauses: [...new Set(moved.map(({ clause }) => clause))],
    doors: [...new Set(doors)],
  });
}

/** A day that is written as `2026-11-25`; null: there is none such. */
export function readDay(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
