import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Compile } from 'typebox/compile';
import { openApp } from '../src/app.ts';
import { postWithin, systemAccountId } from '../src/ledger/ledger.ts';
import { queryable } from '../src/platform/db.ts';
import { newId, shardOf } from '../src/platform/id.ts';
import type { KeyScope } from '../src/wallet/checkout/contract.ts';
import { paymentPageSchema, paymentSchema, refundSchema } from '../src/wallet/checkout/schemas.ts';
import { walletAccountId } from '../src/wallet/wallet.ts';
import { testConfig } from './config.ts';
import { testDatabase } from './database.ts';
import { people } from './people.ts';
import { moveIn, takeOn } from './residents.ts';
import type { Resident } from './residents.ts';

const database = await testDatabase();
const app = await openApp({ config: testConfig({ ROLE: 'web', SHARDS: '4' }), databaseUrl: database.url });
after(async () => {
  await app.close();
  await database.drop();
});
const api = `${app.url ?? ''}/api/v1`;
const admin = await takeOn(app, people.ada);
const [seller, another, buyer] = [
  await openBusiness(people.carol),
  await openBusiness(people.bob),
  await moveIn(app, people.alice),
];
await fund(buyer);

async function openBusiness(persona: Parameters<typeof moveIn>[1]): Promise<Resident> {
  const resident = await moveIn(app, persona);
  const application = {
    tradingName: 'Corner',
    sells: 'Tea',
    website: 'https://corner.example',
    contact: persona.email,
  };
  const { personId } = await app.door.call('wallet.apply-as-merchant', application, resident.caller);
  await app.door.call('wallet.decide-merchant', { person: personId, decision: 'approve' }, admin.caller);
  return resident;
}

async function fund({ actor }: Resident): Promise<void> {
  const id = actor.kind === 'person' ? actor.id : '';
  const shard = shardOf(id);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'deposit',
    debit: systemAccountId('fees', 'USD', shard),
    credit: walletAccountId(id, 'USD'),
    asset: 'USD',
    amount: 100_000n,
  } as const;
  await app.db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: app.config.shards }));
}

