import type { Ctx } from '../platform/command.ts';
import { clocksOf } from './case-clocks.ts';
import type { CaseEvent } from './case-state.ts';
import { readRecord } from './case-store.ts';
import type { FoundCase } from './case-store.ts';
import type { NewMessage } from './change-case.ts';
import { viewNewClocks } from './clock-view.ts';
import { datesOf, letter } from './complaint-letters.ts';
import { greet, writeLetter } from './letters/letter.ts';

/** The letter that says a case is open again, with the dates that this will give it. */
export async function secondLook(
  ctx: Ctx,
  { row, record }: FoundCase,
  event: Extract<CaseEvent, { kind: 'disagreed' | 'reopened' }>,
): Promise<NewMessage> {
  const next = record.version + 1;
  const events = await readRecord(ctx.tx, row);
  const clocks = clocksOf(record, [
    ...events,
    { seq: next, at: ctx.now, event },
    { seq: next + 1, at: ctx.now, event: { kind: 'acknowledged', textHash: '' } },
  ]);
  const text = writeLetter('second-look', row.locale, {
    greeting: greet(row.name, row.locale),
    number: row.number,
    disagreed: event.kind === 'disagreed',
    dates: datesOf(viewNewClocks(clocks), row.locale),
  });
  return letter('acknowledgement', text);
}
