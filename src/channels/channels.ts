export { mailToJson, parseMail } from './mail/mail.ts';
export type { ParsedMail } from './mail/mail.ts';
