import type { Filed } from './contact.ts';
import type { ParsedMail } from './mail/mail.ts';

/** Why a mail is filed as it is; `not-filed`: the program failed at every try. */
export type FilingReason =
  | 'complaint'
  | 'from-complainant'
  | 'automatic-reply'
  | 'read-receipt'
  | 'abuse-report'
  | 'generated'
  | 'own-mail'
  | 'undelivered'
  | 'unreadable'
  | 'no-sender'
  | 'no-reply-sender'
  | 'stranger'
  | 'mailing-list'
  | 'marked-as-spam'
  | 'too-many'
  | 'not-filed';

/** What is known of a mail when it is to be filed. */
export interface MailFacts {
  readonly mail: ParsedMail;
  /** The address of the sender in lower case, undefined where none can be answered. */
  readonly sender: string | undefined;
  /** Who may speak in the case that the mail belongs to by its address or references; undefined: it belongs to none. */
  readonly speakers: readonly string[] | undefined;
  readonly mailDomain: string;
}

/** The header by which we know our own mail when it comes back. */
export const loopHeader = 'x-recourse-loop';

/** Decides what a mail is filed as; machines' mail is never answered, and nobody but its complainant lands in a case. */
export function decideFiling(facts: MailFacts): { readonly as: Filed; readonly reason: FilingReason } {
  const { mail, sender, speakers } = facts;
  if (isOurOwn(facts)) return { as: 'automatic', reason: 'own-mail' };
  switch (mail.nature) {
    case 'bounce':
      return { as: 'bounce', reason: 'undelivered' };
    case 'auto-reply':
      return { as: 'automatic', reason: 'automatic-reply' };
    case 'receipt':
      return { as: 'automatic', reason: 'read-receipt' };
    case 'abuse-report':
      return { as: 'automatic', reason: 'abuse-report' };
    case 'automatic':
      return { as: 'automatic', reason: 'generated' };
    case 'bulk':
    case 'person':
      break;
  }
  if (isEmpty(mail)) return { as: 'kept', reason: 'unreadable' };
  if (sender === undefined) return { as: 'kept', reason: 'no-sender' };
  if (speakers !== undefined) {
    return speakers.includes(sender) ? { as: 'reply', reason: 'from-complainant' } : { as: 'kept', reason: 'stranger' };
  }
  if (mail.nature === 'bulk') return { as: 'kept', reason: 'mailing-list' };
  if (isMarkedAsSpam(mail)) return { as: 'kept', reason: 'marked-as-spam' };
  if (noReply.test(sender)) return { as: 'kept', reason: 'no-reply-sender' };
  return { as: 'case', reason: 'complaint' };
}

/** The address that an answer would go to, in lower case; undefined where no mail can be sent to it. */
export function senderOf(mail: ParsedMail): string | undefined {
  const address = mail.from?.address.toLowerCase() ?? '';
  return /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\]{1,255}$/.test(address) ? address : undefined;
}

function isOurOwn({ mail, sender, mailDomain }: MailFacts): boolean {
  return (
    mail.header(loopHeader) === mailDomain ||
    (sender !== undefined && sender.endsWith(`@${mailDomain}`) && /^(?:case\+|complaints@)/.test(sender))
  );
}

function isEmpty(mail: ParsedMail): boolean {
  return mail.bodyText.trim() === '' && mail.attachments.length === 0 && mail.subject === '';
}

function isMarkedAsSpam(mail: ParsedMail): boolean {
  return /^yes/i.test(mail.header('x-spam-flag') ?? mail.header('x-spam-status') ?? '');
}

const noReply = /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer[-_.]?daemon|postmaster|bounces?)(?:[-_.+]|@)/;
