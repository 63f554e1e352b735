import type { Locale, Localized } from '../platform/localized.ts';
import { localize } from '../platform/localized.ts';
import type { ParsedMail } from './mail/mail.ts';

/** Longest text of a mail that becomes part of a case, in characters; the original is kept whole. */
const textLengthMax = 100_000;

const filesOnly: Localized = { en: '(No text: see the files.)', 'zh-CN': '（无正文，请见附件。）' };
const goesOn: Localized = {
  en: '[The text goes on in the original mail.]',
  'zh-CN': '〔原邮件后续内容已保留在原件中。〕',
};

/** What a mail that opens a case says: all of its text, since what it forwards is part of the complaint. */
export function complaintText(mail: ParsedMail): string {
  const body = mail.bodyText.trim();
  const text = [mail.subject, body].filter((part) => part !== '').join('\n\n');
  return shorten(body === '' && mail.subject === '' ? localize(filesOnly, localeOf(mail)) : text, mail);
}

/** What a mail that answers says, without what it quotes. */
export function replyTextOf(mail: ParsedMail): string {
  const text = mail.replyText.trim() || mail.bodyText.trim() || mail.subject;
  return shorten(text === '' ? localize(filesOnly, localeOf(mail)) : text, mail);
}

/** The language to answer in: Chinese where a fifth of the letters are, and no kana. */
export function localeOf(mail: ParsedMail): Locale {
  const text = `${mail.subject} ${mail.bodyText.slice(0, 5000)}`;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 5 >= letters && han > 0 && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'zh-CN' : 'en';
}

function shorten(text: string, mail: ParsedMail): string {
  return text.length <= textLengthMax ? text : `${text.slice(0, textLengthMax)}\n\n${localize(goesOn, localeOf(mail))}`;
}
