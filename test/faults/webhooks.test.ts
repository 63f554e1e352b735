import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openShop } from '../../demo/shop.ts';
import { openApp } from '../../src/app.ts';
import { systemAccountId, postWithin } from '../../src/ledger/ledger.ts';
import { createPool, queryable } from '../../src/platform/db.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { freeLostJobs } from '../../src/platform/worker.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { testConfig } from '../config.ts';
import { testDatabase } from '../database.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';

/** The site serves here; what delivers is a process of its own, which is killed. */
const database = await testDatabase();
const settings = { MASTER_KEY: randomBytes(32).toString('base64'), LOCAL_WEBHOOKS: 'yes', ROLE: 'web' };
const app = await openApp({ config: testConfig(settings), databaseUrl: database.url });
const plainPool = createPool({ url: database.url, plainTypes: true });
const children = new Set<ChildProcess>();

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Stands between the wallet and the shop, as a network does: it keeps what comes by, and answers as a test wants. */
const received: Received[] = [];
let answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
let arrived = Promise.withResolvers<void>();
const line = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(response);
    arrived.resolve();
  });
}).listen(0, '127.0.0.1');
await once(line, 'listening');
const lineAddress = line.address();
assert.ok(typeof lineAddress === 'object' && lineAddress !== null);

const admin = await takeOn(app, people.ada);
const [seller, buyer] = [await moveIn(app, people.carol), await moveIn(app, people.alice)];
const application = {
  tradingName: 'Corner',
  sells: 'Tea',
  website: 'https://corner.example',
  contact: 'a@corner.example',
};
const { personId } = await app.door.call('wallet.apply-as-merchant', application, seller.caller);
await app.door.call('wallet.decide-merchant', { person: personId, decision: 'approve' }, admin.caller);
const wish = { name: 'Shop', scopes: ['payments:write' as const, 'payments:read' as const] };
const { key } = await app.door.call('wallet.create-merchant-key', wish, seller.caller);
const shop = await openShop({ name: 'Corner', api: `${app.url ?? ''}/api/v1`, apiKey: key, port: 0 });
const endpoint = await app.door.call(
  'wallet.create-webhook-endpoint',
  {
    url: `http://127.0.0.1:${lineAddress.port}/hook`,
    events: ['payment.paid', 'payment.cancelled', 'payment.refunded'],
  },
  seller.caller,
);
shop.setSecret(endpoint.secret);

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  line.closeAllConnections();
  line.close();
  await shop.close();
  await app.close();
  await plainPool.end();
  await database.drop();
});

