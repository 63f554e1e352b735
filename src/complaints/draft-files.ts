import { readEvidence, removeEvidence, storeEvidence } from '../evidence/evidence.ts';
import type { NewFile, StoredFile, Vault } from '../evidence/evidence.ts';
import { readDraft } from './drafts.ts';

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
