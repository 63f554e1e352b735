import { natureOf, readDeliveryReport, type DeliveryReport, type MailNature } from './automatic.ts';
import { leavesOf, readBody, type MailAttachment } from './body.ts';
import { decodeHeader, readAddresses, readDate, readMessageIds, type MailAddress, type MailDate } from './header.ts';
import { htmlToReplyText } from './html-text.ts';
import { fieldOf, parseMime, type MimePart } from './mime.ts';
import { trimReply } from './reply.ts';

/** A mail in the form the rest of the program reads; absent fields are undefined or empty, never guessed. */
export type ParsedMail = {
  subject: string;
  from: MailAddress | undefined;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  date: MailDate | undefined;
  messageId: string | undefined;
  inReplyTo: string[];
  references: string[];
  bodyText: string;
  bodyHtml: string | undefined;
  /** What the sender wrote, without quotations and signature; the whole body where nothing else is left. */
  replyText: string;
  attachments: MailAttachment[];
  charset: string;
  nature: MailNature;
  deliveryReport: DeliveryReport | undefined;
  /** Fields by lower-case name, decoded, the first of each name: for rules that look at one more header. */
  header: (name: string) => string | undefined;
};

/** Reads any bytes as a mail (RFC 5322, MIME); never throws on what a sender can send. */
export function parseMail(raw: Buffer): ParsedMail {
  const root = parseMime(raw);
  const body = readBody(root);
  const hint = charsetHint(root, body.charset);
  const text = (name: string): string => decodeHeader(fieldOf(root, name) ?? '', hint);
  const addresses = (name: string): MailAddress[] =>
    root.fields
      .filter((field) => field.name === name)
      .slice(0, 20)
      .flatMap((field) => readAddresses(field.value, hint));
  const subject = text('subject').replace(/\s+/g, ' ').trim();
  const nature = natureOf(root, subject, body.text);
  return {
    subject,
    from: senderOf(addresses('from'), addresses('reply-to')),
    to: addresses('to'),
    cc: addresses('cc'),
    replyTo: addresses('reply-to'),
    date: readDate(fieldOf(root, 'date') ?? ''),
    messageId: readMessageIds(fieldOf(root, 'message-id') ?? '')[0],
    inReplyTo: readMessageIds(fieldOf(root, 'in-reply-to') ?? ''),
    references: readMessageIds(fieldOf(root, 'references') ?? ''),
    bodyText: body.text,
    bodyHtml: body.html,
    replyText: replyTextOf(body.text, body.html),
    attachments: body.attachments,
    charset: body.charset,
    nature,
    deliveryReport: nature === 'bounce' ? readDeliveryReport(root, body.text) : undefined,
    header: (name) => (fieldOf(root, name) === undefined ? undefined : text(name)),
  };
}

/** Who wrote: the first From that has an address, else who is to be answered. */
function senderOf(from: MailAddress[], replyTo: MailAddress[]): MailAddress | undefined {
  return from.find(({ address }) => address !== '') ?? replyTo.find(({ address }) => address !== '') ?? from[0];
}

function replyTextOf(text: string, html: string | undefined): string {
  if (html !== undefined && text.trim() === '') return '';
  const marked = html === undefined ? '' : trimReply(htmlToReplyText(html));
  return marked !== '' ? marked : trimReply(text);
}

/** Raw 8-bit headers are most likely in the charset of the body. */
function charsetHint(root: MimePart, bodyCharset: string): string | undefined {
  const declared = leavesOf(root)
    .map((leaf) => leaf.contentType.parameters['charset'])
    .find((charset) => charset !== undefined);
  return bodyCharset === 'us-ascii' ? declared : bodyCharset;
}

/** The mail as `mail parse` prints it: addresses bare, instants in ISO 8601 with the sender's offset. */
export function mailToJson(mail: ParsedMail) {
  return {
    subject: mail.subject,
    from: mail.from === undefined ? '' : mail.from.address || mail.from.name,
    fromName: mail.from?.name ?? '',
    to: mail.to.map(({ address, name }) => address || name),
    cc: mail.cc.map(({ address, name }) => address || name),
    replyTo: mail.replyTo.map(({ address, name }) => address || name),
    date: mail.date?.iso ?? null,
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo.join(' ') || null,
    references: mail.references,
    bodyText: mail.bodyText,
    replyText: mail.replyText,
    attachments: mail.attachments.map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 })),
    isAutoReply: mail.nature === 'auto-reply' || mail.nature === 'receipt' || mail.nature === 'automatic',
    isBounce: mail.nature === 'bounce',
    charset: mail.charset,
  };
}
