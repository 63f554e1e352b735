import { evidenceProblem, filesMax, listEvidence, storeEvidence } from '../evidence/evidence.ts';
import type { NewFile, StoredFile } from '../evidence/evidence.ts';
import type { Ctx, QueryCtx } from '../platform/command.ts';
import { readFiles } from './case-files.ts';
import type { CaseRow } from './case-row.ts';
import { readCase } from './case-store.ts';
import type { FileView } from './contract.ts';

/** Stores a file for a case that the caller may add to; `complaints.attach-evidence` makes it part of the record. Throws `complaints.unknown-case` and the vault's problems. */
export async function uploadEvidence(
  ctx: QueryCtx,
  number: string,
  file: Omit<NewFile, 'holder' | 'keepAll'>,
): Promise<StoredFile> {
  const { row } = await readCase(ctx, number);
  refuseTooMany(await readFiles(ctx.db, row), 1);
  return storeEvidence(ctx, { ...file, holder: row.id }, ctx.now);
}

/** Files that were uploaded under the case's own key and are not part of it yet; others are left out. Throws `evidence.too-many`. */
export async function readUploads(ctx: Ctx, row: CaseRow, ids: readonly string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const uploaded = await listEvidence(ctx.tx, row.id);
  const present = await readFiles(ctx.tx, row);
  const added = uploaded.filter(({ id }) => ids.includes(id) && present.every((file) => file.id !== id));
  refuseTooMany(present, added.length);
  return added;
}

/** A case holds so many files that were sent on purpose; what came by mail and is not shown does not count. */
function refuseTooMany(present: readonly FileView[], added: number): void {
  if (present.filter(({ shown }) => shown).length + added > filesMax) throw evidenceProblem('too-many');
}
