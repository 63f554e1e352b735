import { sql } from 'kysely';
import type { Config } from './config.ts';
import { deriveKey, hmac } from './crypto.ts';
import type { Database } from './db.ts';
import { StartFailure } from './start-failure.ts';

/**
 * Holds an installation to what was chosen at its first start: with other shards a payment that is repeated would not
 * be found, and with another master key no file could be read. Throws a `StartFailure` where a setting differs.
 */
export async function holdToInstallation(
  db: Database,
  { shards, masterKey }: Pick<Config, 'shards' | 'masterKey'>,
): Promise<void> {
  const chosen = { SHARDS: String(shards), MASTER_KEY: hmac(deriveKey(masterKey, 'fingerprint'), '').toString('hex') };
  const rows = Object.entries(chosen).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  await db
    .insertInto('platform.settings')
    .values(rows)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const kept = await db
    .selectFrom('platform.settings')
    .select(['name', sql<string>`value #>> '{}'`.as('value')])
    .execute();
  const first = new Map(kept.map(({ name, value }) => [name, value]));
  if (first.get('SHARDS') !== chosen.SHARDS) {
    throw new StartFailure(
      `This database has SHARDS=${first.get('SHARDS')}, chosen at its first start. Start with that; it cannot be ${shards} now.`,
    );
  }
  if (first.get('MASTER_KEY') !== chosen.MASTER_KEY) {
    throw new StartFailure(
      'This database belongs to another master key. Set MASTER_KEY to its own, or start in the DATA_DIR that holds it.',
    );
  }
}
