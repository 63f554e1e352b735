import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import { systemCaller } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import { settle } from './clock-view.ts';
import { auditCases, complaintsTasks } from './complaints.ts';

const cases = await openTestCases({
  JURISDICTION: 'iso-default',
  LICENCES: 'uk-disp,eu-mica,eu-psd2,us-reg-e,us-cfpb,cn-wallet,cn-12315',
});
const { db, door, clock, config, mails, newCustomer, newStaff, sweep, close } = cases;
after(async () => {
  assert.deepEqual(await auditCases(db), []);
  await close();
});

const hannah = newStaff('handler');

async function open(residence: string | undefined, product: 'transfer' | 'crypto_custody' = 'transfer') {
  clock.at = new Date('2026-11-23T10:00:00Z');
  return door.call(
    'complaints.open-case',
    {
      text: 'Where is my money?',
      issue: 'W03',
      product,
      ...(residence === undefined ? {} : { contact: { residence } }),
    },
    callerOf(await newCustomer()),
  );
}

async function desk(number: string) {
  return door.call('complaints.get-case', { number }, callerOf(hannah));
}

const dates = (clocks: readonly { id: string; dueDate: string }[]) =>
  clocks.map(({ id, dueDate }) => `${id} ${dueDate}`);

test('the law of a case: is chosen by where its complainant lives and what it is about', async () => {
  const british = await open('GB');
  assert.deepEqual(dates(british.clocks), [
    'uk-disp/UK-1/1 2026-11-26',
    'uk-disp/UK-2/1 2026-11-30',
    'uk-disp/UK-4:payment/1 2026-12-14',
    'uk-disp/UK-7:payment/1 2026-12-14',
    'uk-disp/UK-5:payment/1 2027-01-14',
  ]);
  assert.deepEqual(
    (await open('DE', 'crypto_custody')).clocks.map(({ id }) => id),
    ['eu-mica/EU-3/1', 'eu-mica/EU-4/1', 'eu-mica/EU-5/1'],
  );
  assert.ok((await open('BR')).clocks.every(({ pack }) => pack === 'iso-default'));
});

test('the law of a case: where nobody knows the residence, each that may hold does, and the earliest date leads', async () => {
  const opened = await open(undefined);
  assert.deepEqual([...new Set(opened.clocks.map(({ pack }) => pack))].sort(), [
    'cn-wallet',
    'eu-psd2',
    'uk-disp',
    'us-reg-e',
  ]);
  const { nextDueAt } = await desk(opened.number);
  assert.equal(
    nextDueAt?.toISOString(),
    '2026-12-08T15:59:59.999Z',
    'the Chinese promise, hours before the American limit',
  );
});

test('the law of a case: of what several laws ask, only the earliest is not behind another', async () => {
  const { clocks } = await open(undefined);
  const behind = Object.fromEntries(clocks.map((one) => [one.rule, one.behind]));
  assert.deepEqual(
    [behind['CN-8'], behind['US-2'], behind['EU-10'], behind['UK-4'], behind['UK-5']],
    [false, true, true, true, true],
  );
});

test('of any clocks, the first for an act is behind none, and only others’ clocks put one behind', () => {
  const view = fc.record({
    pack: fc.constantFrom('uk-disp', 'eu-psd2', 'iso-default'),
    bearer: fc.constant('provider' as const),
    binding: fc.constantFrom('law' as const, 'promise' as const),
    dueAt: fc.nat({ max: 5 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days))),
    status: fc.constantFrom('running' as const, 'met' as const),
    behind: fc.constant(false),
  });
  const answers = { 'uk-disp': 'UK-4', 'eu-psd2': 'EU-10', 'iso-default': 'ISO-5' } as const;
  fc.assert(
    fc.property(fc.array(view, { maxLength: 6 }), (views) => {
      const settled = settle(views.map((one) => ({ ...one, rule: answers[one.pack] })));
      const running = settled.filter(({ status }) => status === 'running');
      const first = Math.min(...running.map(({ dueAt }) => dueAt.getTime()));
      assert.ok(running.length === 0 || running.some(({ dueAt, behind }) => dueAt.getTime() === first && !behind));
      assert.ok(settled.every(({ status, behind }) => status === 'running' || !behind));
      for (const { pack, dueAt, behind } of running)
        if (dueAt.getTime() > first && running.some((o) => o.dueAt.getTime() === first && o.pack !== pack))
          assert.ok(behind);
    }),
  );
});

test('the law of a case: a way that closes, and the time of somebody else, are never missed by us', async () => {
  const opened = await open('GB');
  clock.at = new Date('2026-12-02T10:00:00Z');
  await sweep();
  const seen = await desk(opened.number);
  assert.equal(seen.clocks.find(({ rule }) => rule === 'UK-1')?.status, 'ended');
  assert.equal(seen.breached, false);
});