async function startWorker(): Promise<ChildProcess> {
  const { TEST_DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, ...settings, DATABASE_URL: database.url, DATA_DIR: testConfig().dataDir, ROLE: 'worker' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: { ...env, PORT: '0', SMTP_IN_PORT: '0', PUBLIC_URL: 'http://localhost:3000', MAIL_DOMAIN: 'okpay.example' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  assert.ok(child.stdout);
  for await (const text of createInterface(child.stdout)) if (text.startsWith('ready')) return child;
  return assert.fail('the program ended before it was ready');
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  children.delete(child);
  // The queue gives a job back once its process has been silent for minutes.
  await plainPool.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`,
  );
  await freeLostJobs(plainPool);
}

/** A customer buys in the shop; returns the payment's id and the secret of its link. */
async function buy(): Promise<{ readonly id: string; readonly token: string }> {
  const bought = await fetch(`${shop.url}/buy`, {
    method: 'POST',
    body: new URLSearchParams({ item: 'tea' }),
    redirect: 'manual',
  });
  assert.equal(bought.status, 303);
  return { id: [...shop.orders.keys()].at(-1) ?? '', token: bought.headers.get('location')?.split('/').at(-1) ?? '' };
}

async function stateOf(id: string): Promise<string | undefined> {
  const log = await app.door.call('wallet.get-webhook-endpoint', { id: endpoint.id }, seller.caller);
  return log.messages.find(({ paymentId }) => paymentId === id)?.state;
}

/** Waits for a message to be settled in the log. */
async function settled(id: string): Promise<void> {
  while ((await stateOf(id)) === 'waiting') await new Promise((resolve) => setTimeout(resolve, 25));
}

async function pass({ headers, body }: Received): Promise<number> {
  const signed = Object.entries(headers).filter(([name]) => name.startsWith('webhook-') || name === 'content-type');
  const passed = await fetch(shop.hook, {
    method: 'POST',
    body,
    headers: Object.fromEntries(signed.map(([name, value]) => [name, String(value)])),
  });
  return passed.status;
}

for (const { moment, reply } of [
  { moment: 'before the receiver answers', reply: false },
  { moment: 'after the receiver answered', reply: true },
])
  test(`a program that is killed ${moment} delivers again, under the same id`, { timeout: 60_000 }, async () => {
    const worker = await startWorker();
    const dying = Promise.withResolvers<void>();
    [received.length, arrived] = [0, Promise.withResolvers()];
    answer = (response) => {
      if (reply) response.writeHead(204).end();
      worker.kill('SIGKILL');
      dying.resolve();
    };
    const { id } = await buy();
    await app.door.call('wallet.cancel-checkout', { id }, seller.caller);
    await dying.promise;
    await kill(worker);
    answer = (response) => response.writeHead(204).end();
    const delivered = await stateOf(id);
    const next = await startWorker();
    await settled(id);
    assert.equal(await stateOf(id), 'delivered');
    assert.equal(received.length, delivered === 'delivered' ? 1 : 2);
    assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
    for (const one of received) assert.equal(await pass(one), 204);
    assert.equal(shop.orders.get(id)?.state, 'cancelled');
    await kill(next);
  });

test('a shop that hears of changes late, twice and in any order knows the last one', { timeout: 60_000 }, async () => {
  const worker = await startWorker();
  answer = (response) => response.writeHead(204).end();
  received.length = 0;
  const { id: payer = '' } = 'id' in buyer.actor ? buyer.actor : {};
  await fund(payer);
  const { id, token } = await buy();
  const call = app.door.call;
  await call('wallet.pay-checkout', { token, due: '650' }, buyer.caller);
  for (const amount of ['1', '2']) await call('wallet.refund-checkout', { id, amount, reason: 'x' }, seller.caller);
  await call('wallet.refund-checkout', { id, reason: 'the rest' }, seller.caller);
  await settled(id);
  while (received.length < 4) await new Promise((resolve) => setTimeout(resolve, 25));
  await kill(worker);
  const mine = received.filter(({ body }) => body.includes(id));
  const first = shop.orders.get(id);
  assert.ok(first);
  assert.deepEqual([mine.length, first.state], [4, 'created']);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...mine, ...mine, ...mine], { minLength: 12 }), async (deliveries) => {
      shop.orders.set(id, first);
      for (const delivery of deliveries) assert.equal(await pass(delivery), 204);
      assert.deepEqual([shop.orders.get(id)?.state, shop.orders.get(id)?.sequence], ['refunded', 5]);
    }),
    { numRuns: 10 },
  );
  const [one] = mine;
  assert.ok(one);
  const forged = {
    ...one,
    body: one.body.replace(/"state":"[^"]+"/, '"state":"paid"').replace(/"sequence":\d/, '"sequence":9'),
  };
  assert.equal(await pass(forged), 401, 'what is not signed is not believed');
  assert.deepEqual(await app.audit(), []);
});

async function fund(id: string): Promise<void> {
  const shard = shardOf(id);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'deposit',
    debit: systemAccountId('fees', 'USD', shard),
    credit: walletAccountId(id, 'USD'),
    asset: 'USD',
    amount: 10_000n,
  } as const;
  await app.db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: app.config.shards }));
}
