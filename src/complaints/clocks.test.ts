import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { auditCases, clockMissed } from './complaints.ts';

const { db, door, clock, mails, newCustomer, newStaff, sweep, close } = await openTestCases();
after(async () => {
  assert.deepEqual(await auditCases(db), []);
  await close();
});
beforeEach(() => {
  clock.at = new Date('2026-11-23T10:00:00Z');
});

const hannah = newStaff('handler');

async function open(person: PersonActor, locale: 'en' | 'zh-CN' = 'en') {
  return door.call(
    'complaints.open-case',
    { text: 'Where is my money?', issue: 'W03', product: 'top_up' },
    callerOf(person, undefined, locale),
  );
}

async function desk(number: string) {
  return door.call('complaints.get-case', { number }, callerOf(hannah));
}

test('silence: is noticed to the minute: the missed clock is an event, the customer is told which door is open, and the case leads the queue', async () => {
  const alice = await newCustomer();
  const late = await open(alice);
  clock.at = new Date('2026-12-14T22:59:59Z');
  await sweep();
  assert.ok(
    (await desk(late.number)).clocks.find(({ rule }) => rule === 'EU-10')?.status === 'running',
    'the day in Brussels is not over',
  );
  clock.at = new Date('2026-12-14T23:00:00Z');
  const newer = await open(await newCustomer());
  await sweep();
  const seen = await desk(late.number);
  assert.deepEqual(
    seen.clocks.map(({ rule, status }) => [rule, status]),
    [
      ['EU-3', 'met'],
      ['EU-4', 'missed'],
      ['EU-10', 'missed'],
      ['EU-5', 'running'],
    ],
  );
  assert.equal(seen.breached, true);
  const notices = (await mails(late.caseId)).slice(1);
  assert.equal(notices.length, 2);
  assert.match(
    notices.at(-1)?.text ?? '',
    /due by 14 December 2026: Answer a complaint about a payment service[^]*out-of-court dispute body/,
  );
  const tracked = await door.call('complaints.track-case', { number: late.number }, callerOf(alice));
  assert.deepEqual(
    tracked.doors.map(({ since }) => since.toISOString()),
    ['2026-11-30T22:59:59.999Z', '2026-12-14T22:59:59.999Z'],
  );
  const queue = await door.call('complaints.list-cases', { text: '' }, callerOf(hannah));
  assert.deepEqual(
    queue.rows.slice(0, 2).map(({ number }) => number),
    [late.number, newer.number],
  );
  assert.equal(queue.counts.breached, 1);
});

test('silence: is noticed once, however often and by however many it is looked for', async () => {
  const opened = await open(await newCustomer(), 'zh-CN');
  let heard = 0;
  const listener = async (_ctx: unknown, { caseId }: { caseId: string }) => {
    heard += caseId === opened.caseId ? 1 : 0;
  };
  clockMissed.subscribers.push(listener);
  clock.at = new Date('2027-02-01T00:00:00Z');
  await Promise.all([sweep(), sweep(), sweep()]);
  await sweep();
  clockMissed.subscribers.splice(clockMissed.subscribers.indexOf(listener), 1);
  assert.equal(heard, 3);
  const seen = await desk(opened.number);
  assert.equal(seen.record.filter(({ sentence }) => sentence.en === 'a deadline was missed').length, 3);
  assert.match((await mails(opened.caseId)).at(-1)?.text ?? '', /我们逾期了/);
});

test('silence: does not end because we asked something: a statutory clock runs on', async () => {
  const opened = await open(await newCustomer());
  await door.call(
    'complaints.send-reply',
    { number: opened.number, version: 2, text: 'Which bank?', asks: true },
    callerOf(hannah),
  );
  clock.at = new Date('2026-12-15T12:00:00Z');
  await sweep();
  assert.deepEqual(
    (await desk(opened.number)).clocks.map(({ rule, status }) => [rule, status]),
    [
      ['EU-3', 'met'],
      ['EU-4', 'met'],
      ['EU-10', 'missed'],
      ['EU-5', 'running'],
    ],
  );
});

