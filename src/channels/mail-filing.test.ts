import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideFiling, senderOf } from './mail-filing.ts';
import { parseMail } from './mail/mail.ts';

function filed(headers: string, speakers?: readonly string[]): string {
  const mail = parseMail(Buffer.from(`${headers.trim().replace(/\n\s+/g, '\r\n')}\r\n\r\nMy transfer is missing.\r\n`));
  const { as, reason } = decideFiling({ mail, sender: senderOf(mail), speakers, mailDomain: 'okpay.example' });
  return `${as} ${reason}`;
}

// Headers of a mail · who may speak in the case it was sent to, if any · what it is filed as.
const table: readonly (readonly [string, readonly string[] | undefined, string])[] = [
  ['From: ann@post.example', undefined, 'case complaint'],
  ['From: ANN@Post.Example', ['ann@post.example'], 'reply from-complainant'],
  ['From: eve@evil.example', ['ann@post.example'], 'kept stranger'],
  ['From: eve@evil.example\nReply-To: ann@post.example', ['ann@post.example'], 'kept stranger'],
  ['From: "ann@post.example" <eve@evil.example>', ['ann@post.example'], 'kept stranger'],
  ['From: ann@post.example\nAuto-Submitted: auto-replied', ['ann@post.example'], 'automatic automatic-reply'],
  ['From: ann@post.example\nAuto-Submitted: auto-generated', undefined, 'automatic generated'],
  [
    'From: MAILER-DAEMON@post.example\nSubject: Undelivered Mail Returned to Sender',
    ['ann@post.example'],
    'bounce undelivered',
  ],
  ['From: ann@post.example\nPrecedence: list', ['ann@post.example'], 'reply from-complainant'],
  ['From: news@post.example\nList-Id: <news.post.example>', undefined, 'kept mailing-list'],
  ['From: no-reply@shop.example', undefined, 'kept no-reply-sender'],
  ['From: nobody', undefined, 'kept no-sender'],
  ['Subject: no sender at all', undefined, 'kept no-sender'],
  ['From: win@spam.example\nX-Spam-Flag: YES', undefined, 'kept marked-as-spam'],
  ['From: case+abc@okpay.example', undefined, 'automatic own-mail'],
  ['From: ann@post.example\nX-Recourse-Loop: okpay.example', ['ann@post.example'], 'automatic own-mail'],
];

test('each mail is filed as exactly one thing, for one reason', () => {
  for (const [headers, speakers, expected] of table) assert.equal(filed(headers, speakers), expected, headers);
});
