import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { channelsTasks } from './channels.ts';
import { keepContact, orderAgain } from './contact.ts';

const { db, drop } = await testDatabase();
after(drop);

const config = testConfig();
const received = new Date('2026-11-22T10:00:00Z');
const hoursLater = new Date('2026-11-22T19:00:00Z');
const [keepUnfiled] = channelsTasks({ db, config, clock: { now: () => hoursLater } });

async function receive(externalId: string): Promise<void> {
  const envelope = { from: '', to: [], remoteAddress: '' };
  await keepContact(db, config, { channel: 'email', externalId, envelope, raw: Buffer.from('x') }, received);
}

async function reasonOf(externalId: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ reason: string | null }>`
    select reason from channels.contacts where external_id = ${externalId}`.execute(db);
  return rows[0]?.reason;
}

/** Leaves the job of a contact as a process leaves it that was killed at its try of this number. */
async function killAt(attempt: number, externalId: string): Promise<void> {
  await sql`update graphile_worker._private_jobs set attempts = ${attempt}, locked_at = now(), locked_by = 'killed'
    where key = (select 'contact:' || id from channels.contacts where external_id = ${externalId})`.execute(db);
}

async function triesLeft(externalId: string): Promise<number | undefined> {
  const { rows } = await sql<{ left: number }>`
    select max_attempts - attempts as left from graphile_worker.jobs
    where key = (select 'contact:' || id from channels.contacts where external_id = ${externalId})`.execute(db);
  return rows[0]?.left;
}

test('a contact that nobody has tried to file, since no worker ran for hours, still waits for its first try', async () => {
  await receive('untried');
  await keepUnfiled?.run({});
  assert.deepEqual([await reasonOf('untried'), await triesLeft('untried')], [null, 8]);
});

test('a contact that every try failed to file waits for a person', async () => {
  await receive('bad');
  await sql`update graphile_worker._private_jobs set attempts = max_attempts
    where key = (select 'contact:' || id from channels.contacts where external_id = 'bad')`.execute(db);
  await keepUnfiled?.run({});
  assert.equal(await reasonOf('bad'), 'not-filed');
});

test('a contact whose process was killed is tried again at the next start, but not for ever', async () => {
  await receive('deadly');
  await killAt(1, 'deadly');
  await orderAgain(db);
  assert.equal(await triesLeft('deadly'), 7);
  await killAt(7, 'deadly');
  await orderAgain(db);
  assert.equal(await triesLeft('deadly'), 0);
});
