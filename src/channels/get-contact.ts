import { sql } from 'kysely';
import { Type } from 'typebox';
import { personById } from '../identity/identity.ts';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import type { Contact } from './contact.ts';
import { mailToJson, parseMail } from './mail/mail.ts';
import { channelsProblem } from './problems.ts';

type Row = Omit<Contact, 'envelope'> & {
  readonly settled_by: string | null;
  readonly settled_because: string | null;
};

export const getContact = query({
  name: 'channels.get-contact',
  summary: 'One contact as it was read from its original, with how it was filed and why.',
  rest: 'GET /contacts/{id}',
  can: isStaff,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db }, { id }) => {
    const { rows } = await sql<Row>`
      select id, channel, raw, received_at, filed_as, reason, case_id, settled_at, settled_by, settled_because from channels.contacts
      where shard = ${shardOf(id)} and id = ${id}`.execute(db);
    const [contact] = rows;
    if (contact === undefined) throw channelsProblem('unknown-contact');
    const { settled_at: at, settled_by: by, settled_because: because } = contact;
    return {
      id,
      channel: contact.channel,
      receivedAt: contact.received_at,
      size: contact.raw.length,
      filedAs: contact.filed_as,
      reason: contact.reason,
      caseId: contact.case_id,
      settled:
        at === null ? null : { at, by: by === null ? null : ((await personById(db, by))?.name ?? null), because },
      mail: mailToJson(parseMail(contact.raw)),
    };
  },
});
