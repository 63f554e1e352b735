import { sql } from 'kysely';
import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { lockContact } from './contact.ts';
import type { Contact } from './contact.ts';
import { readsContacts } from './list-kept.ts';
import { parseMail } from './mail/mail.ts';
import { channelsProblem } from './problems.ts';
import { makeCase } from './receive-contact.ts';

/** A person decides what a contact is that no rule could file. */
export const settleContact = command({
  name: 'channels.settle-contact',
  summary: 'Settles a contact that waits for a person: a case of its own, or nothing.',
  rest: 'POST /contacts/{id}/settlement',
  can: readsContacts,
  input: input({
    id: Type.String({ format: 'uuid' }),
    as: Type.Union([Type.Literal('case'), Type.Literal('nothing')]),
  }),
  run: async (ctx, { id, as }) => {
    const contact = await lockContact(ctx.tx, id);
    if (contact === undefined) throw channelsProblem('unknown-contact');
    if (contact.filed_as !== 'kept' || contact.settled_at !== null) throw channelsProblem('settled-before');
    ctx.about(`contact:${id}`);
    const caseId = as === 'case' ? await openFor(ctx, contact) : contact.case_id;
    const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
    await sql`update channels.contacts set settled_at = ${ctx.now}, settled_by = ${by}, case_id = ${caseId}, filed_as = ${as === 'case' ? 'case' : 'kept'}
      where shard = ${shardOf(id)} and id = ${id}`.execute(ctx.tx);
    return { caseId };
  },
});

/** It is the sender who complains; who settled the contact stands with the contact and in the history. */
async function openFor(ctx: Ctx, contact: Contact): Promise<string> {
  return makeCase({ ...ctx, actor: { kind: 'system', name: 'channels' } }, contact, parseMail(contact.raw));
}
