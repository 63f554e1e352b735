import { assert } from '../platform/assert.ts';
import type { Database } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { verificationLevels } from './contract.ts';
import type { VerificationLevel } from './contract.ts';

/** How far a person is known to us. */
export async function verificationLevelOf(db: Database, personId: string): Promise<VerificationLevel> {
  const row = await db
    .selectFrom('identity.people')
    .select('verification_level')
    .where('shard', '=', shardOf(personId))
    .where('id', '=', personId)
    .executeTakeFirst();
  const level = verificationLevels.find((known) => known === (row?.verification_level ?? 0));
  assert(level !== undefined, 'a person has a level that we know');
  return level;
}

/** Sets how far a person is known, in the caller's transaction; who decides that is the caller's affair. */
export async function setVerificationLevel(db: Database, personId: string, level: VerificationLevel): Promise<void> {
  await db
    .updateTable('identity.people')
    .set({ verification_level: level })
    .where('shard', '=', shardOf(personId))
    .where('id', '=', personId)
    .execute();
}
