import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { addFiles } from './case-files.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { mayBeComplainant } from './desk.ts';
import { numberField } from './schemas.ts';
import { readUploads } from './upload-evidence.ts';

/** Makes files that were uploaded to a case part of its record. */
export const attachEvidence = command({
  name: 'complaints.attach-evidence',
  summary: 'Makes files that were uploaded to a case part of its record.',
  rest: 'POST /cases/{number}/evidence',
  can: (actor) => mayBeComplainant(actor) || isStaff(actor),
  input: input({
    number: numberField,
    files: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 20 }),
  }),
  run: async (ctx, { number, files }) => {
    const found = await lockCase(ctx, number);
    const uploads = await readUploads(ctx, found.row, files);
    const { record, events } = await changeCase(ctx, found, {
      act: 'attach-evidence',
      files: uploads,
      by: found.party,
    });
    const [first] = events;
    if (first !== undefined) await addFiles(ctx.tx, found.row, uploads, first.seq, ctx.now);
    return { number: found.row.number, version: record.version };
  },
});
