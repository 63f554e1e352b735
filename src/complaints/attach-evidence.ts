import { Type } from 'typebox';
import { listEvidence, storeEvidence } from '../evidence/evidence.ts';
import type { NewFile, StoredFile } from '../evidence/evidence.ts';
import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx, QueryCtx } from '../platform/command.ts';
import { addFiles, readFiles } from './case-files.ts';
import type { CaseRow } from './case-row.ts';
import { lockCase, readCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { mayBeComplainant } from './desk.ts';
import { numberField } from './schemas.ts';

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

/** Stores a file for a case that the caller may add to; `complaints.attach-evidence` makes it part of the record. Throws `complaints.unknown-case` and the vault's problems. */
export async function uploadEvidence(
  ctx: QueryCtx,
  number: string,
  file: Omit<NewFile, 'holder' | 'keepAll'>,
): Promise<StoredFile> {
  const { row } = await readCase(ctx, number);
  return storeEvidence(ctx, { ...file, holder: row.id }, ctx.now);
}

/** Files that were uploaded under the case's own key and are not part of it yet; others are left out. */
export async function readUploads(ctx: Ctx, row: CaseRow, ids: readonly string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const uploaded = await listEvidence(ctx.tx, row.id);
  const present = await readFiles(ctx.tx, row);
  return uploaded.filter(({ id }) => ids.includes(id) && present.every((file) => file.id !== id));
}
