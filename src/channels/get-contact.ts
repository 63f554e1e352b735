import { sql } from 'kysely';
import { Type } from 'typebox';
import { input, query } from '../platform/command.ts';
import { isId, shardOf } from '../platform/id.ts';
import type { Contact } from './contact.ts';
import { readsContacts } from './list-kept.ts';
import { mailToJson, parseMail } from './mail/mail.ts';
import { channelsProblem } from './problems.ts';

export const getContact = query({
  name: 'channels.get-contact',
  summary: 'One contact as it was read from its original, with how it was filed and why.',
  rest: 'GET /contacts/{id}',
  can: readsContacts,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db }, { id }) => {
    const { rows } = await sql<Omit<Contact, 'envelope'>>`
      select id, channel, raw, received_at, filed_as, reason, case_id, settled_at from channels.contacts
      where shard = ${isId(id) ? shardOf(id) : 0} and id = ${id}`.execute(db);
    const contact = rows[0];
    if (contact === undefined) throw channelsProblem('unknown-contact');
    return {
      id,
      channel: contact.channel,
      receivedAt: contact.received_at,
      filedAs: contact.filed_as,
      reason: contact.reason,
      caseId: contact.case_id,
      settledAt: contact.settled_at,
      mail: mailToJson(parseMail(contact.raw)),
    };
  },
});
