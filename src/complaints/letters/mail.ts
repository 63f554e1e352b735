import type { Config } from '../../platform/config.ts';
import type { Locale, Localized } from '../../platform/localized.ts';
import type { Mail } from '../../platform/outbox.ts';
import { linkOf, mailAddressOf, messageIdOf } from '../case-secrets.ts';
import { writeLetter } from './letter.ts';

/** What a mail needs to know of its case. */
export interface MailedCase {
  readonly id: string;
  readonly number: string;
  readonly locale: Locale;
  readonly mail_subject: string | null;
  readonly mail_references: readonly string[];
}

export interface MailedText {
  readonly text: string;
  /** Said in the mail only, such as a code. */
  readonly secret: string | undefined;
  readonly automatic: boolean;
}

/** The mail that goes out with an event of a case, in the thread of the mails before it; answers come to the case's own address. */
export function caseMail(
  config: Config,
  row: MailedCase,
  to: string,
  seq: number | string,
  { text, secret, automatic }: MailedText,
): Mail {
  const footer = writeLetter('footer', row.locale, {
    brand: config.brand,
    number: row.number,
    link: linkOf(config, row.id),
  });
  const body = [text, ...(secret === undefined ? [] : [secret]), footer].join('\n\n');
  const last = row.mail_references.at(-1);
  return {
    to,
    subject: subjectOf(row),
    text: body,
    html: toHtml(body, row.locale),
    replyTo: mailAddressOf(config, row.id),
    messageId: messageIdOf(config, row.id, seq),
    ...(last === undefined ? {} : { inReplyTo: last }),
    references: row.mail_references,
    automatic,
    caseId: row.id,
  };
}

const subjects: Localized = { en: 'Your complaint {number}', 'zh-CN': '您的投诉 {number}' };

/** One subject for the whole thread: mail programs that ignore References go by it. */
function subjectOf({ mail_subject: own, mail_references: references, number, locale }: MailedCase): string {
  if (own !== null) return `Re: ${own.replace(/^(?:\s*(?:re|aw|sv|回复|答复)\s*[:：])+\s*/i, '')} [${number}]`;
  const subject = subjects[locale].replace('{number}', number);
  return references.length === 0 ? subject : `Re: ${subject}`;
}

/** The same words as a page of paragraphs with working links; nothing else, so nothing of a sender's text can act. */
function toHtml(text: string, locale: Locale): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>\n<html lang="${locale}"><body>\n${paragraphs.join('\n').replace(/https?:\/\/[^\s<>"]+/g, (url) => `<a href="${url}">${url}</a>`)}\n</body></html>\n`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