test('an answer: stops the clock that measures it, and nothing is missed afterwards', async () => {
  const opened = await open(await newCustomer());
  clock.at = new Date('2026-11-27T12:00:00Z');
  await door.call(
    'complaints.decide-case',
    { number: opened.number, version: 2, outcome: { kind: 'upheld_full' }, letter: 'Done.', reason: 'Bank file' },
    callerOf(hannah),
  );
  clock.at = new Date('2027-01-25T12:00:00Z');
  await sweep();
  const seen = await desk(opened.number);
  assert.deepEqual(
    seen.clocks.map(({ status }) => status),
    ['met', 'met', 'met', 'met'],
  );
  assert.equal(seen.nextDueAt, null);
});

test('an answer: that comes late says so, and ends the breach', async () => {
  const opened = await open(await newCustomer());
  clock.at = new Date('2026-12-20T12:00:00Z');
  await sweep();
  const { version } = await desk(opened.number);
  await door.call(
    'complaints.decide-case',
    { number: opened.number, version, outcome: { kind: 'upheld_full' }, letter: 'Done.', reason: 'Bank file' },
    callerOf(hannah),
  );
  const seen = await desk(opened.number);
  assert.deepEqual(
    seen.clocks.map(({ rule, status }) => [rule, status]),
    [
      ['EU-3', 'met'],
      ['EU-4', 'late'],
      ['EU-10', 'late'],
      ['EU-5', 'met'],
    ],
  );
  assert.equal(seen.breached, false);
});

test('a notice of delay: moves the date as far as the law lets it, and is refused beyond', async () => {
  const opened = await open(await newCustomer());
  clock.at = new Date('2026-12-10T12:00:00Z');
  assert.deepEqual(
    (await desk(opened.number)).delays.map(({ rule, dueDate, latest }) => [rule, dueDate, latest]),
    [
      ['EU-10', '2026-12-14', '2027-01-13'],
      ['EU-5', '2027-01-23', null],
    ],
  );
  const announce = async (delayedUntil: string) =>
    door.call(
      'complaints.send-reply',
      { number: opened.number, version: 2, text: 'The bank needs longer.', delayedUntil },
      callerOf(hannah),
    );
  await assert.rejects(announce('2027-01-14'), /up to 13 January 2027 \(PSD2/);
  await assert.rejects(announce('2026-12-10'), /Name a day after today/);
  await assert.rejects(announce('2026-13-45'), /Name a day after today/);
  await announce('2027-01-13');
  const seen = await desk(opened.number);
  const moved = seen.clocks.find(({ rule }) => rule === 'EU-10');
  assert.deepEqual([moved?.status, moved?.dueDate], ['running', '2027-01-13']);
  assert.match(
    seen.messages.at(-1)?.text ?? '',
    /longer\.\n\nThe new date for our decision is 13 January 2027\.\nPSD2/,
  );
  assert.ok(!seen.delays.some(({ rule }) => rule === 'EU-10'), 'it can be moved no further');
});

test('a notice of delay: of a date that has passed moves nothing, and the breach stays', async () => {
  const opened = await open(await newCustomer());
  clock.at = new Date('2026-12-15T12:00:00Z');
  await sweep();
  const { version, delays } = await desk(opened.number);
  assert.deepEqual(
    delays.map(({ rule }) => rule),
    ['EU-5'],
  );
  await door.call(
    'complaints.send-reply',
    { number: opened.number, version, text: 'The bank needs longer.', delayedUntil: '2027-01-08' },
    callerOf(hannah),
  );
  const seen = await desk(opened.number);
  assert.deepEqual(
    seen.clocks.filter(({ rule }) => rule === 'EU-10').map(({ status, dueDate }) => [status, dueDate]),
    [['missed', '2026-12-14']],
  );
  assert.equal(seen.breached, true);
});

test('a decided case: is closed when the time to disagree is over, and not before', async () => {
  const alice = await newCustomer();
  const opened = await open(alice);
  await door.call(
    'complaints.decide-case',
    {
      number: opened.number,
      version: 2,
      outcome: { kind: 'explained_no_fault' },
      letter: 'No.',
      reason: 'Bank file',
    },
    callerOf(hannah),
  );
  clock.at = new Date('2027-01-22T09:59:59Z');
  await sweep();
  assert.equal((await desk(opened.number)).state, 'decided');
  clock.at = new Date('2027-01-22T10:00:00Z');
  await sweep();
  await sweep();
  const seen = await desk(opened.number);
  assert.equal(seen.state, 'closed');
  assert.equal(seen.record.filter(({ sentence }) => sentence.en === 'the case was closed').length, 1);
});
