/** Reading mail needs none of the rest of the program: whoever wants only that enters here. */
export { mailToJson, parseMail } from './mail/mail.ts';
export type { ParsedMail } from './mail/mail.ts';
