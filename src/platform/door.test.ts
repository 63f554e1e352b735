import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { hasRole } from './actor.ts';
import { systemClock } from './clock.ts';
import { command, input, query } from './command.ts';
import type { Caller } from './door.ts';
import { createDoor } from './door.ts';
import { forgetKeys } from './forget-keys.ts';
import { deliver, deliveryAttemptsMax } from './outbox.ts';
import { Problem, defineProblems } from './problem.ts';

const { db, drop } = await testDatabase();
after(drop);
await sql`create table public.notes (id uuid primary key default gen_random_uuid(), text text not null, amount numeric(38,0))`.execute(
  db,
);

const noteProblem = defineProblems('notes', {
  refused: {
    status: 409,
    title: { en: 'No', 'zh-CN': '不' },
    detail: { en: 'Not {text}.', 'zh-CN': '不可以{text}。' },
  },
});

const writeNote = command({
  name: 'notes.write-note',
  summary: 'Writes a note',
  can: (actor) => hasRole(actor, 'handler'),
  input: input({ text: Type.String({ minLength: 1 }), fail: Type.Optional(Type.Boolean()) }),
  run: async (ctx, { text, fail }) => {
    const { rows } = await sql<{
      id: string;
      amount: bigint;
    }>`insert into public.notes (text, amount) values (${text}, 12345678901234567890) returning id, amount`.execute(
      ctx.tx,
    );
    ctx.about(rows[0]?.id ?? '');
    await ctx.send({
      kind: 'mail',
      key: `note:${text}`,
      payload: { to: 'a@b.example', subject: text, text, automatic: true },
    });
    await ctx.enqueue({ name: 'notes.write-note', payload: { text } });
    if (fail) throw noteProblem('refused', { text });
    return rows[0];
  },
});
const countNotes = query({
  name: 'notes.count-notes',
  summary: 'Counts the notes',
  can: () => true,
  input: input({}),
  run: async (ctx) =>
    (await sql<{ count: number }>`select count(*)::int as count from public.notes`.execute(ctx.db)).rows[0]?.count ?? 0,
});

const door = createDoor({ operations: [writeNote, countNotes], db, clock: systemClock, config: testConfig() });
const handler: Caller = {
  actor: { kind: 'person', id: '0199', name: 'Hannah', email: 'h@b.example', roles: ['handler'] },
  locale: 'en',
  requestId: 'r1',
};
const guest: Caller = { actor: { kind: 'guest' }, locale: 'zh-CN', requestId: 'r2' };

async function countRows(table: string): Promise<number> {
  return (
    (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db)).rows[0]?.count ??
    0
  );
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === code;
}

test('a command commits its change, its history, its mail and its job together', async () => {
  const before = await countRows('platform.history');
  const note = await door.call('notes.write-note', { text: 'first' }, handler);
  assert.equal(note?.amount, 12345678901234567890n);
  assert.equal(await countRows('platform.history'), before + 1);
  const line = await db
    .selectFrom('platform.history')
    .selectAll()
    .where('subject', '=', note?.id ?? '')
    .executeTakeFirstOrThrow();
  assert.deepEqual([line.operation, line.actor, line.request_id], ['notes.write-note', 'person:0199', 'r1']);
  assert.equal(
    (await db.selectFrom('platform.outbox').select('status').where('dedupe_key', '=', 'note:first').executeTakeFirst())
      ?.status,
    'waiting',
  );
});

test('a command that throws leaves nothing behind', async () => {
  const tables = [
    'public.notes',
    'platform.history',
    'platform.outbox',
    'graphile_worker.jobs',
    'platform.idempotency_keys',
  ];
  const before = await Promise.all(tables.map(countRows));
  await assert.rejects(
    door.call('notes.write-note', { text: 'second', fail: true }, { ...handler, idempotencyKey: 'k0' }),
    hasCode('notes.refused'),
  );
  assert.deepEqual(await Promise.all(tables.map(countRows)), before);
});

test('who may not is refused before his input is read', async () => {
  await assert.rejects(door.callUntyped('notes.write-note', 'nonsense', guest), hasCode('platform.not-signed-in'));
  const customer: Caller = {
    ...handler,
    actor: { kind: 'person', id: '1', name: 'A', email: 'a@b.example', roles: ['customer'] },
  };
  await assert.rejects(door.callUntyped('notes.write-note', 'nonsense', customer), hasCode('platform.not-allowed'));
});

