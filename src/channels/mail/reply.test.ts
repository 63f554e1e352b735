import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToReplyText } from './html-text.ts';
import { trimReply } from './reply.ts';

const reply = '请退款。\nPlease refund me.';

const attributions = [
  'On Mon, Feb 1, 2016 at 6:32 PM, Support <support@pay.example> wrote:',
  'On Mon, Feb 1, 2016 at 6:32 PM, Support <\nsupport@pay.example> wrote:',
  'Am 05.03.21 um 10:22 schrieb Support:',
  'Support <support@pay.example> schrieb am Fr., 28.\nApr. 2017 um 11:53 Uhr:',
  'Le ven. 5 mars 2021 à 10:22, Support <support@pay.example> a écrit :',
  'El jueves, 21 de noviembre de 2013, Support escribió:',
  'Em 2 de fevereiro de 2015 10:58, Support <\nsupport@pay.example> escreveu:',
  'Il giorno ven 5 mar 2021 alle ore 10:22 Support <support@pay.example> ha scritto:',
  'Op vr 5 mrt. 2021 om 10:22 schreef Support <support@pay.example>:',
  'Den fre 5 mars 2021 kl 10:22 skrev Support <support@pay.example>:',
  'pe 5. maalisk. 2021 klo 10.22 Support (support@pay.example) kirjoitti:',
  'Dnia 14 lip 2015 o godz. 00:25 Support <support@pay.example> napisał(a):',
  'Dne 5. 3. 2021 v 10:22 Support napsal(a):',
  'пт, 5 мар. 2021 г. в 10:22, Support <support@pay.example>:',
  '5 марта 2021 г., 10:22 пользователь Support <support@pay.example> написал:',
  '5 Mar 2021 Cum, 10:22 tarihinde Support <support@pay.example> şunu yazdı:',
  'Στις Παρ, 5 Μαρ 2021 στις 10:22 μ.μ., ο χρήστης Support <support@pay.example> έγραψε:',
  'בתאריך יום ו׳, 5 במרץ 2021 ב-10:22 מאת Support <support@pay.example>:',
  'Vào 10:22, Th 6, 5 thg 3, 2021 Support <support@pay.example> đã viết:',
  '在 2021年3月5日，上午10:22，客服 <support@pay.example> 写道：',
  '客服 <support@pay.example> 于2021年3月5日周五 10:22写道：',
  '客服 <support@pay.example> 於 2021年3月5日 週五 上午10:22寫道：',
  '2021年3月5日(金) 10:22 サポート <support@pay.example>:',
  '2021. 3. 5. 오전 10:22, 고객센터 <support@pay.example> 님이 작성:',
  '2017-02-05 13:29 GMT+02:00 A very long name <\nsupport@pay.example>:',
];

test('a quotation and the line that introduces it fall away in two dozen languages', () => {
  for (const attribution of attributions) {
    assert.equal(
      trimReply(`${reply}\n\n${attribution}\n\n> Dear customer,\n> we looked into it.\n`),
      reply,
      attribution,
    );
    assert.equal(
      trimReply(`${reply}\n\n${attribution}\n\nDear customer,\nwe looked into it.\n`),
      reply,
      `unmarked: ${attribution}`,
    );
    assert.equal(trimReply(`${attribution}\n> Dear customer,\n\n${reply}`), reply, `below: ${attribution}`);
  }
});

const olderMessages = [
  '-----Original Message-----\nFrom: Support\nSent: Monday',
  '-----Ursprüngliche Nachricht-----\nVon: Support',
  '-------- Message d’origine --------\nDe : Support',
  '------------------ 原始邮件 ------------------\n发件人: "客服"',
  '---------- Forwarded message ---------\nFrom: Support',
  '________________________________\nFrom: Support <s@pay.example>\nSent: Monday, 1 June 2026\nTo: me\nSubject: Your case',
  'Von: Support\nGesendet: Montag, 1. Juni 2026\nAn: mich\nBetreff: Ihr Fall',
  '发件人： 客服\n发送时间： 2026年6月1日\n收件人： 我\n主题： 投诉',
  '寄件者: 客服\n寄件日期: 2026年6月1日\n收件者: 我\n主旨: 投訴',
  '差出人: サポート\n送信日時: 2026年6月1日\n宛先: 私\n件名: お問い合わせ',
  '보낸 사람: 고객센터\n날짜: 2026년 6월 1일\n받는 사람: 나\n제목: 문의',
  'От: Support\nОтправлено: 1 июня 2026\nКому: я\nТема: Жалоба',
  '*From:* Support\n*Sent:* Monday\n*To:* me\n*Subject:* Your case',
  '##- Please type your reply above this line -##\nYour case',
];

test('an older message below a separator or a block of headers falls away', () => {
  for (const older of olderMessages) assert.equal(trimReply(`${reply}\n\n${older}\n\nDear customer`), reply, older);
});

test('what a telephone or a signature adds falls away', () => {
  const endings = [
    'Sent from my iPhone',
    '发自我的iPhone',
    'Envoyé de mon iPhone',
    'Von meinem iPhone gesendet',
    'iPhoneから送信',
    '-- \nLi Wei\n+86 10 1234',
    '—\nLi Wei',
  ];
  for (const ending of endings) assert.equal(trimReply(`${reply}\n\n${ending}\n`), reply, ending);
});

test('what the sender says about money and quotes on purpose stays', () => {
  const kept = [
    'Sent from my wallet to a stranger: 500 USDT.',
    'On the surface this looks fine.\n\nI wrote to you twice.',
    'You said:\n\n> it takes two days\n\nIt took nine.',
    'Amount: 50 EUR\nDate: 1 June 2026\nTo: a shop',
    'Three things:\n-- the fee\n-- the delay\n-- the answer',
    '> We will refund you\n\nWhen?',
  ];
  for (const text of kept) assert.equal(trimReply(text), text);
});

test('a mail that only forwards has no reply of its own', () => {
  assert.equal(trimReply('---------- Forwarded message ---------\nFrom: a\n\nHello'), '');
  assert.equal(trimReply('> only quoted'), '> only quoted');
});

test('the HTML of mail programs is trimmed where they mark the quotation', () => {
  const quotations = [
    '<div class="gmail_quote"><div class="gmail_attr">On Mon, Support wrote:</div><blockquote>Dear customer</blockquote></div>',
    '<blockquote type="cite">Dear customer</blockquote>',
    '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Support</div><div>Dear customer</div>',
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><b>Von:</b> Support</div><p>Dear customer</p>',
    '<div class="yahoo_quoted">Dear customer</div>',
    '<div class="moz-cite-prefix">Am 1. Juni schrieb Support:</div><blockquote>Dear customer</blockquote>',
    '<div><includetail><div>------------------ 原始邮件 ------------------</div>Dear customer</includetail></div>',
    '<div id="isReplyContent">Dear customer</div>',
    '<hr><b>From:</b> Support<br><b>Sent:</b> Monday<br><b>To:</b> me<br><b>Subject:</b> case<br>Dear customer',
  ];
  for (const quotation of quotations)
    assert.equal(trimReply(htmlToReplyText(`<div>请退款。<br>Please refund me.</div>${quotation}`)), reply, quotation);
});
