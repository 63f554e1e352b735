import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Type } from 'typebox';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { systemClock } from './clock.ts';
import { command, input, query } from './command.ts';
import { createDoor } from './door.ts';
import { createHttp } from './http.ts';
import { createMetrics } from './metrics.ts';

const { db, drop } = await testDatabase();
const config = testConfig({ RATE_LIMIT: '50' });
const echo = command({
  name: 'test.echo',
  summary: 'Answers what it got',
  can: () => true,
  rest: 'POST /echo/{name}',
  input: input({ name: Type.String({ maxLength: 10 }), amount: Type.String({ pattern: '^[0-9]+$' }) }),
  run: async (_ctx, { name, amount }) => ({ name, amount: BigInt(amount) + 1n }),
});
const page = query({
  name: 'test.page',
  summary: 'Answers a number',
  can: () => true,
  rest: 'GET /page',
  input: input({ limit: Type.Optional(Type.Integer({ maximum: 100 })) }),
  run: async (_ctx, { limit }) => ({ limit: limit ?? 10 }),
});
const explode = query({
  name: 'test.explode',
  summary: 'Fails',
  can: () => true,
  rest: 'GET /explode',
  input: input({}),
  run: () => Promise.reject(new Error('secret detail')),
});
const operations = [echo, page, explode];
const door = createDoor({ operations, db, clock: systemClock, config });
const app = await createHttp({
  config,
  db,
  door,
  operations,
  metrics: createMetrics(db),
  actorOf: async () => ({ kind: 'guest' }),
});
after(async () => {
  await app.close();
  await drop();
});

let address = 0;
/** Each request from its own address, so that the rate limit is met only where a test means it. */
function inject(options: {
  method?: 'GET' | 'POST';
  url: string;
  payload?: string;
  headers?: Record<string, string>;
  from?: string;
}) {
  address += 1;
  const { method = 'GET', url, payload, headers = {}, from = `10.0.${address >> 8}.${address & 255}` } = options;
  return app.inject({
    method,
    url,
    headers: {
      'x-forwarded-for': from,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

test('an operation is served at its binding, amounts as strings', async () => {
  const answer = await inject({
    method: 'POST',
    url: '/api/v1/echo/ann',
    payload: '{"amount":"99999999999999999999"}',
  });
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), { name: 'ann', amount: '100000000000000000000' });
  assert.deepEqual((await inject({ url: '/api/v1/page?limit=7' })).json(), { limit: 7 });
});

test('every fault is problem details with a stable code, in the language asked for', async () => {
  const cases: [Parameters<typeof inject>[0], number, string][] = [
    [{ url: '/api/v1/nothing' }, 404, 'platform.unknown-operation'],
    [{ method: 'POST', url: '/api/v1/echo/ann', payload: '{"amount":' }, 400, 'platform.malformed-request'],
    [{ method: 'POST', url: '/api/v1/echo/ann', payload: '[1]' }, 400, 'platform.malformed-request'],
    [{ method: 'POST', url: '/api/v1/echo/ann', payload: '{"amount":"-1"}' }, 422, 'platform.bad-input'],
    [{ method: 'POST', url: '/api/v1/echo/a-name-too-long', payload: '{"amount":"1"}' }, 422, 'platform.bad-input'],
    [{ method: 'POST', url: '/api/v1/echo/a%00b', payload: '{"amount":"1"}' }, 422, 'platform.bad-input'],
    [{ method: 'POST', url: '/api/v1/echo/ann', payload: '{"amount":"1\\ud800"}' }, 422, 'platform.bad-input'],
    [
      { method: 'POST', url: '/api/v1/echo/ann', payload: '{"__proto__":{"x":1},"amount":"1"}' },
      400,
      'platform.malformed-request',
    ],
    [
      { method: 'POST', url: '/api/v1/echo/ann', payload: `{"amount":"${'1'.repeat(1_100_000)}"}` },
      413,
      'platform.too-large',
    ],
    [
      { method: 'POST', url: '/api/v1/echo/ann', payload: 'a=b', headers: { 'content-type': 'text/csv' } },
      415,
      'platform.unsupported-type',
    ],
    [{ url: '/api/v1/page?limit=1000' }, 422, 'platform.bad-input'],
    [{ url: '/api/v1/page?unknown=1' }, 422, 'platform.bad-input'],
  ];
  for (const [request, status, code] of cases) {
    const answer = await inject({ ...request, headers: { 'accept-language': 'zh-CN,zh;q=0.9', ...request.headers } });
    assert.equal(answer.statusCode, status, `${request.url} ${request.payload?.slice(0, 40)}`);
    assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
    const details = answer.json();
    assert.deepEqual([details.code, details.status, details.type], [code, status, `/problems/${code}`]);
    assert.match(details.detail, /[\u4e00-\u9fff]/);
  }
});

test('an error of ours says nothing of itself but a reference', async () => {
  const answer = await inject({ url: '/api/v1/explode' });
  assert.equal(answer.statusCode, 500);
  assert.ok(!answer.body.includes('secret detail'));
  assert.ok(answer.json().detail.includes(answer.headers['x-request-id']));
});

test('a change that another site sends is refused, our own and those of programs are not', async () => {
  const send = (headers: Record<string, string>) =>
    inject({
      method: 'POST',
      url: '/api/v1/echo/ann',
      payload: '{"amount":"1"}',
      headers: { host: 'pay.example', ...headers },
    });
  assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).json().code, 'platform.cross-site');
  assert.equal((await send({ 'sec-fetch-site': 'same-site' })).json().code, 'platform.cross-site');
  assert.equal((await send({ origin: 'https://evil.example' })).json().code, 'platform.cross-site');
  assert.equal((await send({ origin: 'null' })).json().code, 'platform.cross-site');
  assert.equal((await send({ 'sec-fetch-site': 'same-origin', origin: 'https://pay.example' })).statusCode, 200);
  assert.equal((await send({ origin: 'https://pay.example' })).statusCode, 200);
  assert.equal((await send({})).statusCode, 200);
});

