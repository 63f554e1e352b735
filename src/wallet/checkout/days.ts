import { Temporal } from 'temporal-polyfill';
import { Type } from 'typebox';
import { problem } from '../problems.ts';
import { readDay } from '../read-day.ts';

export const dayField = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, `2026-11-22`, in UTC' });

function startOf(day: Temporal.PlainDate): Date {
  return new Date(day.toZonedDateTime('UTC').epochMilliseconds);
}

/** The instants between which some days lie, the last one included; throws `wallet.day-unknown` and `wallet.date-order`. */
export function readDays(
  from: string | undefined,
  to: string | undefined,
): { readonly start: Date | undefined; readonly end: Date | undefined } {
  const first = from === undefined ? undefined : readDay(from, '/from');
  const last = to === undefined ? undefined : readDay(to, '/to');
  if (first && last && Temporal.PlainDate.compare(first, last) > 0)
    throw problem('date-order', {}, [{ pointer: '/to', detail: problem('date-order').text.detail }]);
  return { start: first && startOf(first), end: last && startOf(last.add({ days: 1 })) };
}
