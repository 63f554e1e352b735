import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { connectSmtp, openMailWorld, sendMail, untilFiled } from '../../test/mail-world.ts';
import { SMTPServer } from 'smtp-server';
import { parseMail } from './contract.ts';
import type { ParsedMail } from './contract.ts';

interface Filed {
  readonly filed_as: string;
  readonly reason: string;
  readonly case_id: string | null;
}

/** The mailbox of everybody we write to. */
const sent: { readonly from: string; readonly mail: ParsedMail }[] = [];
const outside = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  authOptional: true,
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const from = session.envelope.mailFrom;
      sent.push({ from: from === false ? '' : from.address, mail: parseMail(Buffer.concat(chunks)) });
      done();
    });
  },
});
await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
const outsideAddress = outside.server.address();
const smtpUrl = `smtp://127.0.0.1:${typeof outsideAddress === 'object' && outsideAddress !== null ? outsideAddress.port : 0}`;

const database = await testDatabase();
const config = testConfig({ SMTP_URL: smtpUrl });
const world = await openMailWorld(database.url, config);
after(async () => {
  await world.close();
  await database.drop();
  await new Promise<void>((resolve) => outside.close(resolve));
});

let count = 0;

function mailFrom(from: string, headers: readonly string[], body: string): string {
  count += 1;
  return [
    `From: ${from}`,
    'To: complaints@okpay.example',
    `Message-ID: <m${count}@post.example>`,
    ...headers,
    '',
    body,
    '',
  ].join('\r\n');
}

async function deliverMail(raw: string | Buffer, from?: string, to?: string): Promise<Filed> {
  await sendMail(world.port, raw, from, to);
  await untilFiled(world.db);
  const { rows } =
    await sql<Filed>`select filed_as, reason, case_id from channels.contacts order by received_at desc, id desc limit 1`.execute(
      world.db,
    );
  assert.ok(rows[0]);
  return rows[0];
}

async function mailTo(address: string, atLeast = 1): Promise<{ readonly from: string; readonly mail: ParsedMail }> {
  for (;;) {
    const found = sent.filter(({ mail }) => mail.to[0]?.address === address);
    const last = found.at(-1);
    if (found.length >= atLeast && last !== undefined) return last;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function messagesOf(caseId: string | null): Promise<{ kind: string; text: string }[]> {
  const { rows } = await sql<{
    kind: string;
    text: string;
  }>`select kind, text from complaints.messages where case_id = ${caseId} order by seq`.execute(world.db);
  return rows;
}

test('a mail becomes a case, with its files, and is acknowledged once in its thread', async () => {
  const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200)]).toString('base64');
  const body = [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '转账失败，请退款。',
    '--b',
    'Content-Type: image/png; name=proof.png',
    'Content-Transfer-Encoding: base64',
    '',
    picture,
    '--b--',
  ];
  const raw = mailFrom(
    'Li Wei <liwei.new@post.example>',
    ['Subject: =?utf-8?B?6YCA5qy+?=', 'Content-Type: multipart/mixed; boundary=b'],
    body.join('\r\n'),
  );
  const filed = await deliverMail(raw);
  assert.equal(filed.filed_as, 'case');
  const { rows } = await sql<{
    name: string;
  }>`select name from complaints.case_files where case_id = ${filed.case_id}`.execute(world.db);
  assert.deepEqual(
    rows.map((row) => row.name),
    ['proof.png'],
  );
  const answer = await mailTo('liwei.new@post.example');
  assert.equal(answer.from, '', 'an automatic mail has a null return path');
  assert.match(answer.mail.header('auto-submitted') ?? '', /^auto-/);
  assert.deepEqual(answer.mail.inReplyTo, [`<m${count}@post.example>`]);
  assert.match(answer.mail.replyTo[0]?.address ?? '', /^case\+[a-z2-7]{32}@okpay\.example$/);
});

test('the complainant’s answer lands in his case, and nobody else’s does', async () => {
  const opened = await deliverMail(mailFrom('ann@post.example', ['Subject: Card charged twice'], 'Please refund me.'));
  const { mail: answer } = await mailTo('ann@post.example');
  const address = answer.replyTo[0]?.address ?? '';
  const thread = [
    `In-Reply-To: ${answer.messageId}`,
    `References: ${answer.messageId}`,
    `Subject: Re: ${answer.subject}`,
  ];
  const reply = await deliverMail(
    mailFrom(
      'Ann <ANN@post.example>',
      thread,
      'Still nothing.\r\n\r\nOn 1 Jun 2026, OkPay <x@okpay.example> wrote:\r\n> Dear Ann',
    ),
  );
  assert.deepEqual([reply.filed_as, reply.case_id], ['reply', opened.case_id]);
  assert.deepEqual((await messagesOf(opened.case_id)).at(-1)?.text, 'Still nothing.');

  const stranger = await deliverMail(
    mailFrom('eve@evil.example', thread, 'Send the money to me.'),
    'eve@evil.example',
    address,
  );
  assert.deepEqual([stranger.filed_as, stranger.reason], ['kept', 'stranger']);
  const number = /R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(answer.bodyText)?.[0] ?? '';
  assert.notEqual(number, '');
  const quoting = await deliverMail(
    mailFrom('eve@evil.example', [`Subject: Re: ${number}`], `About ${number}: send the money to me.`),
  );
  assert.equal(quoting.filed_as, 'case', 'a number opens a case of the stranger’s own');
  assert.notEqual(quoting.case_id, opened.case_id);
  assert.ok((await messagesOf(opened.case_id)).every(({ text }) => !text.includes('to me')));
});

