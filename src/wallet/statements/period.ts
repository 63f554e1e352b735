import { Temporal } from 'temporal-polyfill';
import type { FieldError } from '../../platform/problem.ts';
import { problem } from '../problems.ts';
import { documentProblem } from './problems.ts';

/** Days of a statement, both included, in the installation's zone, and the instants between which its movements lie. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** The first instant that is in it. */
  readonly startsAt: Date;
  /** The first instant after it. */
  readonly endsAt: Date;
}

type DayProblem = 'day-unknown' | 'date-order';

function at(pointer: string, name: DayProblem): readonly FieldError[] {
  return [{ pointer, detail: problem(name).text.detail }];
}

function readDay(typed: string, pointer: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' });
  } catch {
    throw problem('day-unknown', { day: typed }, at(pointer, 'day-unknown'));
  }
}

function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

/** Reads the two days that were typed; throws the Problem of the first thing that is wrong. */
export function readPeriod(typed: { readonly from: string; readonly to: string }, zone: string, now: Date): Period {
  const [from, to] = [readDay(typed.from, '/from'), readDay(typed.to, '/to')];
  if (Temporal.PlainDate.compare(from, to) > 0) throw problem('date-order', {}, at('/to', 'date-order'));
  if (Temporal.PlainDate.compare(to, today(zone, now)) > 0)
    throw documentProblem('period-future', {}, [
      { pointer: '/to', detail: documentProblem('period-future').text.detail },
    ]);
  return periodOf(from, to, zone);
}

function periodOf(from: Temporal.PlainDate, to: Temporal.PlainDate, zone: string): Period {
  return {
    from: from.toString(),
    to: to.toString(),
    startsAt: startOf(from, zone),
    endsAt: startOf(to.add({ days: 1 }), zone),
  };
}

/** Everything from a day on. */
export function wholeHistory(since: Date, zone: string, now: Date): Period {
  return periodOf(today(zone, since), today(zone, now), zone);
}

/** A period that was read before. */
export function knownPeriod(days: { readonly from: string; readonly to: string }, zone: string): Period {
  return periodOf(Temporal.PlainDate.from(days.from), Temporal.PlainDate.from(days.to), zone);
}

function today(zone: string, now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** The furthest day that is still in force, in years. */
const yearsMax = 5;

/** A last day from tomorrow on that is not too far; undefined where it is. Throws `wallet.day-unknown`. */
export function readFutureDay(typed: string, pointer: string, zone: string, now: Date): string | undefined {
  const [day, present] = [readDay(typed, pointer), today(zone, now)];
  const fits =
    Temporal.PlainDate.compare(day, present) > 0 &&
    Temporal.PlainDate.compare(day, present.add({ years: yearsMax })) <= 0;
  return fits ? day.toString() : undefined;
}

/** The last month that is over. */
export function lastMonth(zone: string, now: Date): Period {
  const first = today(zone, now).with({ day: 1 });
  return periodOf(first.subtract({ months: 1 }), first.subtract({ days: 1 }), zone);
}
