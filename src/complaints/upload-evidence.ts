import { listEvidence, storeEvidence } from '../evidence/evidence.ts';
import type { NewFile, StoredFile } from '../evidence/evidence.ts';
import type { Ctx, QueryCtx } from '../platform/command.ts';
import { readFiles } from './case-files.ts';
import type { CaseRow } from './case-row.ts';
import { readCase } from './case-store.ts';

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
