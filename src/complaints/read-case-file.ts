import { readEvidence } from '../evidence/evidence.ts';
import type { StoredFile } from '../evidence/evidence.ts';
import type { QueryCtx } from '../platform/command.ts';
import { holderOfFile } from './case-files.ts';
import { readCase } from './case-store.ts';
import { complaintsProblem } from './problems.ts';

/** A file of a case with its bytes, for whoever may see the case; judged at each download. Throws `complaints.unknown-case`. */
export async function readCaseFile(
  ctx: QueryCtx,
  number: string,
  fileId: string,
): Promise<{ readonly file: StoredFile; readonly content: AsyncIterable<Buffer> }> {
  const { row } = await readCase(ctx, number);
  const holder = await holderOfFile(ctx.db, row, fileId);
  if (holder === undefined) throw complaintsProblem('unknown-case');
  return readEvidence(ctx, { holder, id: fileId });
}