function keyOf(resident: Resident, scopes: readonly KeyScope[]) {
  return app.door.call('wallet.create-merchant-key', { name: 'Shop', scopes: [...scopes] }, resident.caller);
}

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly body?: object;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(path: string, { method = 'GET', body, key, headers = {} }: Asked = {}) {
  const response = await fetch(api + path, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/consistent-type-assertions -- each test checks what it reads
  const given = (await response.json()) as Record<string, unknown>;
  return { status: response.status, type: response.headers.get('content-type') ?? '', given };
}

const wish = { asset: 'USD', amount: '12.50', orderReference: 'B-7', returnUrl: 'https://corner.example/thanks' };

test('a shop asks for a payment, reads, lists, cancels and refunds it as the description says', async () => {
  const { key } = await keyOf(seller, ['payments:write', 'payments:read', 'refunds:write', 'reports:read']);
  const made = await ask('/checkout/payments', { method: 'POST', body: wish, key });
  assert.equal(made.status, 200);
  assert.deepEqual(Compile(paymentSchema).Errors(made.given), []);
  assert.deepEqual([made.given['amount'], made.given['state'], made.given['fee']], ['1250', 'created', '0']);
  const id = String(made.given['id']);
  const token = String(made.given['checkoutUrl']).split('/').at(-1) ?? '';
  await app.door.call('wallet.pay-checkout', { token, due: '1250' }, buyer.caller);
  assert.equal((await ask(`/checkout/payments/${id}`, { key })).given['state'], 'paid');
  const refund = { amount: '2.50', reason: 'Too late' };
  const refunded = await ask(`/checkout/payments/${id}/refunds`, { method: 'POST', body: refund, key });
  assert.deepEqual(Compile(refundSchema).Errors(refunded.given), []);
  const listed = await ask('/checkout/payments?state=partly-refunded&limit=1', { key });
  assert.deepEqual(Compile(paymentPageSchema).Errors(listed.given), []);
  const today = new Date().toISOString().slice(0, 10);
  const report = await ask(`/checkout/settlement?from=${today}&to=${today}`, { key });
  assert.match(JSON.stringify(report.given['sums']), /"gross":"1250".*"refund":"250","net":"1000"/);
  const cancelled = await ask(`/checkout/payments/${id}/cancel`, { method: 'POST', body: {}, key });
  assert.deepEqual([cancelled.status, cancelled.given['code']], [409, 'wallet.checkout-paid']);
});

test('a repeat under one Idempotency-Key gets the first answer; another wish under it is refused', async () => {
  const { key } = await keyOf(seller, ['payments:write']);
  const repeat = (body: object) =>
    ask('/checkout/payments', { method: 'POST', body, key, headers: { 'idempotency-key': 'order-7' } });
  const [first, again] = await Promise.all([repeat(wish), repeat(wish)]);
  assert.deepEqual(first.given, again.given);
  const other = await repeat({ ...wish, amount: '1' });
  assert.deepEqual([other.status, other.given['code']], [422, 'platform.idempotency-key-reused']);
});

test('a key that is missing, wrong, too narrow, another’s or revoked gets problem details that say so', async () => {
  const narrow = await keyOf(seller, ['payments:read']);
  const theirs = await keyOf(another, ['payments:write', 'payments:read', 'refunds:write']);
  const mine = await keyOf(seller, ['payments:write']);
  const { given } = await ask('/checkout/payments', { method: 'POST', body: wish, key: mine.key });
  const path = `/checkout/payments/${String(given['id'])}`;
  const cases: readonly (readonly [string, Asked, number, string])[] = [
    [path, {}, 401, 'platform.not-signed-in'],
    [path, { key: `${narrow.key}x` }, 401, 'wallet.key-refused'],
    [path, { headers: { authorization: 'Basic dXNlcjpwYXNz' } }, 401, 'wallet.key-refused'],
    [path, { key: mine.key }, 403, 'platform.key-lacks-scope'],
    [path, { key: theirs.key }, 404, 'wallet.unknown-checkout'],
    [`${path}/cancel`, { method: 'POST', body: {}, key: theirs.key }, 404, 'wallet.unknown-checkout'],
    [`${path}/refunds`, { method: 'POST', body: { reason: 'x' }, key: theirs.key }, 404, 'wallet.unknown-checkout'],
    ['/wallet', { key: mine.key }, 403, 'platform.not-for-keys'],
    ['/merchant/keys', { key: mine.key }, 403, 'platform.not-for-keys'],
    ['/payments', { method: 'POST', body: {}, key: mine.key }, 403, 'platform.not-for-keys'],
  ];
  for (const [asked, how, status, code] of cases) {
    const answer = await ask(asked, how);
    assert.deepEqual([answer.status, answer.given['code']], [status, code], asked);
    assert.match(answer.type, /^application\/problem\+json/);
    assert.deepEqual(Object.keys(answer.given).slice(0, 5), ['type', 'title', 'status', 'detail', 'code']);
  }
  assert.match(String((await ask(path, { key: mine.key })).given['detail']), /payments:read/);
  assert.equal((await ask(path, { key: narrow.key })).status, 200);
  await app.door.call('wallet.revoke-merchant-key', { id: narrow.id }, seller.caller);
  const revoked = await ask(path, { key: narrow.key, headers: { 'accept-language': 'zh-CN' } });
  assert.deepEqual([revoked.status, revoked.given['title']], [401, 'API 密钥无效']);
  const bad = await ask('/checkout/payments', {
    method: 'POST',
    body: { ...wish, amount: 'ten', extra: 1 },
    key: mine.key,
  });
  assert.deepEqual([bad.status, bad.given['code']], [422, 'platform.bad-input']);
  const history = await app.db
    .selectFrom('platform.history')
    .select('actor')
    .where('subject', '=', `checkout:${String(given['id'])}`)
    .execute();
  assert.deepEqual(
    history.map(({ actor }) => actor.endsWith(`/key:${mine.id}`)),
    [true],
  );
});

test('the description names each call’s scope, and a key opens no page', async () => {
  const described = JSON.stringify((await ask('/openapi.json')).given['paths']);
  for (const scope of ['payments:write', 'payments:read', 'refunds:write', 'reports:read'])
    assert.ok(described.includes(`{"merchant":["${scope}"]}`), scope);
  const { key } = await keyOf(seller, ['payments:read']);
  for (const page of ['/wallet', '/merchant', '/transactions'])
    assert.equal((await fetch((app.url ?? '') + page, { headers: { authorization: `Bearer ${key}` } })).status, 403);
});

test('a link that we did not make shows nothing', async () => {
  const { key } = await keyOf(seller, ['payments:write']);
  const { given } = await ask('/checkout/payments', { method: 'POST', body: wish, key });
  const path = new URL(String(given['checkoutUrl'])).pathname;
  const page = await fetch((app.url ?? '') + path);
  assert.match(await page.text(), /12\.50 USD/);
  assert.equal(page.headers.get('referrer-policy'), 'same-origin', 'the shop’s site does not learn the link');
  for (const wrong of [`${path.slice(0, -1)}_`, '/checkout/x', `/checkout/${'A'.repeat(43)}`])
    assert.equal((await fetch((app.url ?? '') + wrong)).status, 404, wrong);
});
