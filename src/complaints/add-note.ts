import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { staffNote } from './desk.ts';
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