test('one address that asks too much is told to wait, and others are served', async () => {
  const answers = [];
  for (let asked = 0; asked < 60; asked += 1) answers.push(await inject({ url: '/api/v1/page', from: '192.0.2.1' }));
  const refused = answers.filter(({ statusCode }) => statusCode === 429);
  assert.equal(refused.length, 10);
  assert.equal(refused[0]?.json().code, 'platform.too-many-requests');
  assert.match(refused[0]?.headers['retry-after']?.toString() ?? '', /^\d+$/);
  assert.equal((await inject({ url: '/api/v1/page', from: '192.0.2.2' })).statusCode, 200);
});

test('addresses of one IPv6 network count as one', async () => {
  for (let asked = 0; asked < 50; asked += 1)
    await inject({ url: '/api/v1/page', from: `2001:db8:0:1::${asked.toString(16)}` });
  assert.equal((await inject({ url: '/api/v1/page', from: '2001:db8:0:1:ffff::1' })).statusCode, 429);
  assert.equal((await inject({ url: '/api/v1/page', from: '2001:db8:0:2::1' })).statusCode, 200);
});

test('answers carry strict security headers', async () => {
  const { headers } = await inject({ url: '/api/v1/page' });
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /script-src 'self';/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
});

test('the description is OpenAPI 3.1 of just the bound operations', async () => {
  const description = (await inject({ url: '/api/v1/openapi.json' })).json();
  assert.equal(description.openapi, '3.1.0');
  assert.deepEqual(Object.keys(description.paths), ['/echo/{name}', '/page', '/explode']);
  const post = description.paths['/echo/{name}'].post;
  assert.equal(post.operationId, 'test.echo');
  assert.deepEqual(post.requestBody.content['application/json'].schema.required, ['amount']);
});

test('health, readiness and metrics answer', async () => {
  assert.equal((await inject({ url: '/healthz' })).statusCode, 200);
  assert.deepEqual((await inject({ url: '/readyz' })).json(), { database: true, queue: true, outbox: true });
  assert.match((await inject({ url: '/metrics' })).body, /recourse_http_request_seconds_bucket/);
});
