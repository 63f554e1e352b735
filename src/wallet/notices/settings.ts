import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { noticeKinds } from './contract.ts';
import type { NoticeKind } from './contract.ts';

/** The kinds of notices that a person does not want. */
export async function readOff(db: Database, personId: string): Promise<readonly NoticeKind[]> {
  const row = await db
    .selectFrom('wallet.notice_settings')
    .select('off')
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return noticeKinds.filter((kind) => row?.off.includes(kind));
}
