import type { StoredFile } from '../evidence/evidence.ts';
import type { Database, Tx } from '../platform/db.ts';
import type { CaseRow } from './case-row.ts';
import type { FileView } from './contract.ts';

type CaseName = Pick<CaseRow, 'shard' | 'id'>;

/** Makes files of the vault part of a case, with the event or message of number `seq`. */
export async function addFiles(
  tx: Tx,
  { shard, id }: CaseName,
  files: readonly StoredFile[],
  seq: number,
  now: Date,
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map((file) => ({
    shard,
    case_id: id,
    file_id: file.id,
    holder: file.holder,
    seq,
    name: file.name,
    type: file.type,
    size: file.size,
    sha256: Buffer.from(file.sha256, 'hex'),
    shown: file.shown,
    added_at: now,
  }));
  await tx.insertInto('complaints.case_files').values(rows).execute();
}

/** The files of a case in the order they came. */
export async function readFiles(db: Database, { shard, id }: CaseName): Promise<FileView[]> {
  const rows = await db
    .selectFrom('complaints.case_files')
    .select(['file_id', 'name', 'type', 'size', 'sha256', 'shown', 'added_at', 'seq'])
    .where('shard', '=', shard)
    .where('case_id', '=', id)
    .orderBy('seq')
    .orderBy('file_id')
    .execute();
  return rows.map(({ file_id: fileId, added_at: addedAt, sha256, ...rest }) => ({
    id: fileId,
    ...rest,
    sha256: sha256.toString('hex'),
    addedAt,
  }));
}

/** Under whose key a file of a case lies; undefined where the case has no such file. */
export async function holderOfFile(db: Database, { shard, id }: CaseName, fileId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('complaints.case_files')
    .select('holder')
    .where('shard', '=', shard)
    .where('case_id', '=', id)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return row?.holder;
}
