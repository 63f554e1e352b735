import assert from 'node:assert/strict';
import { text as consumeText } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { codeIn, guest, holderOf, openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { createDoor } from '../platform/door.ts';
import { Problem } from '../platform/problem.ts';
import {
  addDraftFile,
  auditCases,
  findCaseByLink,
  findCaseByMail,
  openCase,
  parseCaseNumber,
  readCaseFile,
  receiveMessage,
} from './complaints.ts';

const cases = await openTestCases({ SHARDS: '4' });
const { db, config, door, wallets, clock, mails, newCustomer, newStaff, fund, close } = cases;
after(async () => {
  assert.deepEqual(await auditCases(db), []);
  await close();
});

const handler = newStaff('handler');
const text = 'I topped up 200 euros on Monday and they are not in my wallet.';

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, `not refused: ${String(error)}`);
  for (const locale of ['en', 'zh-CN'] as const)
    assert.doesNotMatch(JSON.stringify(error.render(locale)), /\{\w+\}|undefined/);
  return error.code;
}

test('a customer who complains: gets a number, the dates, and at once a mail with a copy and the dates', async () => {
  const alice = await newCustomer('Alice Hart', 3);
  const opened = await door.call(
    'complaints.open-case',
    {
      text,
      issue: 'W03',
      subIssue: 'W03.bank_debited',
      product: 'top_up',
      claimed: { asset: 'EUR', amount: '200' },
      wanted: 'Credit my 200 euros',
    },
    callerOf(alice),
  );
  assert.equal(parseCaseNumber(opened.number), opened.number);
  assert.equal(opened.codeSent, false);
  assert.deepEqual(
    opened.clocks.map(({ rule, dueDate, status }) => [rule, dueDate, status]),
    [
      ['EU-3', '2026-11-25', 'met'],
      ['EU-4', '2026-11-30', 'running'],
      ['EU-10', '2026-12-14', 'running'],
      ['EU-5', '2027-01-23', 'running'],
    ],
  );
  const [mail, ...others] = await mails(opened.caseId);
  assert.ok(mail);
  assert.equal(others.length, 0);
  assert.deepEqual(
    [mail.to, mail.subject, mail.automatic, mail.references],
    [alice.email, `Your complaint ${opened.number}`, true, []],
  );
  for (const part of [
    opened.number,
    text,
    'Credit my 200 euros',
    '14 December 2026',
    '23 January 2027',
    opened.link,
    'Deposit not credited',
  ])
    assert.ok(mail.text.includes(part), part);
  assert.match(mail.replyTo ?? '', /^case\+[a-z2-7]{32}@okpay\.example$/);
  assert.match(mail.html ?? '', /<a href="http:\/\/localhost:3000\/c\/[\w-]{27}">/);
  assert.equal(opened.caseId.slice(-2), '03');
});

