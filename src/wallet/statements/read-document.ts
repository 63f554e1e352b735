import { readEvidence } from '../../evidence/evidence.ts';
import type { StoredFile } from '../../evidence/evidence.ts';
import { assert } from '../../platform/assert.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import type { DocumentView } from './contract.ts';
import { findDocument } from './document.ts';
import { documentProblem } from './problems.ts';

const types: Readonly<Record<DocumentView['format'], string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
};

/** The file of one's own document, judged at each download. Throws `wallet.document-unknown`, `…-not-ready` and `…-expired`. */
export async function readDocumentFile(
  ctx: QueryCtx,
  id: string,
): Promise<{ readonly file: StoredFile; readonly content: AsyncIterable<Buffer> }> {
  const row = await findDocument(ctx.db, personIdOf(ctx.actor), id);
  if (row.state === 'expired') throw documentProblem('document-expired');
  if (row.state !== 'ready') throw documentProblem('document-not-ready');
  assert(row.file_id !== null && row.file_name !== null, 'a document that is ready has a file');
  const { file, content } = await readEvidence(ctx, { holder: row.id, id: row.file_id });
  // What it is we know better than its first bytes tell.
  return { file: { ...file, name: row.file_name, type: types[row.format], shown: true }, content };
}
