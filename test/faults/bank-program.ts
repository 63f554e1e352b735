import { readFile } from 'node:fs/promises';
import { openApp } from '../../src/app.ts';
import { systemCaller } from '../../src/platform/door.ts';
import { testConfig } from '../config.ts';

// The bank's side of the program in a process of its own, for tests that kill it or its database: it takes a file if it
// is given one, makes batches if it is asked to, and goes on with whatever jobs there are.
const [, , databaseUrl = '', work = '', path = ''] = process.argv;
const app = await openApp({
  config: testConfig({ SHARDS: '4', MASTER_KEY: 'ab'.repeat(32) }),
  databaseUrl,
  parts: ['worker'],
});
console.log('ready');
if (work === 'import') {
  const file = (await readFile(path)).toString('base64');
  const actor = {
    kind: 'person',
    id: '01a213fd-2b87-7509-ad95-94867b310c00',
    name: 'x',
    email: 'x@okpay.example',
  } as const;
  const caller = { ...systemCaller('test', 'test'), actor: { ...actor, roles: ['handler'] as const } };
  await app.door.call('wallet.import-bank-statement', { file }, caller);
}
if (work === 'batches')
  for (;;) await app.door.call('rails.make-bank-batches', {}, systemCaller('bank', 'test')).catch(() => undefined);
