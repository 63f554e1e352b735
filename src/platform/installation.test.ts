import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { holdToInstallation } from './installation.ts';
import { StartFailure } from './start-failure.ts';

const { db, drop } = await testDatabase();
after(drop);

test('an installation starts again only with the shards and the master key of its first start', async () => {
  const masterKey = randomBytes(32);
  await holdToInstallation(db, { shards: 4, masterKey });
  await holdToInstallation(db, { shards: 4, masterKey });
  await assert.rejects(
    holdToInstallation(db, { shards: 1, masterKey }),
    (error) => error instanceof StartFailure && error.message.includes('SHARDS=4'),
  );
  await assert.rejects(
    holdToInstallation(db, { shards: 4, masterKey: randomBytes(32) }),
    (error) => error instanceof StartFailure && error.message.includes('MASTER_KEY'),
  );
  const settings = await db.selectFrom('platform.settings').selectAll().execute();
  assert.ok(!JSON.stringify(settings).includes(masterKey.toString('hex')));
});
