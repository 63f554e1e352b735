import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import type { InputOf } from '../platform/door.ts';
import type { ComplaintsOperation } from './complaints.ts';

const { door, clock, newCustomer, newStaff, sweep, close } = await openTestCases({ SHARDS: '4' });
after(close);

const hannah = newStaff('handler');
const samuel: PersonActor = { ...newStaff('supervisor'), name: 'Samuel Ortiz' };

async function list(filters: InputOf<ComplaintsOperation, 'complaints.list-cases'> = {}, reader = hannah) {
  return door.call('complaints.list-cases', filters, callerOf(reader));
}

async function numbers(filters: InputOf<ComplaintsOperation, 'complaints.list-cases'>): Promise<string[]> {
  return (await list(filters)).rows.map(({ number }) => number);
}

type Complaint = InputOf<ComplaintsOperation, 'complaints.open-case'>;

async function open(person: PersonActor, given: Partial<Complaint> = {}): Promise<string> {
  const opened = await door.call(
    'complaints.open-case',
    { text: 'Help', issue: 'W03', product: 'top_up', ...given },
    callerOf(person),
  );
  return opened.number;
}

test('the queue is in order of the nearest due date, and urgent cases that nobody has taken up lead it', async () => {
  const alice = await newCustomer('Alice Hart');
  const custody = await open(alice, { product: 'crypto_custody' });
  clock.at = new Date('2026-11-24T10:00:00Z');
  const payment = await open(alice, { issue: 'W04' });
  const scam = await open(alice, { issue: 'W06', urgent: true, text: 'It is leaving my wallet now' });
  assert.deepEqual(await numbers({}), [scam, custody, payment]);
  await door.call('complaints.assign-case', { number: scam, to: 'me' }, callerOf(samuel));
  assert.deepEqual(
    (await list()).rows.map(({ number, nextDueAt }) => [number, nextDueAt?.toISOString().slice(0, 10)]),
    [
      [custody, '2026-11-30'],
      [payment, '2026-12-01'],
      [scam, '2026-12-01'],
    ],
  );
});

test('filters narrow the queue, and the counts say what each would show', async () => {
  const { counts } = await list({}, samuel);
  assert.deepEqual([counts.all, counts.mine, counts.unassigned, counts.breached, counts.unanswered], [3, 1, 2, 0, 3]);
  assert.deepEqual(counts.byState, { received: 2, in_progress: 1 });
  assert.deepEqual(counts.byIssue, { W03: 1, W04: 1, W06: 1 });
  assert.equal((await numbers({ issue: 'W04' })).length, 1);
  assert.equal((await numbers({ state: 'received' })).length, 2);
  assert.equal((await numbers({ assignee: 'nobody' })).length, 2);
  assert.equal((await numbers({ assignee: 'me' })).length, 0);
  assert.equal((await numbers({ assignee: samuel.id, channel: 'web', breached: false, unanswered: true })).length, 1);
  assert.equal((await numbers({ channel: 'email' })).length, 0);
});

test('a missed clock is counted, and what is answered late leaves the breach', async () => {
  clock.at = new Date('2026-12-01T12:00:00Z');
  await sweep();
  const [first, ...others] = await numbers({ breached: true });
  assert.ok(first);
  assert.equal(others.length, 0);
  assert.equal((await list()).counts.breached, 1);
  await door.call(
    'complaints.decide-case',
    { number: first, version: 3, outcome: { kind: 'upheld_full' }, letter: 'Done', reason: 'Bank file' },
    callerOf(hannah),
  );
  assert.deepEqual([(await list()).counts.breached, (await list()).counts.all], [0, 2]);
  assert.deepEqual(await numbers({ state: 'decided' }), [first]);
});

test('pages follow each other without a gap or a repeat, whatever the order', async () => {
  const bob = await newCustomer('Bob Keller');
  for (let count = 0; count < 7; count += 1) await open(bob, { text: `Bob ${count}` });
  for (const filter of [{}, { text: 'Bob' }] as const) {
    const whole = await numbers({ ...filter, limit: 100 });
    const paged: string[] = [];
    let next: string | null = null;
    do {
      const page = await list({ ...filter, limit: 2, ...(next === null ? {} : { after: next }) });
      paged.push(...page.rows.map(({ number }) => number));
      ({ next } = page);
    } while (next !== null);
    assert.deepEqual(paged, whole);
    assert.ok(whole.length >= 7);
  }
});

test('a search finds a number however typed, an address, a name and words, also of cases that ended', async () => {
  const liwei = await newCustomer('李伟');
  const number = await open(liwei, { text: '充值二百元没有到账' });
  for (const text of [number, number.toLowerCase().replaceAll('-', ''), liwei.email.toUpperCase(), '李伟', '没有到账'])
    assert.deepEqual(await numbers({ text }), [number], text);
  await door.call('complaints.withdraw-case', { number }, callerOf(liwei));
  assert.deepEqual(await numbers({ text: '到账' }), [number]);
  assert.deepEqual(await numbers({ text: '100%_' }), []);
});

test('nobody’s own complaint is in his queue', async () => {
  const number = await open(hannah, { text: 'My own' });
  assert.deepEqual(await numbers({ text: 'My own' }), []);
  assert.deepEqual(
    (await list({ text: 'My own' }, samuel)).rows.map((row) => row.number),
    [number],
  );
});

test('a message after the end brings the case back on the desk', async () => {
  const person = await newCustomer();
  const number = await open(person);
  await door.call(
    'complaints.decide-case',
    { number, version: 2, outcome: { kind: 'upheld_full' }, letter: 'Done', reason: 'Bank file' },
    callerOf(hannah),
  );
  assert.ok(!(await numbers({ limit: 100 })).includes(number));
  await door.call('complaints.add-message', { number, text: 'It has not arrived' }, callerOf(person));
  assert.ok((await numbers({ limit: 100 })).includes(number));
  await door.call('complaints.dismiss-message', { number }, callerOf(hannah));
  assert.ok(!(await numbers({ limit: 100 })).includes(number));
});
