import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import { deliver, deliveryAttemptsMax } from '../../platform/outbox.ts';
import { systemCaller } from '../../platform/door.ts';
import { Problem } from '../../platform/problem.ts';
import { isInnerHost, isPublicAddress, resolvePublic } from './address-guard.ts';
import { webhookEvents } from './contract.ts';
import { createWebhookSender } from './deliver-webhook.ts';
import { forgetWebhooks, logDaysMax } from './forget-webhooks.ts';
import { postWebhook } from './post-webhook.ts';

let now = new Date();
const clock = { now: () => now };
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4', LOCAL_WEBHOOKS: 'yes' },
  clock,
);
after(close);
const sender = createWebhookSender({ config, db, door, clock });

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const take: Answer = (response) => response.writeHead(204).end();
let answer: Answer = take;
let received: Received[] = [];
const receiver = await listen((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ headers, body: Buffer.concat(chunks).toString() });
    answer(response, request);
  });
});
after(() => receiver.server.close());

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string }> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/hook` };
}

beforeEach(() => {
  [answer, received] = [take, []];
});

/** What a receiver reads of an event. */
function toFacts(event: unknown): unknown[] {
  assert.ok(typeof event === 'object' && event !== null && 'type' in event && 'data' in event);
  const { data } = event;
  assert.ok(typeof data === 'object' && data !== null && 'sequence' in data && 'payment' in data);
  const { payment } = data;
  assert.ok(typeof payment === 'object' && payment !== null && 'state' in payment && 'refunded' in payment);
  return [event.type, data.sequence, payment.state, payment.refunded];
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.code;
  }
  return 'done';
}

/** A merchant with an endpoint, and what he does with payments. */
async function openShop() {
  const merchant = await newCustomer('Mia Stone');
  const caller = callerOf(merchant);
  const application = {
    tradingName: 'Corner Books',
    sells: 'Books',
    website: 'https://books.example',
    contact: `help-${merchant.id}@books.example`,
  };
  await door.call('wallet.apply-as-merchant', application, caller);
  await door.call(
    'wallet.decide-merchant',
    { person: merchant.id, decision: 'approve' },
    callerOf(newStaff('compliance')),
  );
  const { id, secret } = await door.call(
    'wallet.create-webhook-endpoint',
    { url: receiver.url, events: [...webhookEvents] },
    caller,
  );
  const wish = { asset: 'USD', amount: '9', orderReference: 'B-1', returnUrl: 'https://books.example' };
  const order = () => door.call('wallet.create-checkout', wish, caller);
  const cancel = async (): Promise<string> => {
    const made = await order();
    await door.call('wallet.cancel-checkout', { id: made.id }, caller);
    return made.id;
  };
  const log = async () => await door.call('wallet.get-webhook-endpoint', { id }, caller);
  return { merchant, caller, endpoint: id, secret, order, cancel, log, contact: application.contact };
}

/** Delivers what waits in the outbox as its job does, once each. */
async function deliverAll(): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`select id from platform.outbox where kind = 'webhook' and status = 'waiting' order by id`.execute(db);
  for (const { id } of rows) await deliver(db, { webhook: sender }, id, now);
}

describe('a webhook', () => {
  test('tells of each change in its order, signed as Standard Webhooks says', async () => {
    const shop = await openShop();
    const payer = await newCustomer('Ann Lee');
    await fund(payer, 'USD', 10_000n);
    const { id, checkoutUrl } = await shop.order();
    const token = checkoutUrl.split('/').at(-1) ?? '';
    await door.call('wallet.pay-checkout', { token, due: '900' }, callerOf(payer));
    await door.call('wallet.refund-checkout', { id, amount: '2', reason: 'Damaged' }, shop.caller);
    const late = await shop.order();
    await sql`update wallet.checkout_payments set expires_at = ${now} where id = ${late.id}`.execute(db);
    await door.call('wallet.expire-checkout', { id: late.id }, systemCaller('job', 'test'));
    await deliverAll();
    const events = received.map(({ body, headers }) => new Webhook(shop.secret).verify(body, { ...headers }));
    assert.deepEqual(events.map(toFacts), [
      ['payment.paid', 2, 'paid', '0'],
      ['payment.refunded', 3, 'partly-refunded', '200'],
      ['payment.expired', 2, 'expired', '0'],
    ]);
    assert.throws(() => new Webhook(shop.secret).verify(`${received[0]?.body} `, { ...received[0]?.headers }));
    assert.deepEqual(
      (await shop.log()).messages.map(({ state, attempts }) => [state, attempts]),
      [
        ['delivered', 1],
        ['delivered', 1],
        ['delivered', 1],
      ],
    );
  });

  test('is signed by both secrets while one replaces the other, then by the new one alone', async () => {
    const shop = await openShop();
    const next = await door.call('wallet.rotate-webhook-secret', { id: shop.endpoint, overlapHours: 1 }, shop.caller);
    const verifies = (secret: string) => {
      const { body = '', headers = {} } = received.at(-1) ?? {};
      try {
        new Webhook(secret).verify(body, { ...headers });
        return true;
      } catch {
        return false;
      }
    };
    await shop.cancel();
    await deliverAll();
    assert.deepEqual([verifies(shop.secret), verifies(next.secret)], [true, true]);
    await sql`update wallet.webhook_endpoints set old_secret_until = ${now} where id = ${shop.endpoint}`.execute(db);
    await shop.cancel();
    await deliverAll();
    assert.deepEqual([verifies(shop.secret), verifies(next.secret)], [false, true]);
    const { rows } = await sql<{ found: number }>`
      select count(*)::int as found from (select e::text as text from wallet.webhook_endpoints e union all select k::text from platform.idempotency_keys k) all_texts
      where text like ${`%${shop.secret.slice(6)}%`} or text like ${`%${Buffer.from(shop.secret.slice(6), 'base64').toString('hex')}%`}`.execute(
      db,
    );
    assert.equal(rows[0]?.found, 0, 'a secret is kept sealed');
  });

  test('that fails is tried again under the same id, each try in the log, and is dead after the last', async () => {
    const shop = await openShop();
    const garbage = Buffer.from([0xff, 0, 0xfe, ...Buffer.from('<html>'.repeat(1000))]);
    const answers: Answer[] = [
      (response) => response.writeHead(500).end('broken'),
      (response) => response.socket?.destroy(),
      (response) => response.socket?.end('what is HTTP?\r\n\r\n'),
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      (response) => response.writeHead(404).end(garbage),
    ];
    await shop.cancel();
    for (const one of answers) {
      answer = one;
      await deliverAll();
    }
    answer = (response) => response.writeHead(503).end();
    for (let rest = answers.length; rest < deliveryAttemptsMax; rest += 1) await deliverAll();
    assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(received.length, deliveryAttemptsMax, 'no redirect is followed, nothing is tried beyond the last');
    const [message] = (await shop.log()).messages;
    assert.deepEqual([message?.state, message?.attempts], ['dead', deliveryAttemptsMax]);
    const { tries } = await door.call('wallet.get-webhook', { id: message?.id ?? '' }, shop.caller);
    assert.deepEqual(
      tries
        .toReversed()
        .slice(0, 5)
        .map(({ status, error }) => status ?? error?.split(' ')[0]),
      [500, 'socket', 'Parse', 302, 404],
    );
    assert.ok((tries.toReversed()[4]?.answer?.length ?? 0) <= 1000);
    await deliverAll();
    assert.equal(received.length, deliveryAttemptsMax);
  });

  test('is replayed, one or all that failed since a day, under its first id', async () => {
    const shop = await openShop();
    answer = (response) => response.writeHead(500).end();
    for (let count = 0; count < 3; count += 1) await shop.cancel();
    for (let count = 0; count < deliveryAttemptsMax; count += 1) await deliverAll();
    const ids = (await shop.log()).messages.map(({ id }) => id);
    [answer, received] = [take, []];
    const since = now.toISOString().slice(0, 10);
    await door.call('wallet.replay-webhook', { id: ids[0] ?? '' }, shop.caller);
    assert.equal(
      await codeOf(door.call('wallet.replay-webhook', { id: ids[0] ?? '' }, shop.caller)),
      'wallet.webhook-under-way',
    );
    const all = { id: shop.endpoint, since };
    assert.deepEqual(await door.call('wallet.replay-failed-webhooks', all, shop.caller), { replayed: 2 });
    await deliverAll();
    assert.deepEqual(new Set(received.map(({ headers }) => headers['webhook-id'])), new Set(ids));
    assert.deepEqual(
      (await shop.log()).messages.map(({ state }) => state),
      ['delivered', 'delivered', 'delivered'],
    );
    assert.deepEqual(await door.call('wallet.replay-failed-webhooks', all, shop.caller), { replayed: 0 });
    await door.call('wallet.replay-webhook', { id: ids[0] ?? '' }, shop.caller);
    await deliverAll();
    assert.equal(received.length, 4, 'what was taken may be sent again too');
    const another = await openShop();
    assert.equal(
      await codeOf(door.call('wallet.replay-webhook', { id: ids[0] ?? '' }, another.caller)),
      'wallet.unknown-webhook',
    );
  });
});

describe('an endpoint', () => {
  test('that took nothing for three days is switched off with a notice; what waited is replayed when it is on again', async () => {
    const shop = await openShop();
    answer = (response) => response.writeHead(500).end();
    await shop.cancel();
    await deliverAll();
    now = new Date(now.getTime() + 76 * 3_600_000);
    await shop.cancel();
    for (let count = 1; count < deliveryAttemptsMax; count += 1) await deliverAll();
    const { endpoint, messages } = await shop.log();
    assert.equal(endpoint.disabledBecause, 'failing');
    assert.deepEqual(
      messages.map(({ state }) => state),
      ['dead', 'dead'],
    );
    const { rows } = await sql<{
      text: string;
    }>`select payload ->> 'text' as text from platform.outbox where payload ->> 'to' = ${shop.contact} order by id desc limit 1`.execute(
      db,
    );
    assert.match(rows[0]?.text ?? '', /For three days nothing .* was taken/);
    await shop.cancel();
    assert.equal((await shop.log()).messages.length, 2, 'nothing is sent to what is off');
    const since = '2026-01-01';
    assert.equal(
      await codeOf(door.call('wallet.replay-failed-webhooks', { id: shop.endpoint, since }, shop.caller)),
      'wallet.endpoint-off',
    );
    await door.call('wallet.switch-webhook-endpoint', { id: shop.endpoint, on: true }, shop.caller);
    [answer, received] = [take, []];
    await door.call('wallet.replay-failed-webhooks', { id: shop.endpoint, since }, shop.caller);
    await deliverAll();
    assert.deepEqual(
      (await shop.log()).messages.map(({ state }) => state),
      ['delivered', 'delivered'],
    );
    assert.equal((await shop.log()).endpoint.failingSince, null);
  });

  test('that says it is gone hears nothing more', async () => {
    const shop = await openShop();
    answer = (response) => response.writeHead(410).end();
    await shop.cancel();
    await deliverAll();
    await deliverAll();
    assert.equal(received.length, 1);
    assert.equal((await shop.log()).endpoint.disabledBecause, 'gone');
  });

  test('lies on the internet, and on this machine only where the setting lets it', async () => {
    const shop = await openShop();
    const add = (url: string) =>
      codeOf(door.call('wallet.create-webhook-endpoint', { url, events: ['payment.paid'] }, shop.caller));
    for (const url of [
      'ftp://books.example',
      'http://books.example',
      'https://user:pw@books.example',
      'books',
      'http://10.0.0.1/',
    ])
      assert.equal(await add(url), 'wallet.webhook-url-refused', url);
    const inner = [
      'https://localhost',
      'https://127.0.0.1',
      'https://169.254.169.254/latest',
      'https://[::1]',
      'https://[::ffff:10.0.0.1]',
      'https://0x7f000001',
      'https://2130706433',
      'https://intranet',
      'https://db.internal',
      'https://x.localhost',
      'https://[fd00::1]',
    ];
    for (const url of inner) assert.ok(isInnerHost(new URL(url)), url);
    for (const url of ['https://books.example', 'https://93.184.216.34', 'https://[2606:2800:220:1::1]'])
      assert.ok(!isInnerHost(new URL(url)), url);
  });
});

test('the log forgets what was settled long ago, and nothing else', async () => {
  const shop = await openShop();
  await shop.cancel();
  await deliverAll();
  const later = new Date(now.getTime() + (logDaysMax + 1) * 86_400_000);
  await shop.cancel();
  const forget = (at: Date) => forgetWebhooks({ config, db, clock: { now: () => at } }).run(undefined);
  await forget(now);
  assert.equal((await shop.log()).messages.length, 2);
  await forget(later);
  assert.deepEqual(
    (await shop.log()).messages.map(({ state }) => state),
    ['waiting'],
  );
});

test('no address but one of the internet is public', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'name',
  ])
    assert.equal(isPublicAddress(address), false, address);
  for (const address of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '2606:4700:4700::1111'])
    assert.ok(isPublicAddress(address), address);
});

test('a name that leads inside is refused when it is called, whatever it led to when it was added', async () => {
  const named = receiver.url.replace('127.0.0.1', 'localhost');
  await assert.rejects(resolvePublic(new URL(named), { mayBeInner: false }), /not on the internet/);
  const refused = await postWebhook({ url: named, body: '{}', headers: {}, mayBeInner: false });
  assert.match(refused.error ?? '', /not on the internet/);
  assert.equal(received.length, 0);
});

test('an answer without an end is cut, and a receiver that says nothing is given up', async () => {
  answer = (response) => {
    response.writeHead(200);
    const flood = setInterval(() => response.write(Buffer.alloc(32 * 1024, 'x')), 1);
    response.once('close', () => clearInterval(flood));
  };
  const send = () => postWebhook({ url: receiver.url, body: '{}', headers: {}, mayBeInner: true, timeMax_ms: 1000 });
  const flooded = await send();
  assert.deepEqual([flooded.status, flooded.answer?.length], [200, 1000]);
  answer = () => undefined;
  const silent = await send();
  assert.match(silent.error ?? '', /no answer within 1000 ms/);
});
