import type { Database } from '../platform/db.ts';
import type { CaseRow } from './case-row.ts';

/** The complaint in the complainant's words: the text of the first event. */
export async function readComplaintText(db: Database, { shard, id }: Pick<CaseRow, 'shard' | 'id'>): Promise<string> {
  const row = await db
    .selectFrom('complaints.messages')
    .select('text')
    .where('shard', '=', shard)
    .where('case_id', '=', id)
    .where('seq', '=', 1)
    .executeTakeFirstOrThrow();
  return row.text;
}
