import { Temporal } from 'temporal-polyfill';
import { problem } from './problems.ts';

/** A typed day; throws `wallet.day-unknown` for one that is not in the calendar. */
export function readDay(typed: string, pointer: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' });
  } catch {
    throw problem('day-unknown', { day: typed }, [{ pointer, detail: problem('day-unknown').text.detail }]);
  }
}
