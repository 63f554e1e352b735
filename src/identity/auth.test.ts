import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { createAuth } from './auth.ts';

const { db, drop } = await testDatabase();
after(drop);

test('our tables are those that the sign-in library expects', async () => {
  const hooks = { mailCode: async () => undefined, reportChange: async () => undefined };
  const { toBeCreated, toBeAdded } = await getMigrations(createAuth({ config: testConfig(), db, hooks }).options);
  assert.deepEqual([toBeCreated, toBeAdded], [[], []]);
});

test('cookies are marked secure where the site is, and are never open to scripts or other sites', async () => {
  const hooks = { mailCode: async () => undefined, reportChange: async () => undefined };
  for (const [publicUrl, secure] of [
    ['https://pay.example', true],
    ['http://localhost:3000', false],
  ] as const) {
    const { authCookies } = await createAuth({ config: testConfig({ PUBLIC_URL: publicUrl }), db, hooks }).$context;
    const { secure: isSecure, httpOnly, sameSite } = authCookies.sessionToken.attributes;
    assert.deepEqual([isSecure, httpOnly, sameSite], [secure, true, 'lax']);
  }
});