test('a customer who complains: is answered in Chinese if he reads Chinese', async () => {
  const liwei = await newCustomer('李伟');
  const opened = await door.call(
    'complaints.open-case',
    { text: '充值二百元没有到账', issue: 'W03' },
    callerOf(liwei, undefined, 'zh-CN'),
  );
  const [mail] = await mails(opened.caseId);
  assert.equal(mail?.subject, `您的投诉 ${opened.number}`);
  assert.match(mail?.text ?? '', /^李伟，您好：/);
  assert.match(mail?.text ?? '', /充值未到账/);
  assert.doesNotMatch(mail?.text ?? '', /Thank you|\{\{/);
});

test('a customer who complains: names a payment of his own, and the desk sees its facts', async () => {
  const [alice, bob] = [await newCustomer('Alice Hart', 1), await newCustomer('Bob Keller', 2)];
  await fund(alice, 'USD', 5_000n);
  const sent = await wallets.call(
    'wallet.send-payment',
    { to: bob.email, asset: 'USD', amount: '12.50' },
    callerOf(alice),
  );
  const opened = await door.call(
    'complaints.open-case',
    { text: 'Sent by mistake', transaction: sent.reference },
    callerOf(alice),
  );
  const seen = await door.call('complaints.get-case', { number: opened.number }, callerOf(handler));
  assert.deepEqual(
    [seen.transaction?.id, seen.transaction?.amount, seen.complaint.transaction],
    [sent.id, 1250n, sent.reference],
  );
});

test('a customer who complains: learns nothing of a payment that is not his', async () => {
  const [alice, bob, eve] = [await newCustomer(), await newCustomer(), await newCustomer()];
  await fund(alice, 'USD', 5_000n);
  const sent = await wallets.call('wallet.send-payment', { to: bob.email, asset: 'USD', amount: '1' }, callerOf(alice));
  for (const transaction of [sent.id, sent.reference, 'the one on Monday']) {
    const opened = await door.call('complaints.open-case', { text: 'Give me that', transaction }, callerOf(eve));
    const seen = await door.call('complaints.get-case', { number: opened.number }, callerOf(handler));
    assert.deepEqual([seen.transaction, seen.complaint.transaction], [null, transaction]);
  }
});

test('a customer who complains: sends the form twice with one key and has one case', async () => {
  const alice = await newCustomer();
  const [one, two] = await Promise.all(
    [1, 2].map(async () => door.call('complaints.open-case', { text: 'Once only' }, callerOf(alice, 'form-1'))),
  );
  assert.equal(one?.number, two?.number);
  const mine = await door.call('complaints.my-cases', {}, callerOf(alice));
  assert.deepEqual(
    mine.cases.map(({ number }) => number),
    [one?.number],
  );
});

test('a customer who complains: is told what is wrong with the form', async () => {
  const caller = callerOf(await newCustomer());
  assert.equal(await codeOf(door.call('complaints.open-case', { text: '  ' }, caller)), 'platform.bad-input');
  assert.equal(await codeOf(door.call('complaints.open-case', { text: 'a\u0000b' }, caller)), 'platform.bad-input');
  assert.equal(
    await codeOf(door.call('complaints.open-case', { text, issue: 'W03', subIssue: 'W04.limit' }, caller)),
    'complaints.no-sub-issue',
  );
  assert.equal(
    await codeOf(door.call('complaints.open-case', { text, claimed: { asset: 'XXX', amount: '1' } }, caller)),
    'complaints.no-such-asset',
  );
  assert.equal(
    await codeOf(door.call('complaints.open-case', { text, claimed: { asset: 'USD', amount: '1.234' } }, caller)),
    'platform.bad-input',
  );
  assert.equal(
    await codeOf(door.call('complaints.open-case', { text, contact: { email: 'nobody' } }, callerOf(guest))),
    'complaints.bad-email',
  );
  assert.equal(
    await codeOf(door.call('complaints.open-case', { text, draft: '0000-0000-0000-0000' }, caller)),
    'complaints.unknown-draft',
  );
});

test('somebody who is not signed in: complains, confirms the address by the code, and only then gets the copy', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text, contact: { name: 'Gus Roe', email: 'Gus@Post.Example' } },
    callerOf(guest),
  );
  assert.equal(opened.codeSent, true);
  const [receipt] = await mails(opened.caseId);
  assert.equal(receipt?.to, 'gus@post.example');
  assert.ok(
    !receipt.text.includes(text) && !receipt.text.includes('Gus'),
    'nothing that a stranger wrote goes to an address that nobody confirmed',
  );
  assert.ok(receipt.text.includes(`${opened.link}?code=`));
  const verified = await door.call(
    'complaints.verify-complainant',
    { number: opened.number, code: codeIn(receipt) },
    callerOf(guest),
  );
  assert.deepEqual(verified, { verified: true, link: opened.link });
  const copy = (await mails(opened.caseId))[1];
  assert.ok(copy?.text.includes(text));
  assert.equal(copy?.inReplyTo, receipt.messageId);
  assert.equal(
    await codeOf(
      door.call('complaints.verify-complainant', { number: opened.number, code: codeIn(receipt) }, callerOf(guest)),
    ),
    'complaints.code-used-up',
  );
});

test('somebody who is not signed in: has five tries for a code, and gets a new one', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text, contact: { email: 'guess@post.example' } },
    callerOf(guest),
  );
  const real = codeIn((await mails(opened.caseId))[0]);
  const wrong = real === '000000' ? '111111' : '000000';
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    assert.deepEqual(
      await door.call('complaints.verify-complainant', { number: opened.number, code: wrong }, callerOf(guest)),
      { verified: false, attemptsLeft },
    );
  }
  assert.equal(
    await codeOf(door.call('complaints.verify-complainant', { number: opened.number, code: real }, callerOf(guest))),
    'complaints.code-used-up',
  );
  await door.call('complaints.send-code', { number: opened.number }, callerOf(holderOf(opened)));
  const again = codeIn((await mails(opened.caseId)).at(-1));
  assert.equal(
    (await door.call('complaints.verify-complainant', { number: opened.number, code: again }, callerOf(guest)))
      .verified,
    true,
  );
});

