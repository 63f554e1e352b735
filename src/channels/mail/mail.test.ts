import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { mailToJson, parseMail } from './mail.ts';

function mailOf(...lines: (string | Buffer)[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]));
}

function rawHeader(name: string, text: string, charset: string): Buffer {
  return Buffer.concat([Buffer.from(`${name}: `), iconv.encode(text, charset)]);
}

const complaints: readonly (readonly [charset: string, subject: string, body: string])[] = [
  ['gb18030', '转账失败，请退款', '您好，我上周五提现到银行卡，到现在还没有到账。'],
  ['big5', '帳戶被凍結', '您好，我上週五提現到銀行卡，到現在還沒有到帳。'],
  ['euc-kr', '계좌 이체 실패', '안녕하세요. 지난 금요일에 출금했는데 아직 도착하지 않았습니다.'],
  ['shift_jis', '振込が失敗しました', '先週の金曜日に出金しましたが、まだ届いていません。'],
  ['euc-jp', '返金のお願い', '先週の金曜日に出金しましたが、まだ届いていません。'],
  ['windows-1251', 'Жалоба на перевод', 'Мой счёт заблокирован, деньги не переводятся, помогите пожалуйста.'],
  ['koi8-r', 'Жалоба на перевод', 'Мой счёт заблокирован, деньги не переводятся, помогите пожалуйста.'],
  ['windows-1252', 'Réclamation', 'Bonjour, mon compte est bloqué et je n’ai pas reçu l’argent.'],
];

test('undeclared text and raw 8-bit subjects are read in whatever charset they were written', () => {
  for (const [charset, subject, body] of complaints) {
    const mail = parseMail(
      mailOf('From: a@b.example', rawHeader('Subject', subject, charset), '', iconv.encode(body, charset)),
    );
    assert.equal(mail.subject, subject, charset);
    assert.equal(mail.bodyText.trim(), body, charset);
  }
});

test('a charset that the bytes contradict is not believed', () => {
  for (const declared of ['us-ascii', 'iso-8859-1', 'utf-8', 'x-unknown', 'gb2312']) {
    const [, subject, body] = complaints[0] ?? ['', '', ''];
    const charset = declared === 'gb2312' ? 'utf-8' : 'gb18030';
    const mail = parseMail(
      mailOf(
        rawHeader('Subject', subject, charset),
        `Content-Type: text/plain; charset="${declared}"`,
        '',
        iconv.encode(body, charset),
      ),
    );
    assert.deepEqual([mail.subject, mail.bodyText.trim()], [subject, body], declared);
  }
});

test('a character split between two encoded words is whole again', () => {
  const bytes = Buffer.from('退款申请');
  const word = (part: Buffer): string => `=?utf-8?B?${part.toString('base64')}?=`;
  const mail = parseMail(mailOf(`Subject: ${word(bytes.subarray(0, 4))}`, ` ${word(bytes.subarray(4))}`, '', ''));
  assert.equal(mail.subject, '退款申请');
});

test('the stateful charsets of old mail are understood', () => {
  const read = (charset: string, body: string): string =>
    parseMail(mailOf(`Content-Type: text/plain; charset=${charset}`, '', body)).bodyText.trim();
  assert.equal(read('iso-2022-jp', '\x1b$B$9$_$^$;$s\x1b(B'), 'すみません');
  assert.equal(read('utf-7', 'Gr+APwA3w-e'), 'Grüße');
  assert.equal(read('hz-gb-2312', '~{<:Ky2;S{~}'), '己所不欲');
  assert.equal(read('us-ascii', '\x1b$B$9$_$^$;$s\x1b(B'), 'すみません');
});

test('an attachment keeps its name, however it was encoded', () => {
  const names: readonly (readonly [header: string, name: string])[] = [
    ["attachment; filename*=utf-8''%E8%AF%81%E6%8D%AE.png", '证据.png'],
    ["attachment; filename*0*=gb18030''%D6%A4; filename*1*=%BE%DD; filename*2=.png", '证据.png'],
    ['attachment; filename="=?utf-8?B?6K+B5o2uLnBuZw==?="', '证据.png'],
    ['attachment; filename==?gb2312?B?1qS+3S5wbmc=?=', '证据.png'],
    ['attachment; filename="a;b \\"c\\".png"', 'a;b "c".png'],
    ['attachment; filename=two words.png', 'two words.png'],
  ];
  for (const [header, name] of names) {
    const mail = parseMail(mailOf('Content-Type: image/png', `Content-Disposition: ${header}`, '', 'x'));
    assert.deepEqual(
      mail.attachments.map((file) => file.name),
      [name],
      header,
    );
  }
});

