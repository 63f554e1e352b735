import { Type } from 'typebox';
import { sql } from 'kysely';
import { findCaseByMail, openCase, receiveMessage } from '../complaints/complaints.ts';
import type { IncomingMessage } from '../complaints/complaints.ts';
import type { Arrival } from '../complaints/contract.ts';
import { storeEvidence } from '../evidence/evidence.ts';
import type { StoredFile } from '../evidence/evidence.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { fileContact, lockContact, receiveTask } from './contact.ts';
import type { Contact, Filing } from './contact.ts';
import { decideFiling, senderOf } from './mail-filing.ts';
import { parseMail } from './mail/mail.ts';
import type { ParsedMail } from './mail/mail.ts';
import { complaintText, localeOf, replyTextOf } from './mail-text.ts';

const filesMax = 50;

/** Cases that one address may open by mail on one day; a loop between two programs ends here. */
const casesPerDayMax = 20;

/** Files a stored contact as exactly one of: case, reply, automatic, bounce, kept for a person; repeating it changes nothing. */
export const receiveContact = command({
  name: receiveTask,
  summary: 'Files a contact that a channel stored: opens a case, adds to one, or keeps it for a person.',
  can: (actor) => actor.kind === 'system',
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    const contact = await lockContact(ctx.tx, id);
    if (contact === undefined || contact.filed_as !== null) return { filed: contact?.filed_as ?? null };
    const filing = await fileMail(ctx, contact, parseMail(contact.raw));
    await fileContact(ctx.tx, id, filing, ctx.now);
    ctx.about(`contact:${id}`);
    return { filed: filing.as };
  },
});

async function fileMail(ctx: Ctx, contact: Contact, mail: ParsedMail): Promise<Filing> {
  const thread = await findCaseByMail(ctx.tx, ctx.config, [...addressesOf(contact, mail), ...referencesOf(mail)]);
  const sender = senderOf(mail);
  const { as, reason } = decideFiling({ mail, sender, speakers: thread?.senders, mailDomain: ctx.config.mailDomain });
  const filing = {
    as,
    reason,
    caseId: thread?.caseId ?? null,
    sender: sender ?? null,
    subject: mail.subject.slice(0, 500) || null,
  };
  if (as === 'case' && sender !== undefined) {
    if ((await countCase(ctx, sender)) > casesPerDayMax) return { ...filing, as: 'kept', reason: 'too-many' };
    return { ...filing, caseId: await makeCase(ctx, contact, mail) };
  }
  const speaks = thread !== undefined && sender !== undefined && thread.senders.includes(sender);
  if (speaks && (as === 'reply' || as === 'automatic'))
    await addToCase(ctx, contact, mail, {
      caseId: thread.caseId,
      author: mail.from?.name || null,
      automatic: as === 'automatic',
      confirms: as === 'reply',
    });
  return filing;
}

/** Opens a case for a mail, with its files and the acknowledgement. */
export async function makeCase(ctx: Ctx, contact: Contact, mail: ParsedMail): Promise<string> {
  const files = await keepFiles(ctx, contact, mail);
  const name = mail.from?.name.slice(0, 120) ?? '';
  const complaint = {
    text: complaintText(mail),
    contact: { ...(name === '' ? {} : { name }), email: mail.from?.address ?? '' },
    locale: localeOf(mail),
  };
  const opened = await openCase(ctx, complaint, arrivalOf(contact, mail), files);
  return opened.caseId;
}

type Addition = Pick<IncomingMessage, 'caseId' | 'author' | 'automatic' | 'confirms'>;

/** Adds a mail to a case, with its files; returns the case's id. Throws `complaints.unknown-case`. */
export async function addToCase(ctx: Ctx, contact: Contact, mail: ParsedMail, addition: Addition): Promise<string> {
  const files = await keepFiles(ctx, contact, mail);
  const [text, arrival] = [replyTextOf(mail), arrivalOf(contact, mail)];
  const added = await receiveMessage(ctx, { ...addition, text, files, arrival });
  return added.caseId;
}

function arrivalOf(contact: Contact, mail: ParsedMail): Arrival {
  return {
    channel: 'email',
    contactId: contact.id,
    receivedAt: contact.received_at,
    ...(mail.messageId === undefined ? {} : { messageId: mail.messageId }),
    references: mail.messageId === undefined ? [] : [...mail.references.slice(-8), mail.messageId],
    ...(mail.subject === '' ? {} : { subject: mail.subject.slice(0, 500) }),
  };
}

/** Puts what a mail carries into the vault, under the contact; the rows commit with it, and a repeat finds the same bytes. */
async function keepFiles({ tx, config, now }: Ctx, contact: Contact, mail: ParsedMail): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const { name, content, type } of mail.attachments.slice(0, filesMax)) {
    files.push(
      await storeEvidence(
        { db: tx, config },
        { holder: contact.id, name: name || nameFor(type), content, keepAll: true },
        now,
      ),
    );
  }
  return files;
}

function nameFor(type: string): string {
  return `attachment.${/^(?:image|audio|video)\/([a-z0-9]{2,5})$/.exec(type)?.[1] ?? (type === 'message/rfc822' ? 'eml' : 'bin')}`;
}

/** Where the mail was sent to: the envelope, which blind copies leave as the only trace, and the header. */
function addressesOf({ envelope }: Contact, mail: ParsedMail): string[] {
  const delivered = [mail.header('delivered-to'), mail.header('x-original-to')].filter(
    (address) => address !== undefined,
  );
  return [...envelope.to, ...[...mail.to, ...mail.cc].map(({ address }) => address), ...delivered];
}

function referencesOf(mail: ParsedMail): string[] {
  const returned = mail.deliveryReport?.originalMessageId;
  return [...mail.inReplyTo, ...mail.references.toReversed(), ...(returned === undefined ? [] : [returned])].slice(
    0,
    30,
  );
}

/** Counts a case of an address and returns how many it has opened by mail today, this one included. */
async function countCase({ tx, now }: Ctx, address: string): Promise<number> {
  const { rows } = await sql<{ cases: number }>`
    insert into channels.senders as sender (address, day, cases) values (${address}, ${now.toISOString().slice(0, 10)}::date, 1)
    on conflict (address, day) do update set cases = sender.cases + 1 returning cases`.execute(tx);
  return rows[0]?.cases ?? 1;
}
