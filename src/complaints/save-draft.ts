import { Type } from 'typebox';
import { removeEvidence, storeEvidence, readEvidence } from '../evidence/evidence.ts';
import type { NewFile, StoredFile, Vault } from '../evidence/evidence.ts';
import { command, input, query } from '../platform/command.ts';
import { readDraft, readDraftFiles, writeDraft } from './drafts.ts';
import { textLengthMax } from './schemas.ts';

const codeField = Type.String({ minLength: 16, maxLength: 40, description: 'Resume code' });

/** Save and return without signing in; what was typed is never lost to a time-out. */
export const saveDraft = command({
  name: 'complaints.save-draft',
  summary:
    'Keeps a complaint that is being written; a new one gets a resume code, which is shown once and stored as a hash.',
  rest: 'PUT /complaint-drafts',
  can: () => true,
  input: input({
    code: Type.Optional(codeField),
    answers: Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), Type.String({ maxLength: textLengthMax }), {
      maxProperties: 40,
    }),
  }),
  run: async (ctx, { code, answers }) => writeDraft(ctx, { code, answers }),
});

export const getDraft = query({
  name: 'complaints.get-draft',
  summary: 'Reads a saved complaint by its resume code.',
  can: () => true,
  input: input({ code: codeField }),
  run: async (ctx, { code }) => {
    const draft = await readDraft(ctx.db, code, ctx.now);
    return {
      answers: draft.answers,
      files: await readDraftFiles(ctx.db, draft),
      startedAt: draft.startedAt,
      expiresAt: draft.expiresAt,
    };
  },
});

/** Stores a file with a draft, before there is a case. Throws `complaints.unknown-draft` and the vault's problems. */
export async function addDraftFile(
  vault: Vault,
  code: string,
  file: Omit<NewFile, 'holder' | 'keepAll'>,
  now: Date,
): Promise<StoredFile> {
  const { id } = await readDraft(vault.db, code, now);
  return storeEvidence(vault, { ...file, holder: id }, now);
}

/** Takes a file out of a draft again. Throws `complaints.unknown-draft`. */
export async function removeDraftFile(vault: Vault, code: string, fileId: string, now: Date): Promise<void> {
  const { id } = await readDraft(vault.db, code, now);
  await removeEvidence(vault, { holder: id, id: fileId });
}

/** A file of a draft with its bytes. Throws `complaints.unknown-draft`, or the vault's problem where it has no such file. */
export async function readDraftFile(
  vault: Vault,
  code: string,
  fileId: string,
  now: Date,
): ReturnType<typeof readEvidence> {
  const { id } = await readDraft(vault.db, code, now);
  return readEvidence(vault, { holder: id, id: fileId });
}