test('dates that change: are an event with before and after, and the complainant is told', async () => {
  const opened = await open('GB');
  // As an older pack, or a calendar without a bank holiday, would have computed them.
  await sql`update complaints.clocks
    set due_at = due_at - interval '1 day', facts = facts || '{"dueDate": "2026-12-13", "rules": "older"}'
    where case_id = ${opened.caseId} and rule = 'UK-4:payment'`.execute(db);
  const task = complaintsTasks({ db, config, door, clock }).find(({ name }) => name === 'complaints.recompute-clocks');
  assert.ok(task);
  await task.run({});
  await task.run({});
  const seen = await desk(opened.number);
  assert.equal(seen.clocks.find(({ rule }) => rule === 'UK-4')?.dueDate, '2026-12-14');
  const told = seen.record.filter(({ sentence }) => sentence.en.startsWith('dates were computed again'));
  assert.deepEqual(
    told.map(({ sentence }) => sentence.en),
    ['dates were computed again: uk-disp/UK-4:payment/1 2026-12-13 → 2026-12-14'],
  );
  assert.match(
    (await mails(opened.caseId)).at(-1)?.text ?? '',
    /have changed:\n- Send the final response about a payment or electronic money: 13 December 2026 before, 14 December 2026 now/,
  );
});

test('dates that change: are never changed silently by whatever happens next', async () => {
  const opened = await open('GB');
  await sql`update complaints.clocks
    set due_at = due_at - interval '1 day', facts = facts || '{"dueDate": "2026-12-13", "rules": "older"}'
    where case_id = ${opened.caseId} and rule = 'UK-4:payment'`.execute(db);
  const { version } = await desk(opened.number);
  await door.call('complaints.send-reply', { number: opened.number, version, text: 'We look.' }, callerOf(hannah));
  assert.deepEqual(
    (await desk(opened.number)).record.slice(-2).map(({ sentence }) => sentence.en),
    ['sent a reply', 'dates were computed again: uk-disp/UK-4:payment/1 2026-12-13 → 2026-12-14'],
  );
});

test('dates that change: not at all where newer rules give the same', async () => {
  const opened = await open('GB');
  await sql`update complaints.clocks set facts = facts || '{"rules": "older"}' where case_id = ${opened.caseId}`.execute(
    db,
  );
  const caller = systemCaller('sweep', newId(0));
  assert.deepEqual(await door.call('complaints.recompute-clocks', { case: opened.caseId }, caller), { changed: false });
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from complaints.clocks where case_id = ${opened.caseId} and facts->>'rules' = 'older'`.execute(
    db,
  );
  assert.equal(rows[0]?.n, 0);
});

test('another issue: brings the clocks of the part that it adds, as a change with before and after', async () => {
  const opened = await open('GB');
  const { version } = await desk(opened.number);
  await door.call(
    'complaints.recode-issue',
    { number: opened.number, version, issue: 'W12', reason: 'It is about how we served her' },
    callerOf(hannah),
  );
  const seen = await desk(opened.number);
  assert.ok(seen.clocks.some(({ id, dueDate }) => id === 'uk-disp/UK-3:other/1' && dueDate === '2027-01-18'));
  assert.match(seen.record.at(-1)?.sentence.en ?? '', /UK-3:other\/1 – → 2027-01-18/);
  await door.call(
    'complaints.recode-issue',
    { number: opened.number, version: seen.version, issue: 'W03', reason: 'After all about the money' },
    callerOf(hannah),
  );
  const back = await desk(opened.number);
  assert.equal(back.clocks.find(({ id }) => id === 'uk-disp/UK-3:other/1')?.status, 'ended');
});

test('what an authority does: brings its own law, and starts its clock when it happened', async () => {
  const opened = await open('US');
  clock.at = new Date('2026-11-30T15:00:00Z');
  const { version } = await desk(opened.number);
  const step = async (on: string) =>
    door.call(
      'complaints.record-step',
      { number: opened.number, version, step: 'forwarded_by_regulator', on, reason: 'CFPB portal, number 7' },
      callerOf(hannah),
    );
  await assert.rejects(step('2026-12-01'), /Name today or a day that has passed/);
  await step('2026-11-27');
  const seen = await desk(opened.number);
  assert.ok(dates(seen.clocks).includes('us-cfpb/US-5/1 2026-12-12'));
  assert.ok(dates(seen.clocks).includes('us-reg-e/US-2/1 2026-12-08'), 'what ran before runs on');
});

test('what an authority does: a provisional credit keeps the ten days, and the forty-five run on', async () => {
  const opened = await open('US');
  clock.at = new Date('2026-12-01T15:00:00Z');
  const { version } = await desk(opened.number);
  await door.call(
    'complaints.record-step',
    { number: opened.number, version, step: 'provisional_credit_given', on: '2026-12-01', reason: 'Booked' },
    callerOf(hannah),
  );
  const status = Object.fromEntries((await desk(opened.number)).clocks.map(({ rule, status: now }) => [rule, now]));
  assert.deepEqual([status['US-2'], status['US-3']], ['met', 'running']);
});