test('a multipart without its end, with nested parts and a file gives text, HTML and file', () => {
  const mail = parseMail(
    mailOf(
      'Content-Type: multipart/mixed; boundary="a"',
      '',
      '--a',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      '',
      'plain',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>rich</p>',
      '--a',
      'Content-Type: image/png; name=p.png',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
    ),
  );
  assert.deepEqual([mail.bodyText, mail.bodyHtml?.trim()], ['plain', '<p>rich</p>']);
  assert.deepEqual(
    mail.attachments.map(({ name, size }) => [name, size]),
    [['p.png', 3]],
  );
});

test('a mistyped boundary is found, and a multipart that has none is read as text', () => {
  const mistyped = mailOf(
    'Content-Type: multipart/mixed; boundary="One"',
    '',
    '--one',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--one--',
  );
  assert.equal(parseMail(mistyped).bodyText.trim(), 'Hello');
  const none = mailOf('Content-Type: multipart/mixed; boundary="One"', '', 'My money is gone.');
  assert.equal(parseMail(none).bodyText.trim(), 'My money is gone.');
});

test('addresses come bare and in order, groups flattened, names decoded', () => {
  const mail = parseMail(
    mailOf(
      'From: =?iso-8859-1?Q?B=FCrling,_Andreas?= <a@b.example>',
      'To: "Li, Wei" <wei@b.example>, team: x@b.example, y@b.example;, (a comment)',
      'Cc: undisclosed-recipients:;',
      'Date: Thu, 7 Feb 2019 13:18:20 +0500 (YEKT)',
      'Message-ID: <1@b.example>',
      'References: <0@b.example> <1@b.example>',
      '',
      '',
    ),
  );
  const json = mailToJson(mail);
  assert.deepEqual(mail.from, { name: 'Bürling, Andreas', address: 'a@b.example' });
  assert.deepEqual(json['to'], ['wei@b.example', 'x@b.example', 'y@b.example']);
  assert.deepEqual(json['cc'], []);
  assert.equal(json['date'], '2019-02-07T13:18:20+05:00');
  assert.deepEqual(json['references'], ['<0@b.example>', '<1@b.example>']);
});

test('dates of every age are read, and nonsense is no date', () => {
  const read = (date: string): string | undefined =>
    parseMail(mailOf(`Date: ${date}`, '', '')).date?.instant.toISOString();
  assert.equal(read('Fri, 21 Nov 1997 09:55:06 -0600'), '1997-11-21T15:55:06.000Z');
  assert.equal(read('21 Nov 97 09:55 GMT'), '1997-11-21T09:55:00.000Z');
  assert.equal(read('Mon Nov 24 10:03:53 2025'), '2025-11-24T10:03:53.000Z');
  assert.equal(read('2026-11-22T08:00:00+08:00'), '2026-11-22T00:00:00.000Z');
  assert.equal(read('Tue, 5 Mar 2024 3:04:05 PM PST'), '2024-03-05T23:04:05.000Z');
  assert.equal(read('yesterday at noon'), undefined);
});

