import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { guest, holderOf, openTestCases } from '../../test/cases.ts';
import type { Opened } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { auditCases } from './complaints.ts';

const { db, door, wallets, mails, newCustomer, newStaff, close } = await openTestCases();
after(async () => {
  assert.deepEqual(await auditCases(db), []);
  await close();
});

const hannah = newStaff('handler');
const samuel: PersonActor = { ...newStaff('supervisor'), name: 'Samuel Ortiz' };
const clara = newStaff('compliance');

async function refusedAs(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, `not refused: ${String(error)}`);
  for (const locale of ['en', 'zh-CN'] as const)
    assert.doesNotMatch(JSON.stringify(error.render(locale)), /\{\w+\}|undefined/);
  return error;
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refusedAs(call)).code;
}

async function openFor(person: PersonActor, text = 'Where is my money?'): Promise<Opened> {
  return door.call('complaints.open-case', { text, issue: 'W03' }, callerOf(person));
}

async function desk({ number }: Pick<Opened, 'number'>) {
  return door.call('complaints.get-case', { number }, callerOf(hannah));
}

test('the desk: takes a case, writes a note, and replies: the complainant reads the reply by mail and on the tracker, never the note', async () => {
  const alice = await newCustomer('Alice Hart');
  const opened = await openFor(alice);
  await door.call('complaints.assign-case', { number: opened.number, to: 'me' }, callerOf(hannah));
  await door.call('complaints.add-note', { number: opened.number, text: 'Checked the bank file.' }, callerOf(clara));
  const { version } = await desk(opened);
  await door.call(
    'complaints.send-reply',
    { number: opened.number, version, text: 'We found your money.' },
    callerOf(hannah),
  );
  const tracked = await door.call('complaints.track-case', { number: opened.number }, callerOf(alice));
  assert.deepEqual([tracked.state, tracked.handler], ['in_progress', 'Hannah Berg']);
  assert.deepEqual(
    tracked.messages.map(({ kind }) => kind),
    ['complaint', 'acknowledgement', 'reply'],
  );
  const [first, reply] = await mails(opened.caseId);
  assert.ok(reply?.text.startsWith('We found your money.'));
  assert.deepEqual(
    [reply?.automatic, reply?.inReplyTo, reply?.references, reply?.subject],
    [false, first?.messageId, [first?.messageId], `Re: Your complaint ${opened.number}`],
  );
  const seen = await desk(opened);
  assert.deepEqual(
    seen.record.map(({ actor, sentence }) => `${actor.en}: ${sentence.en}`),
    [
      'The complainant: opened the case',
      'The system: confirmed receipt',
      'Hannah Berg: assigned the case',
      'Hannah Berg: added a note',
      'Hannah Berg: sent a reply',
    ],
  );
  assert.deepEqual([seen.unansweredSince, seen.assignedTo], [null, { id: hannah.id, name: 'Hannah Berg' }]);
});

test('the desk: asks the complainant, whose answer brings the case back', async () => {
  const alice = await newCustomer();
  const opened = await openFor(alice);
  await door.call(
    'complaints.send-reply',
    { number: opened.number, version: 2, text: 'Which bank?', asks: true },
    callerOf(hannah),
  );
  assert.equal((await desk(opened)).state, 'waiting_for_customer');
  await door.call('complaints.add-message', { number: opened.number, text: 'The one in Kiel.' }, callerOf(alice));
  const seen = await desk(opened);
  assert.equal(seen.state, 'in_progress');
  assert.ok(seen.unansweredSince);
});

test('the desk: is told what changed, and by whom, when it acts on an old view', async () => {
  const alice = await newCustomer();
  const opened = await openFor(alice);
  await door.call('complaints.add-note', { number: opened.number, text: 'Looking' }, callerOf(samuel));
  await door.call('complaints.add-message', { number: opened.number, text: 'One more thing' }, callerOf(alice));
  const acts = [
    door.call('complaints.send-reply', { number: opened.number, version: 2, text: 'No.' }, callerOf(hannah)),
    door.call(
      'complaints.decide-case',
      { number: opened.number, version: 2, outcome: { kind: 'explained_no_fault' }, letter: 'No.', reason: 'None' },
      callerOf(hannah),
    ),
    door.call(
      'complaints.recode-issue',
      { number: opened.number, version: 2, issue: 'W12', reason: 'It is so' },
      callerOf(hannah),
    ),
    door.call('complaints.assign-case', { number: opened.number, version: 2, to: 'me' }, callerOf(hannah)),
  ];
  for (const problem of await Promise.all(acts.map(refusedAs))) {
    assert.equal(problem.code, 'complaints.stale');
    const { detail, errors } = problem.render('en');
    assert.match(detail, /Samuel Ortiz – added a note; The complainant – wrote a message/);
    assert.equal(errors?.length, 2);
  }
  assert.equal((await desk(opened)).version, 4, 'nothing was done');
});

