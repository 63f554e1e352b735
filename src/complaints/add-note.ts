import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { staffNote, worksCases } from './desk.ts';
import { numberField, textField } from './schemas.ts';

export const addNote = command({
  name: 'complaints.add-note',
  summary: 'Adds an internal note; complainants never see one.',
  rest: 'POST /cases/{number}/notes',
  can: isStaff,
  input: input({ number: numberField, text: textField }),
  run: async (ctx, { number, text }) => {
    const found = await lockCase(ctx, number);
    const { record } = await changeCase(ctx, found, { act: 'add-note', textHash: hashOf(text) }, [
      staffNote(ctx, 'note', text),
    ]);
    return { number: found.row.number, version: record.version };
  },
});

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