test('somebody who is not signed in: cannot have more than ten codes a day mailed to one address, but complains as often as he likes', async () => {
  const opened = [];
  for (let i = 0; i < 11; i += 1)
    opened.push(
      await door.call('complaints.open-case', { text, contact: { email: 'flooded@post.example' } }, callerOf(guest)),
    );
  assert.deepEqual(
    opened.map(({ codeSent }) => codeSent),
    [...Array.from({ length: 10 }, () => true), false],
  );
  const [first, last] = [opened.at(0), opened.at(-1)];
  assert.ok(first && last);
  assert.deepEqual([(await mails(first.caseId)).length, (await mails(last.caseId)).length], [1, 0]);
  const kept = await door.call('complaints.track-case', { number: last.number }, callerOf(holderOf(last)));
  assert.equal(kept.messages[0]?.text, text);
  for (const { caseId, number } of [first, last]) {
    const again = door.call('complaints.send-code', { number }, callerOf(holderOf({ caseId })));
    assert.equal(await codeOf(again), 'complaints.too-many-codes');
  }
});

test('somebody who is not signed in: has nothing that he wrote mailed to an address that nobody confirmed, when he withdraws', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text, contact: { name: 'Buy now', email: 'victim@post.example' } },
    callerOf(guest),
  );
  const withdrawal = { number: opened.number, reason: 'Buy now at spam.example' };
  await door.call('complaints.withdraw-case', withdrawal, callerOf(holderOf(opened)));
  assert.doesNotMatch(JSON.stringify(await mails(opened.caseId)), /Buy now/);
  const seen = await door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)));
  assert.match(seen.messages.at(-1)?.text ?? '', /Buy now at spam\.example/);
});

test('somebody who is not signed in: is not told where mail for the case goes before the address is confirmed as his', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text, contact: { email: 'forged@post.example' } },
    callerOf(guest),
  );
  const track = async () => door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)));
  const before = await track();
  assert.equal(before.mailAddress, null);
  assert.doesNotMatch(JSON.stringify(before), /case\+/);
  const code = codeIn((await mails(opened.caseId))[0]);
  await door.call('complaints.verify-complainant', { number: opened.number, code }, callerOf(guest));
  assert.match((await track()).mailAddress ?? '', /^case\+[a-z2-7]{32}@okpay\.example$/);
});

test('somebody who is not signed in: is known as the customer whose address it is, once it is confirmed', async () => {
  const alice = await newCustomer('Alice Hart', 2);
  await fund(alice, 'USD', 100n);
  const sent = await wallets.call(
    'wallet.send-payment',
    { to: (await newCustomer()).email, asset: 'USD', amount: '1' },
    callerOf(alice),
  );
  const opened = await door.call(
    'complaints.open-case',
    { text: 'I am locked out', transaction: sent.id, contact: { email: alice.email } },
    callerOf(guest),
  );
  assert.equal(opened.caseId.slice(-2), '02', 'the case lies with its person from the start');
  assert.deepEqual((await door.call('complaints.my-cases', {}, callerOf(alice))).cases, []);
  const before = await door.call('complaints.get-case', { number: opened.number }, callerOf(handler));
  assert.deepEqual([before.complainant.person, before.transaction], [null, null]);
  await door.call(
    'complaints.verify-complainant',
    { number: opened.number, code: codeIn((await mails(opened.caseId))[0]) },
    callerOf(guest),
  );
  const seen = await door.call('complaints.get-case', { number: opened.number }, callerOf(handler));
  assert.deepEqual([seen.complainant.person, seen.transaction?.id], [alice.id, sent.id]);
  assert.equal((await door.call('complaints.my-cases', {}, callerOf(alice))).cases.length, 1);
});

test('somebody who is not signed in: needs no address at all: the link opens the case', async () => {
  const opened = await door.call(
    'complaints.open-case',
    { text, contact: { phone: '+49 30 1234567' } },
    callerOf(guest),
  );
  assert.deepEqual(await mails(opened.caseId), []);
  const token = opened.link.split('/').at(-1) ?? '';
  assert.equal((await findCaseByLink(db, token))?.caseId, opened.caseId);
  assert.equal(await findCaseByLink(db, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), undefined);
  const tracked = await door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)));
  assert.equal(tracked.complaint.text, text);
});

test('somebody who is not signed in: opens nobody else’s case with a number', async () => {
  const opened = await door.call('complaints.open-case', { text }, callerOf(guest));
  for (const actor of [await newCustomer(), holderOf({ caseId: crypto.randomUUID() })]) {
    assert.equal(
      await codeOf(door.call('complaints.track-case', { number: opened.number }, callerOf(actor))),
      'complaints.unknown-case',
    );
    assert.equal(
      await codeOf(door.call('complaints.add-message', { number: opened.number, text: 'me too' }, callerOf(actor))),
      'complaints.unknown-case',
    );
  }
  assert.equal(
    await codeOf(door.call('complaints.track-case', { number: opened.number }, callerOf(guest))),
    'platform.not-signed-in',
  );
});