test('what a machine sent is told from what a person sent', () => {
  const nature = (...lines: string[]): string => parseMail(mailOf(...lines)).nature;
  assert.equal(nature('Subject: My card was charged twice', '', 'Please refund.'), 'person');
  assert.equal(
    nature('Subject: Re: Undelivered parcel', 'From: a@b.example', '', 'I paid and nothing came.'),
    'person',
  );
  assert.equal(
    nature('Subject: Ticket by unknown user', 'From: a@b.example', '', 'The user is unknown to me.'),
    'person',
  );
  assert.equal(
    nature('Return-Path: <bounce-7@list.example>', 'From: a@b.example', '', '付款失败，钱不存在了'),
    'person',
  );
  assert.equal(nature('Auto-Submitted: auto-replied', 'Subject: Away', '', ''), 'auto-reply');
  assert.equal(nature('Auto-Submitted: no', 'Subject: Hello', '', ''), 'person');
  assert.equal(nature('Precedence: auto_reply', '', ''), 'auto-reply');
  for (const subject of [
    'Automatische Antwort: Urlaub',
    '自动回复: 您好',
    'Réponse automatique : absence',
    '不在のお知らせ',
    'Out of Office: back Monday',
  ])
    assert.equal(
      nature(`Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, '', 'x'),
      'auto-reply',
      subject,
    );
  assert.equal(
    nature(
      'From: MAILER-DAEMON@mx.example',
      'Subject: Undelivered Mail Returned to Sender',
      '',
      '550 5.1.1 user unknown',
    ),
    'bounce',
  );
  assert.equal(nature('From: a@b.example', 'Precedence: list', '', 'news'), 'bulk');
  const report = (type: string): string => `Content-Type: multipart/report; report-type=${type}; boundary=r`;
  assert.equal(nature(report('delivery-status'), '', '--r', '', 'failed', '--r--'), 'bounce');
  assert.equal(nature(report('feedback-report'), '', '--r', '', 'spam', '--r--'), 'abuse-report');
  assert.equal(nature(report('disposition-notification'), '', '--r', '', 'read', '--r--'), 'receipt');
});

test('a delivery report names the recipient, the status and the mail that came back', () => {
  const mail = parseMail(
    mailOf(
      'From: postmaster@mx.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      '',
      'Sorry.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; who@b.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 no',
      ' such user',
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <sent@pay.example>',
      '--r--',
    ),
  );
  assert.deepEqual(mail.deliveryReport, {
    recipients: ['who@b.example'],
    action: 'failed',
    status: '5.1.1',
    diagnostic: 'smtp; 550 no such user',
    originalMessageId: '<sent@pay.example>',
  });
});

test('any bytes are a mail, and none of its text holds a NUL', () => {
  const fragments = fc.constantFrom(
    'Content-Type: multipart/mixed; boundary=a\r\n',
    '--a\r\n',
    '--a--\r\n',
    '\r\n',
    '\n',
    '\0',
    '=?utf-8?B?',
    '?=',
    '"',
    '<',
    '>',
    '(',
    ';',
    ',',
    'Content-Transfer-Encoding: base64\n',
    'Content-Transfer-Encoding: quoted-printable\n',
    'Content-Type: message/rfc822\n\n',
    'begin 644 x\n',
    '\x1b$B',
    '=',
    '====',
    'Subject: ',
    'From: ',
    ' ',
    '\t',
    '<blockquote>',
    '<p style="',
    'On 1 Jan 2026 a@b wrote:\n',
    '>',
    '\u00ff',
    '投诉',
  );
  const hostile = fc
    .array(fc.oneof(fragments, fc.string()), { maxLength: 60 })
    .map((parts) => Buffer.from(parts.join('')));
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      ),
      (raw) => {
        const mail = parseMail(raw);
        assert.ok(
          ![mail.subject, mail.bodyText, mail.replyText, mail.bodyHtml ?? ''].some((text) => text.includes('\0')),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('mail built to exhaust a reader is read to its end', () => {
  const deep = Array.from(
    { length: 5000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
  ).join('');
  const many = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(200_000)}`;
  const bombs = [
    deep,
    many,
    `Subject: ${'=?utf-8?Q?a'.repeat(100_000)}\n\nx`,
    `Subject: ${'=?a?q?b='.repeat(100_000)}\n\nx`,
    `Subject: ${'=?utf-8?B?'.repeat(90_000)}\n\nx`,
    `Subject: ${'!'.repeat(900_000)}\n\nx`,
    `Subject: ${': '.repeat(400_000)}\n\nx`,
    `To: ${'a@b.example, '.repeat(100_000)}\n\nx`,
    `To: ${'('.repeat(300_000)}\n\nx`,
    `Content-Type: text/plain${'; a=b'.repeat(100_000)}\n\nx`,
    `Content-Type: text/html\n\n${'<div>'.repeat(200_000)}text`,
    `Content-Type: text/html\n\n${'<blockquote style="'.repeat(100_000)}`,
    `Content-Type: message/rfc822\n\n`.repeat(5000),
    `X: y\n\n${'begin 644 a\n'.repeat(100_000)}`,
    `X: y\n\n${'> '.repeat(500_000)}`,
    `X: y\n\n${'On 1 Jan 2026 <'.repeat(50_000)}`,
    `X: y\n\n${'On 1 Jan 2026 a@b\n'.repeat(100_000)}`,
    `X: y\n\n${'From: a\n'.repeat(200_000)}`,
    `X: y\n\n${'-'.repeat(1_000_000)}`,
  ];
  for (const bomb of bombs) assert.ok(parseMail(Buffer.from(bomb)).nature);
});
