import { command, input } from '../platform/command.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { worksCases } from './desk.ts';
import { numberField } from './schemas.ts';

/** What a complainant wrote after the end of a case (thanks, for example) may need no answer. */
export const dismissMessage = command({
  name: 'complaints.dismiss-message',
  summary: 'Takes an ended case off the desk: what its complainant wrote last needs no answer.',
  rest: 'POST /cases/{number}/dismissal',
  can: worksCases,
  input: input({ number: numberField }),
  run: async (ctx, { number }) => {
    const found = await lockCase(ctx, number);
    const { record } = await changeCase(ctx, found, { act: 'dismiss-message' });
    return { number: found.row.number, version: record.version };
  },
});