test('the desk: files a case under another issue with a reason, and both stay in the record', async () => {
  const opened = await openFor(await newCustomer());
  await door.call(
    'complaints.recode-issue',
    { number: opened.number, version: 2, issue: 'W04', subIssue: 'W04.limit', reason: 'It was a withdrawal' },
    callerOf(hannah),
  );
  const seen = await desk(opened);
  assert.equal(seen.issue, 'W04');
  assert.match(seen.record.at(-1)?.sentence.en ?? '', /Withdrawal delayed or failed/);
  assert.deepEqual(seen.messages.at(-1)?.text, 'It was a withdrawal');
  const event = await db
    .selectFrom('complaints.case_events')
    .select('data')
    .where('case_id', '=', opened.caseId)
    .where('kind', '=', 'recoded')
    .executeTakeFirstOrThrow();
  assert.deepEqual(event.data, {
    from: { issue: 'W03', subIssue: null },
    to: { issue: 'W04', subIssue: 'W04.limit' },
    textHash: JSON.parse(JSON.stringify(event.data)).textHash,
  });
});

test('the desk: unlocks the account as an act of the case', async () => {
  const alice = await newCustomer();
  await wallets.call(
    'wallet.freeze-wallet',
    { person: alice.id, scope: 'debits', reason: 'unusual-activity' },
    callerOf(samuel),
  );
  const opened = await openFor(alice, 'Why is my account locked?');
  await door.call(
    'complaints.unlock-account',
    { number: opened.number, version: 2, reason: 'Identity was checked' },
    callerOf(hannah),
  );
  assert.equal((await wallets.call('wallet.get-wallet', {}, callerOf(alice))).freeze, null);
  assert.match((await mails(opened.caseId)).at(-1)?.text ?? '', /Your wallet is unlocked/);
  assert.equal(
    await codeOf(
      door.call(
        'complaints.unlock-account',
        { number: opened.number, version: 3, reason: 'Once more' },
        callerOf(hannah),
      ),
    ),
    'wallet.not-frozen',
  );
  assert.equal((await desk(opened)).version, 3, 'what failed left no event');
});

test('the desk: sees who else has the case open', async () => {
  const opened = await openFor(await newCustomer());
  assert.deepEqual((await door.call('complaints.watch-case', { number: opened.number }, callerOf(hannah))).others, []);
  const { others } = await door.call('complaints.watch-case', { number: opened.number }, callerOf(samuel));
  assert.deepEqual(
    others.map(({ name }) => name),
    ['Hannah Berg'],
  );
});

test('the desk: keeps an unsent reply for its writer alone, until it is sent', async () => {
  const opened = await openFor(await newCustomer());
  await door.call('complaints.save-reply-draft', { number: opened.number, text: 'Dear' }, callerOf(hannah));
  await door.call('complaints.save-reply-draft', { number: opened.number, text: 'Dear Alice' }, callerOf(hannah));
  assert.equal((await desk(opened)).replyDraft, 'Dear Alice');
  assert.equal((await door.call('complaints.get-case', { number: opened.number }, callerOf(samuel))).replyDraft, null);
  await door.call('complaints.send-reply', { number: opened.number, version: 2, text: 'Dear Alice' }, callerOf(hannah));
  assert.equal((await desk(opened)).replyDraft, null);
});

test('the desk: shows other cases of the same person, and which acts are possible', async () => {
  const alice = await newCustomer();
  const [one, two] = [await openFor(alice, 'First'), await openFor(alice, 'Second')];
  const seen = await desk(two);
  assert.deepEqual(
    seen.similar.map(({ number, summary }) => [number, summary]),
    [[one.number, 'First']],
  );
  assert.deepEqual(
    seen.acts.filter(({ refusal }) => refusal !== null).map(({ act, refusal }) => [act, refusal?.en]),
    [
      ['dismiss-message', 'The case is open.'],
      ['reopen-case', 'The case is open.'],
    ],
  );
});

test('who may do what: customers and guests do nothing of the desk, compliance reads and notes', async () => {
  const alice = await newCustomer();
  const { number } = await openFor(alice);
  const reply = { number, version: 2, text: 'Hm' };
  assert.equal(await codeOf(door.call('complaints.send-reply', reply, callerOf(alice))), 'platform.not-allowed');
  assert.equal(await codeOf(door.call('complaints.send-reply', reply, callerOf(guest))), 'platform.not-signed-in');
  assert.equal(await codeOf(door.call('complaints.send-reply', reply, callerOf(clara))), 'platform.not-allowed');
  assert.equal(await codeOf(door.call('complaints.get-case', { number }, callerOf(alice))), 'platform.not-allowed');
  assert.equal(await codeOf(door.call('complaints.list-cases', {}, callerOf(alice))), 'platform.not-allowed');
  const { acts } = await door.call('complaints.get-case', { number }, callerOf(clara));
  const possible = acts.filter(({ refusal }) => refusal === null).map(({ act }) => act);
  assert.deepEqual(possible.toSorted(), ['add-note', 'attach-evidence']);
});

