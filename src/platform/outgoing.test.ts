import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import type { Role } from './actor.ts';
import { systemClock } from './clock.ts';
import { createDoor } from './door.ts';
import type { Caller } from './door.ts';
import { getOutgoing } from './get-outgoing.ts';
import { newId } from './id.ts';
import { listOutgoing } from './list-outgoing.ts';
import { deliver, deliveryAttemptsMax, putOutgoing } from './outbox.ts';
import type { Delivery } from './outbox.ts';
import { Problem } from './problem.ts';
import { retryOutgoing } from './retry-outgoing.ts';

const { db, drop } = await testDatabase();
after(drop);
const operations = [getOutgoing, listOutgoing, retryOutgoing] as const;
const open = (settings: Readonly<Record<string, string>>) =>
  createDoor({ operations, db, clock: systemClock, config: testConfig(settings) });
const door = open({ SMTP_URL: 'smtp://relay.example' });
const doorWithoutWayOut = open({});
const [admin, supervisor] = [callerAs('admin'), callerAs('supervisor')];

function callerAs(role: Role): Caller {
  return {
    actor: { kind: 'person', id: newId(0), name: 'Ada', email: 'ada@okpay.example', roles: [role] },
    locale: 'en',
    requestId: 'test',
  };
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === code;
}

/** Puts a mail into the outbox and tries to deliver it so often; returns its id. */
async function putMail(to: string, tries: number, answer: () => Promise<Delivery>): Promise<string> {
  const payload = { to, subject: 'Your code is 123456', text: 'Code: 123456', automatic: true };
  await db.transaction().execute((tx) => putOutgoing(tx, { kind: 'mail', key: to, payload }, systemClock.now()));
  const { rows } = await door.call('platform.list-outgoing', { limit: 1 }, admin);
  const id = rows[0]?.id ?? '';
  for (let i = 0; i < tries; i += 1) await deliver(db, { mail: answer }, id, systemClock.now());
  return id;
}

const refuse = (): Promise<Delivery> => Promise.reject(new Error('550 no such user'));
const take = (): Promise<Delivery> => Promise.resolve({ status: 'sent', receipt: {} });
const keep = (): Promise<Delivery> => Promise.resolve({ status: 'kept' });

const dead = await putMail('dead@post.example', deliveryAttemptsMax, refuse);
const kept = await putMail('kept@post.example', 1, keep);
const sent = await putMail('sent@post.example', 1, take);
const waiting = await putMail('waiting@post.example', 0, take);

test('the list shows each state with its count and its reason, the newest first', async () => {
  const all = await door.call('platform.list-outgoing', {}, supervisor);
  assert.deepEqual(
    all.rows.map(({ id }) => id),
    [waiting, sent, kept, dead],
  );
  assert.deepEqual(all.counts, { waiting: 1, dead: 1, kept: 1 });
  const { rows } = await door.call('platform.list-outgoing', { status: 'dead' }, supervisor);
  assert.deepEqual(
    rows.map(({ to, attempts, lastError }) => [to, attempts, lastError]),
    [['dead@post.example', deliveryAttemptsMax, '550 no such user']],
  );
  const first = await door.call('platform.list-outgoing', { limit: 3 }, supervisor);
  const rest = await door.call('platform.list-outgoing', { after: first.next ?? undefined }, supervisor);
  assert.deepEqual(
    rest.rows.map(({ id }) => id),
    [dead],
  );
});

test('a text, which may open an account, is for administrators, and for nobody once it is sent', async () => {
  assert.equal((await door.call('platform.get-outgoing', { id: kept }, admin)).text, 'Code: 123456');
  for (const [id, caller] of [
    [kept, supervisor],
    [sent, admin],
    [sent, supervisor],
  ] as const) {
    const { text, subject } = await door.call('platform.get-outgoing', { id }, caller);
    assert.deepEqual([text, subject], [null, 'Your code is ••••']);
  }
  const texts = await db.selectFrom('platform.outbox').select('payload').where('status', '=', 'sent').execute();
  assert.doesNotMatch(JSON.stringify(texts), /Code: 123456/);
  for (const role of ['customer', 'handler', 'compliance'] as const) {
    await assert.rejects(
      door.call('platform.get-outgoing', { id: kept }, callerAs(role)),
      hasCode('platform.not-allowed'),
    );
    await assert.rejects(door.call('platform.list-outgoing', {}, callerAs(role)), hasCode('platform.not-allowed'));
  }
});

test('what is dead is sent again once with all its tries; what is sent or under way is not', async () => {
  await assert.rejects(
    doorWithoutWayOut.call('platform.retry-outgoing', { id: dead }, supervisor),
    hasCode('platform.no-way-out'),
  );
  await door.call('platform.retry-outgoing', { id: dead }, supervisor);
  for (const id of [dead, sent, waiting]) {
    await assert.rejects(
      door.call('platform.retry-outgoing', { id }, supervisor),
      hasCode('platform.outgoing-under-way'),
    );
  }
  await assert.rejects(
    door.call('platform.retry-outgoing', { id: newId(0) }, supervisor),
    hasCode('platform.unknown-outgoing'),
  );
  await deliver(db, { mail: take }, dead, systemClock.now());
  const { status, attempts } = await door.call('platform.get-outgoing', { id: dead }, supervisor);
  assert.deepEqual([status, attempts], ['sent', 1]);
});

test('a mail that was refused for good is dead after one try, with the reason', async () => {
  const id = await putMail('gone@post.example', 1, () =>
    Promise.resolve({ status: 'refused', reason: '550 no such user' }),
  );
  const { rows } = await door.call('platform.list-outgoing', { status: 'dead' }, supervisor);
  const found = rows.find((row) => row.id === id);
  assert.deepEqual([found?.attempts, found?.lastError], [1, '550 no such user']);
});