test('somebody who is not signed in: saves the form, comes back with the code, and sends it with its files', async () => {
  const draft = await door.call('complaints.save-draft', { answers: { text: 'half' } }, callerOf(guest));
  assert.match(draft.code, /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  await door.call(
    'complaints.save-draft',
    { code: draft.code.toLowerCase().replaceAll('-', ' '), answers: { text: 'whole' } },
    callerOf(guest),
  );
  const file = await addDraftFile(
    { db, config },
    draft.code,
    { name: 'proof.txt', content: Buffer.from('Bank statement') },
    clock.now(),
  );
  const resumed = await door.call('complaints.get-draft', { code: draft.code }, callerOf(guest));
  assert.deepEqual([resumed.answers, resumed.files.map(({ name }) => name)], [{ text: 'whole' }, ['proof.txt']]);
  const opened = await door.call('complaints.open-case', { text: 'whole', draft: draft.code }, callerOf(guest));
  const tracked = await door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)));
  assert.deepEqual(
    tracked.files.map(({ id, name, type }) => [id, name, type]),
    [[file.id, 'proof.txt', 'text/plain; charset=utf-8']],
  );
  const call = { ...callerOf(holderOf(opened)), now: clock.now(), config, db };
  const { content } = await readCaseFile(call, opened.number, file.id);
  assert.equal(await consumeText(content), 'Bank statement');
  assert.equal(
    await codeOf(readCaseFile({ ...call, actor: await newCustomer() }, opened.number, file.id)),
    'complaints.unknown-case',
  );
  assert.equal(
    await codeOf(door.call('complaints.get-draft', { code: draft.code }, callerOf(guest))),
    'complaints.unknown-draft',
  );
});

const arrival = {
  channel: 'email',
  contactId: crypto.randomUUID(),
  receivedAt: new Date('2026-11-20T23:30:00Z'),
  messageId: '<one@post.example>',
  references: ['<zero@post.example>'],
  subject: 'Re: My money',
} as const;

/** What the mail channel does in a command of its own. */
async function asMail<Result>(run: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const results: Result[] = [];
  const keep = async (ctx: Ctx) => void results.push(await run(ctx));
  const work = command({ name: 'test.mail', summary: '', can: () => true, input: input({}), run: keep });
  await createDoor<typeof work>({ operations: [work], db, clock, config }).call(
    'test.mail',
    {},
    callerOf({ kind: 'system', name: 'mail' }),
  );
  const [result] = results;
  assert.ok(result);
  return result;
}

test('a mail: opens a case whose time runs from its arrival, answered in its thread', async () => {
  const opened = await asMail(async (ctx) =>
    openCase(ctx, { text, contact: { name: 'Erin', email: 'erin@post.example' } }, arrival),
  );
  assert.equal(opened.openedAt.toISOString(), '2026-11-20T23:30:00.000Z');
  assert.equal(opened.clocks.find(({ rule }) => rule === 'EU-5')?.dueDate, '2027-01-21', 'it was the 21st in Brussels');
  const [mail] = await mails(opened.caseId);
  assert.deepEqual(
    [mail?.subject, mail?.inReplyTo, mail?.references],
    [`Re: My money [${opened.number}]`, '<one@post.example>', ['<zero@post.example>', '<one@post.example>']],
  );
  const thread = await findCaseByMail(db, config, ['somebody@else.example', mail?.replyTo ?? '']);
  assert.deepEqual([thread?.caseId, thread?.senders], [opened.caseId, ['erin@post.example']]);
  assert.equal((await findCaseByMail(db, config, [mail?.messageId ?? '']))?.caseId, opened.caseId);
  assert.equal(await findCaseByMail(db, config, [opened.number, `case+${'a'.repeat(32)}@okpay.example`]), undefined);
});

test('a mail: to the secret address adds to the case and confirms its sender', async () => {
  const opened = await asMail(async (ctx) =>
    openCase(ctx, { text, contact: { email: 'frank@post.example' } }, { ...arrival, contactId: crypto.randomUUID() }),
  );
  assert.equal(
    (await door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)))).verified,
    false,
  );
  await asMail(async (ctx) =>
    receiveMessage(ctx, {
      caseId: opened.caseId,
      text: 'Here is more.',
      files: [],
      arrival: { ...arrival, messageId: '<two@post.example>' },
      automatic: false,
      author: 'Frank',
      confirms: true,
    }),
  );
  const tracked = await door.call('complaints.track-case', { number: opened.number }, callerOf(holderOf(opened)));
  assert.equal(tracked.verified, true);
  assert.deepEqual(
    tracked.messages.map(({ kind, channel, author }) => [kind, channel, author]),
    [
      ['complaint', 'email', null],
      ['acknowledgement', 'email', null],
      ['message', 'email', 'Frank'],
    ],
  );
});
