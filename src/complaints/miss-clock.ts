import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf } from './case-secrets.ts';
import { lockCaseFor } from './case-store.ts';
import { changeCase } from './change-case.ts';
import type { NewMessage } from './change-case.ts';
import { readClocks } from './clock-view.ts';
import { letter } from './complaint-letters.ts';
import type { ClockView } from './contract.ts';
import { greet, writeDay, writeLetter } from './letters/letter.ts';

/** Silence has consequences: the sweep calls this for each clock that ran out. A repeat, or one that was stopped in between, changes nothing. */
export const missClock = command({
  name: 'complaints.miss-clock',
  summary: 'Records that a clock ran out, and tells the complainant which way is open now.',
  can: (actor) => actor.kind === 'system',
  input: input({ case: Type.String({ format: 'uuid' }), clock: Type.String({ maxLength: 200 }) }),
  run: async (ctx, { case: caseId, clock: clockId }) => {
    const found = await lockCaseFor(ctx, caseId, 'system');
    const clock = (await readClocks(ctx.tx, found.row, ctx.now)).find(({ id }) => id === clockId);
    if (clock === undefined || clock.status !== 'running' || ctx.now <= clock.dueAt) return { missed: false };
    const message = noticeOf(found.row, clock);
    const attempt = { act: 'miss-clock', clock: clockId, due: clock.dueAt, textHash: hashOf(message.text) } as const;
    await changeCase(ctx, found, attempt, [message]);
    return { missed: true };
  },
});

/** A letter that names the open door; where none opens, a line for staff. */
function noticeOf({ name, number, locale }: CaseRow, { title, dueDate, door, clause }: ClockView): NewMessage {
  const due = writeDay(dueDate, locale);
  if (door === null) {
    return {
      direction: 'note',
      kind: 'notice',
      channel: 'web',
      author: { id: null, name: null },
      text: `${clause}: ${title[locale]} – ${due}`,
    };
  }
  return letter(
    'notice',
    writeLetter('clock-missed', locale, {
      greeting: greet(name, locale),
      number,
      due,
      title: title[locale],
      door: door[locale],
      clause,
    }),
  );
}
