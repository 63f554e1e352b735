/** Makes one statement of a person's USD and prints its seconds, the peak memory of this process and the file's size in MiB. */
import { readFile } from 'node:fs/promises';
import { openApp } from '../src/app.ts';
import { assert } from '../src/platform/assert.ts';
import { systemClock } from '../src/platform/clock.ts';
import { walletTasks } from '../src/wallet/wallet.ts';
import { testConfig } from '../test/config.ts';

const [url = '', id = '', format] = process.argv.slice(2);
const app = await openApp({
  config: testConfig({ SHARDS: '1', DATA_DIR: process.env['DATA_DIR'] ?? '' }),
  databaseUrl: url,
  parts: [],
});
const { config, db, door } = app;
const actor = { kind: 'person', id, name: 'Person', email: 'c0@post.example', roles: ['customer'] } as const;
const caller = { actor, locale: 'en', requestId: 'bench' } as const;
const today = systemClock.now().toISOString().slice(0, 10);
const order = { asset: 'USD', from: '2026-01-01', to: today, format: format === 'csv' ? 'csv' : 'pdf' } as const;
const begun = performance.now();
const ordered = await door.call('wallet.request-statement', order, caller);
const task = walletTasks({ config, db, door, clock: systemClock }, []).find(
  ({ name }) => name === 'wallet.make-document',
);
await task?.run({ id: ordered.id });
const seconds = (performance.now() - begun) / 1000;
const made = await door.call('wallet.get-document', { id: ordered.id }, caller);
assert(made.state === 'ready' && made.size !== null, 'the statement is ready');
console.log(seconds, await peakMebibytes(), made.size / 2 ** 20);
await app.close();

/** Of this program alone: what `getrusage` says may be its parent's, from before it was this program. */
async function peakMebibytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