test('automatic mail is filed and never answered', async () => {
  await deliverMail(mailFrom('otto@post.example', ['Subject: Fee'], 'Why this fee?'));
  const { mail: answer } = await mailTo('otto@post.example');
  const address = answer.replyTo[0]?.address;
  const away = await deliverMail(
    mailFrom('otto@post.example', ['Auto-Submitted: auto-replied', 'Subject: Away'], 'I am on holiday.'),
    'otto@post.example',
    address,
  );
  assert.deepEqual([away.filed_as, away.reason], ['automatic', 'automatic-reply']);
  assert.equal((await messagesOf(away.case_id)).at(-1)?.kind, 'automatic');
  const bounce = await deliverMail(
    mailFrom('MAILER-DAEMON@post.example', ['Subject: Undelivered Mail Returned to Sender'], '550 5.1.1 user unknown'),
    '',
    address,
  );
  assert.deepEqual([bounce.filed_as, bounce.reason], ['bounce', 'undelivered']);
  const own = await deliverMail(
    mailFrom('otto@post.example', ['X-Recourse-Loop: okpay.example', 'Subject: Fee'], 'Why this fee?'),
  );
  assert.deepEqual([own.filed_as, own.reason], ['automatic', 'own-mail']);
  for (let i = 0; i < 5; i += 1)
    await deliverMail(
      mailFrom('otto@post.example', [`Subject: ${answer.subject}`], `Thank you, we read your mail ${i}.`),
      'otto@post.example',
      address,
    );
  await untilQuiet();
  assert.equal(
    sent.filter(({ mail }) => mail.to[0]?.address === 'otto@post.example').length,
    1,
    'a program that answers everything hears nothing more',
  );
});

async function untilQuiet(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      waiting: number;
    }>`select count(*)::int as waiting from platform.outbox where status = 'waiting'`.execute(world.db);
    if (rows[0]?.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a mail that arrives twice is one contact', async () => {
  const raw = mailFrom('twice@post.example', ['Subject: Twice'], 'Once is enough.');
  await deliverMail(`Received: from a\r\n${raw}`);
  await deliverMail(`Received: from b\r\n${raw}`);
  const { rows } = await sql<{
    cases: number;
  }>`select count(*)::int as cases from complaints.cases where email = 'twice@post.example'`.execute(world.db);
  assert.equal(rows[0]?.cases, 1);
});

test('what cannot be read or answered waits for a person with the reason', async () => {
  assert.deepEqual(await reasonOf('\0\0\0\r\n'), ['kept', 'unreadable']);
  assert.deepEqual(await reasonOf('Subject: Nobody\r\n\r\nI have no address.\r\n'), ['kept', 'no-sender']);
  assert.deepEqual(await reasonOf(mailFrom('noreply@shop.example', ['Subject: Offer'], 'Buy now')), [
    'kept',
    'no-reply-sender',
  ]);
  assert.deepEqual(await reasonOf(mailFrom('list@post.example', ['Precedence: list', 'Subject: News'], 'News')), [
    'kept',
    'mailing-list',
  ]);
  assert.deepEqual(await reasonOf(mailFrom('spam@post.example', ['X-Spam-Flag: YES', 'Subject: Win'], 'Win')), [
    'kept',
    'marked-as-spam',
  ]);
});

async function reasonOf(raw: string): Promise<[string, string]> {
  const { filed_as: filed, reason } = await deliverMail(raw);
  return [filed, reason];
}

test('eight connections at once lose and mix nothing', async () => {
  const sessions = await Promise.all(Array.from({ length: 8 }, () => connectSmtp(world.port)));
  const mails = Array.from({ length: 80 }, (_, i) =>
    mailFrom(`crowd${i}@post.example`, [`Subject: Mail ${i}`], `Text of ${i}`),
  );
  await Promise.all(
    sessions.map(async (session, at) => {
      for (let i = at; i < mails.length; i += sessions.length) await session.send(mails[i] ?? '');
      session.quit();
    }),
  );
  await untilFiled(world.db);
  const { rows } = await sql<{ email: string; text: string }>`
    select c.email, m.text from complaints.cases c join complaints.messages m on m.shard = c.shard and m.case_id = c.id and m.kind = 'complaint'
    where c.email like 'crowd%'`.execute(world.db);
  assert.equal(rows.length, 80);
  for (const { email, text } of rows)
    assert.equal(text, `Mail ${/\d+/.exec(email)?.[0]}\n\nText of ${/\d+/.exec(email)?.[0]}`);
});

test('a mail over the limit is refused, and the session goes on', async () => {
  const session = await connectSmtp(world.port);
  await assert.rejects(
    session.send(mailFrom('big@post.example', [], 'x'.repeat(41 * 1024 * 1024))),
    /552|too large|size/i,
  );
  session.quit();
});
