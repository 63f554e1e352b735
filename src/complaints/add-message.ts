import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { addFiles } from './case-files.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { fromComplainant, mayBeComplainant } from './desk.ts';
import { numberField, textField } from './schemas.ts';
import { readUploads } from './upload-evidence.ts';

/** The complainant writes to us, on the tracker. */
export const addMessage = command({
  name: 'complaints.add-message',
  summary: 'Adds a message of the complainant to his case, with files that were uploaded to it.',
  rest: 'POST /cases/{number}/messages',
  can: mayBeComplainant,
  input: input({
    number: numberField,
    text: textField,
    files: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 20 })),
  }),
  run: async (ctx, { number, text, files = [] }) => {
    const found = await lockCase(ctx, number);
    const uploads = await readUploads(ctx, found.row, files);
    const attempt = { act: 'add-message', channel: 'web', automatic: false, textHash: hashOf(text) } as const;
    const { record } = await changeCase(ctx, found, attempt, [fromComplainant(ctx, found.row.name, 'message', text)]);
    await addFiles(ctx.tx, found.row, uploads, record.version, ctx.now);
    return { number: found.row.number, version: record.version };
  },
});
