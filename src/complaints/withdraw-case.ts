import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { letter } from './complaint-letters.ts';
import { mayBeComplainant } from './desk.ts';
import { greet, writeLetter } from './letters/letter.ts';
import { answerField, numberField } from './schemas.ts';

export const withdrawCase = command({
  name: 'complaints.withdraw-case',
  summary: 'Withdraws the complaint; it can be reopened.',
  rest: 'POST /cases/{number}/withdrawal',
  can: mayBeComplainant,
  input: input({ number: numberField, reason: Type.Optional(answerField) }),
  run: async (ctx, { number, reason }) => {
    const found = await lockCase(ctx, number);
    const { row } = found;
    const text = writeLetter('withdrawn', row.locale, {
      greeting: greet(row.name, row.locale),
      number: row.number,
      reason: reason?.trim() || null,
    });
    const said = letter('withdrawal', text);
    // The reason is a stranger's words until the address is confirmed: he reads them on the tracker.
    const isKnown = row.verified || row.channel !== 'web';
    const { record } = await changeCase(ctx, found, { act: 'withdraw-case', textHash: hashOf(text) }, [
      isKnown ? said : { ...said, mail: undefined },
    ]);
    return { number: row.number, version: record.version };
  },
});
