import { createTransport } from 'nodemailer';
import type { Config } from '../platform/config.ts';
import type { Delivery, Mail } from '../platform/outbox.ts';
import { loopHeader } from './mail-filing.ts';

const connectionsMax = 4;
const waitMax_ms = 30_000;

/** Delivers mail through `SMTP_URL`; where none is set the mail is kept for staff to see. */
export function createMailSender({ smtpUrl, brand, mailDomain }: Pick<Config, 'smtpUrl' | 'brand' | 'mailDomain'>) {
  const transport =
    smtpUrl === undefined
      ? undefined
      : createTransport({
          url: smtpUrl,
          pool: true,
          maxConnections: connectionsMax,
          connectionTimeout: waitMax_ms,
          socketTimeout: waitMax_ms,
        });
  return {
    send: async (mail: Mail): Promise<Delivery> => {
      if (transport === undefined) return { status: 'kept' };
      try {
        const sent = await transport.sendMail(compose(mail, { brand, mailDomain }));
        return { status: 'sent', receipt: { response: sent.response, messageId: sent.messageId } };
      } catch (error) {
        if (isPermanent(error)) return { status: 'refused', reason: error.message };
        throw error;
      }
    },
    close: (): void => transport?.close(),
  };
}

/**
 * Whether the relay refused this mail for good (5yz, RFC 5321 §4.2.1) for its addressee or its content; that it refuses
 * us, such as for a wrong password, is mended by a person and worth another try.
 */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  return ['EENVELOPE', 'EMESSAGE'].includes(String(error.code)) && Number(error.responseCode) >= 500;
}

/** A mail as it goes out: threaded by its headers, and what a program wrote marked so (RFC 3834) with a null return path. */
export function compose(mail: Mail, { brand, mailDomain }: Pick<Config, 'brand' | 'mailDomain'>) {
  const address = `complaints@${mailDomain}`;
  const headers: Record<string, string> = {
    [loopHeader]: mailDomain,
    ...(mail.automatic ? automaticHeaders(mail) : {}),
  };
  return {
    from: { name: brand, address },
    to: { name: '', address: mail.to },
    ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.messageId === undefined ? {} : { messageId: mail.messageId }),
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
    ...(mail.references === undefined ? {} : { references: [...mail.references] }),
    headers,
    // A bounce of what a person wrote comes back to its case; a program's own mail is never answered at all.
    envelope: { from: mail.automatic ? '' : (mail.replyTo ?? address), to: [mail.to] },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function automaticHeaders({ inReplyTo }: Mail): Record<string, string> {
  return {
    'Auto-Submitted': inReplyTo === undefined ? 'auto-generated' : 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'auto_reply',
  };
}
