import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { complaintsOperations } from '../complaints/complaints.ts';
import type { Role } from '../platform/actor.ts';
import { systemClock } from '../platform/clock.ts';
import { createDoor, systemCaller } from '../platform/door.ts';
import type { Caller } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { channelsOperations } from './channels.ts';
import { keepContact } from './contact.ts';

const { db, drop } = await testDatabase();
after(drop);
const config = testConfig({ SHARDS: '4' });
const door = createDoor({
  operations: [...complaintsOperations, ...channelsOperations],
  db,
  clock: systemClock,
  config,
});
const handler = callerAs('handler');

function callerAs(role: Role): Caller {
  const actor = {
    kind: 'person',
    id: newId(0),
    name: 'Hannah Berg',
    email: 'hannah@okpay.example',
    roles: [role],
  } as const;
  return { actor, locale: 'en', requestId: 'test' };
}

let count = 0;

/** Stores a mail and files it, as channel and worker do; returns its id. */
async function receive(lines: readonly string[], body: string): Promise<string> {
  count += 1;
  const raw = Buffer.from([...lines, `Message-ID: <m${count}@post.example>`, '', body, ''].join('\r\n'));
  const envelope = { from: 'any@post.example', to: ['complaints@okpay.example'], remoteAddress: '192.0.2.1' };
  await keepContact(db, config, { channel: 'email', externalId: `m${count}`, envelope, raw }, systemClock.now());
  const { rows } = await sql<{
    id: string;
  }>`select id from channels.contacts where external_id = ${`m${count}`}`.execute(db);
  const id = rows[0]?.id ?? '';
  await door.call('channels.receive-contact', { id }, systemCaller('channels', 'test'));
  return id;
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === code;
}

const noReply = 'From: Shop <noreply@shop.example>';

async function caseOf(id: string): Promise<{ number: string; verified: boolean; texts: string[]; authors: string[] }> {
  const { rows } = await sql<{ number: string; verified: boolean; texts: string[]; authors: string[] }>`
    select number, verified, array_agg(m.text order by m.seq) as texts, array_agg(m.author order by m.seq) as authors
    from complaints.cases c join complaints.messages m on m.shard = c.shard and m.case_id = c.id
    where c.id = ${id} and m.direction = 'in' group by number, verified`.execute(db);
  assert.ok(rows[0]);
  return rows[0];
}

test('what waits is listed the oldest first, page by page, with how many wait', async () => {
  const ids = [];
  for (const subject of ['one', 'two', 'three']) ids.push(await receive([noReply, `Subject: ${subject}`], 'Offer'));
  const first = await door.call('channels.list-kept', { limit: 2 }, handler);
  assert.deepEqual(
    first.rows.map(({ subject, reason }) => [subject, reason]),
    [
      ['one', 'no-reply-sender'],
      ['two', 'no-reply-sender'],
    ],
  );
  assert.equal(first.waiting, 3);
  const rest = await door.call('channels.list-kept', { after: first.next ?? undefined }, handler);
  assert.deepEqual([rest.rows.map(({ id }) => id), rest.next], [[ids[2]], null]);
});

test('a person makes a case of what waited, and nobody does so twice', async () => {
  const id = await receive([noReply, 'Subject: Charged twice'], 'My shop system writes for me.');
  const { caseId } = await door.call('channels.settle-contact', { id, as: 'case' }, handler);
  assert.deepEqual((await caseOf(caseId ?? '')).texts, ['Charged twice\n\nMy shop system writes for me.']);
  await assert.rejects(
    door.call('channels.settle-contact', { id, as: 'case' }, handler),
    hasCode('channels.settled-before'),
  );
  const { filedAs, settled } = await door.call('channels.get-contact', { id }, handler);
  assert.equal(filedAs, 'case');
  assert.ok(settled);
});

test('a case is made even of what names no sender and says nothing', async () => {
  for (const [lines, body] of [
    [['Subject: Nobody'], 'Who am I?'],
    [['X-Nothing: 1'], ''],
  ] as const) {
    const id = await receive(lines, body);
    const { caseId } = await door.call('channels.settle-contact', { id, as: 'case' }, handler);
    assert.ok(caseId);
  }
});

test('a stranger’s mail joins a case under his own name and confirms nobody’s address', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text: 'My money is gone.', contact: { email: 'ann@post.example', name: 'Ann' } },
    { ...handler, actor: { kind: 'guest' } },
  );
  const id = await receive([noReply, 'Subject: For Ann'], 'I saw it happen.');
  await assert.rejects(
    door.call('channels.settle-contact', { id, as: 'reply', number: 'R-0000-0000-1' }, handler),
    hasCode('channels.which-case'),
  );
  await assert.rejects(
    door.call('channels.settle-contact', { id, as: 'reply', number: 'R-0000-0000-0' }, handler),
    hasCode('complaints.unknown-case'),
  );
  const { caseId } = await door.call(
    'channels.settle-contact',
    { id, as: 'reply', number: opened.number.toLowerCase() },
    handler,
  );
  assert.equal(caseId, opened.caseId);
  const found = await caseOf(opened.caseId);
  assert.deepEqual([found.texts.at(-1), found.authors.at(-1), found.verified], ['I saw it happen.', 'Shop', false]);
});

test('nothing is done with what needs nothing, and the reason stays', async () => {
  const id = await receive([noReply, 'Subject: Newsletter'], 'News');
  await assert.rejects(
    door.call('channels.settle-contact', { id, as: 'nothing', because: ' ' }, handler),
    hasCode('channels.why'),
  );
  await door.call('channels.settle-contact', { id, as: 'nothing', because: 'Advertising' }, handler);
  const { filedAs, settled } = await door.call('channels.get-contact', { id }, callerAs('compliance'));
  assert.deepEqual([filedAs, settled?.because], ['kept', 'Advertising']);
  const { rows } = await door.call('channels.list-kept', {}, handler);
  assert.ok(rows.every((row) => row.id !== id));
});

test('the original is kept to the byte, and nobody but staff sees any of it', async () => {
  const id = await receive([noReply, 'Subject: Raw'], 'Grüße\r\n\r\n.');
  const { raw } = await door.call('channels.get-original', { id }, handler);
  assert.match(raw.toString(), /^From: Shop <noreply@shop\.example>\r\nSubject: Raw\r\n[^]*Grüße\r\n\r\n\.\r\n$/);
  for (const name of ['channels.get-original', 'channels.get-contact'] as const) {
    await assert.rejects(door.call(name, { id }, callerAs('customer')), hasCode('platform.not-allowed'));
    await assert.rejects(door.call(name, { id: newId(3) }, handler), hasCode('channels.unknown-contact'));
  }
  await assert.rejects(
    door.call('channels.settle-contact', { id, as: 'case' }, callerAs('compliance')),
    hasCode('platform.not-allowed'),
  );
});