test('bad input is refused with a pointer and a sentence for each field, in the language of the reader', async () => {
  await assert.rejects(door.callUntyped('notes.write-note', { text: '', extra: 1 }, handler), (error) => {
    assert.ok(error instanceof Problem);
    const details = error.render('zh-CN');
    assert.equal(details.status, 422);
    assert.deepEqual(details.errors?.map(({ pointer }) => pointer).sort(), ['/extra', '/text']);
    assert.match(details.detail, /请检查/);
    return true;
  });
});

test('the same key and input get the first answer once; another input is refused', async () => {
  const before = await countRows('public.notes');
  const keyed = { ...handler, idempotencyKey: 'k1' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => door.call('notes.write-note', { text: 'keyed' }, keyed)),
  );
  assert.equal(new Set(answers.map((answer) => answer?.id)).size, 1);
  assert.equal(await countRows('public.notes'), before + 1);
  await assert.rejects(
    door.call('notes.write-note', { text: 'other' }, keyed),
    hasCode('platform.idempotency-key-reused'),
  );
  await door.call(
    'notes.write-note',
    { text: 'keyed by another' },
    { ...keyed, actor: { kind: 'person', id: '2', name: 'B', email: 'b@b.example', roles: ['handler'] } },
  );
});

test('a failing delivery is tried again, and is dead after its last attempt with the reason kept', async () => {
  await door.call('notes.write-note', { text: 'undeliverable' }, handler);
  const { id } = await db
    .selectFrom('platform.outbox')
    .select('id')
    .where('dedupe_key', '=', 'note:undeliverable')
    .executeTakeFirstOrThrow();
  const failing = { mail: () => Promise.reject(new Error('relay is down')) };
  const row = () => db.selectFrom('platform.outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  for (let attempt = 1; attempt < deliveryAttemptsMax; attempt += 1) {
    await deliver(db, failing, id, new Date());
    assert.deepEqual([(await row()).status, (await row()).attempts], ['waiting', attempt]);
  }
  const { rows: waits } = await sql<{ seconds: number }>`
    select round(extract(epoch from run_at - created_at))::int as seconds from graphile_worker._private_jobs
    where payload ->> 'id' = ${id} order by run_at`.execute(db);
  assert.deepEqual(
    waits.map(({ seconds }) => seconds),
    [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
    'the tries spread over three days',
  );
  await deliver(db, failing, id, new Date());
  const dead = await row();
  assert.deepEqual([dead.status, dead.attempts, dead.last_error], ['dead', deliveryAttemptsMax, 'relay is down']);
});

test('a delivered effect is never delivered again', async () => {
  const { id } = await db
    .selectFrom('platform.outbox')
    .select('id')
    .where('dedupe_key', '=', 'note:first')
    .executeTakeFirstOrThrow();
  const sent: string[] = [];
  const deliverers = {
    mail: async ({ subject }: { subject: string }) => {
      sent.push(subject);
      return { status: 'sent', receipt: { reply: '250 ok' } } as const;
    },
  };
  await deliver(db, deliverers, id, new Date());
  await deliver(db, deliverers, id, new Date());
  assert.deepEqual(sent, ['first']);
});

test('history cannot be changed, by nobody', async () => {
  for (const statement of [
    sql`update platform.history set actor = 'x'`,
    sql`delete from platform.history`,
    sql`truncate platform.history`,
  ]) {
    await assert.rejects(statement.execute(db), /append-only/);
  }
});

test('the first answer to a keyed request is forgotten after a week, and no sooner', async () => {
  const write = async (): Promise<string | undefined> =>
    (await door.call('notes.write-note', { text: 'kept for a week' }, { ...handler, idempotencyKey: 'week' }))?.id;
  const first = await write();
  const forgetAfter = async (days: number): Promise<void> =>
    forgetKeys({ db, clock: { now: () => new Date(systemClock.now().getTime() + days * 86_400_000) } }).run({});
  await forgetAfter(6);
  assert.equal(await write(), first);
  await forgetAfter(8);
  assert.equal(await countRows('platform.idempotency_keys'), 0);
});