test('who may do what: nobody handles a complaint of his own', async () => {
  const opened = await openFor(hannah, 'My own wallet');
  assert.equal(
    await codeOf(door.call('complaints.get-case', { number: opened.number }, callerOf(hannah))),
    'complaints.unknown-case',
  );
  assert.equal(
    await codeOf(
      door.call(
        'complaints.decide-case',
        { number: opened.number, version: 2, outcome: { kind: 'upheld_full' }, letter: 'Yes', reason: 'Because' },
        callerOf(hannah),
      ),
    ),
    'platform.not-allowed',
  );
  assert.equal(
    (await door.call('complaints.track-case', { number: opened.number }, callerOf(hannah))).number,
    opened.number,
  );
});

test('who may do what: nobody handles a complaint in the name of his address, before it is known to be his', async () => {
  const contact = { email: 'grace@okpay.example' };
  const { number } = await door.call('complaints.open-case', { text: 'Not signed in', contact }, callerOf(guest));
  const grace = { ...hannah, id: newId(0), email: contact.email };
  assert.equal(await codeOf(door.call('complaints.get-case', { number }, callerOf(grace))), 'complaints.unknown-case');
  assert.equal((await door.call('complaints.get-case', { number }, callerOf(hannah))).number, number);
});

test('who may do what: the holder of a link is the complainant of that case alone', async () => {
  const [one, two] = [await openFor(await newCustomer()), await openFor(await newCustomer())];
  await door.call('complaints.add-message', { number: one.number, text: 'From the link' }, callerOf(holderOf(one)));
  assert.equal(
    await codeOf(
      door.call('complaints.add-message', { number: two.number, text: 'From the link' }, callerOf(holderOf(one))),
    ),
    'complaints.unknown-case',
  );
});

test('who may do what: a case is given only to those who handle cases', async () => {
  const alice = await newCustomer();
  const { number } = await openFor(alice);
  assert.equal(
    await codeOf(door.call('complaints.assign-case', { number, to: alice.id }, callerOf(hannah))),
    'complaints.not-a-handler',
  );
});

test('the complainant: withdraws, is told so, and the case can be reopened with new dates', async () => {
  const alice = await newCustomer();
  const opened = await openFor(alice);
  await door.call('complaints.withdraw-case', { number: opened.number, reason: 'It has arrived.' }, callerOf(alice));
  assert.match((await mails(opened.caseId)).at(-1)?.text ?? '', /You wrote: It has arrived\./);
  const withdrawn = await desk(opened);
  assert.deepEqual([withdrawn.state, withdrawn.nextDueAt], ['withdrawn', null]);
  assert.ok(withdrawn.clocks.every(({ status }) => status !== 'running'));
  assert.equal(
    await codeOf(door.call('complaints.withdraw-case', { number: opened.number }, callerOf(alice))),
    'complaints.act-refused',
  );
  await door.call(
    'complaints.reopen-case',
    { number: opened.number, version: 3, reason: 'It was another payment' },
    callerOf(hannah),
  );
  const reopened = await desk(opened);
  assert.equal(reopened.state, 'in_progress');
  assert.ok(reopened.clocks.some(({ id, status }) => id === 'eu-mica/EU-5/2' && status === 'running'));
  assert.match((await mails(opened.caseId)).at(-1)?.text ?? '', /We have reopened your complaint/);
});

test('the complainant: is asked nothing twice when he disagrees: the reasons go into the same case, with new dates', async () => {
  const alice = await newCustomer();
  const opened = await openFor(alice);
  await door.call(
    'complaints.decide-case',
    {
      number: opened.number,
      version: 2,
      outcome: { kind: 'explained_no_fault' },
      letter: 'Your bank returned it.',
      reason: 'Bank file of the 20th',
    },
    callerOf(hannah),
  );
  await door.call('complaints.disagree', { number: opened.number, text: 'It did not.' }, callerOf(alice));
  const seen = await desk(opened);
  assert.deepEqual([seen.state, seen.outcome], ['disagreed', null]);
  assert.ok(
    seen.clocks.some(({ id, status }) => id === 'eu-mica/EU-3/2' && status === 'met'),
    'receipt of the disagreement was confirmed at once',
  );
  assert.match(
    (await mails(opened.caseId)).at(-1)?.text ?? '',
    /You disagree with our decision[^]*Decide the complaint and give reasons/,
  );
  await door.call(
    'complaints.decide-case',
    {
      number: opened.number,
      version: seen.version,
      outcome: { kind: 'upheld_part' },
      letter: 'You are right in part.',
      reason: 'New facts',
    },
    callerOf(samuel),
  );
  assert.equal((await desk(opened)).state, 'decided');
});
