import { sql } from 'kysely';
import { Type } from 'typebox';
import { caseIdOf } from '../complaints/complaints.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { isId, shardOf } from '../platform/id.ts';
import { lockContact } from './contact.ts';
import type { Contact } from './contact.ts';
import { readsContacts } from './list-kept.ts';
import { parseMail } from './mail/mail.ts';
import { channelsProblem } from './problems.ts';
import { addToCase, makeCase } from './receive-contact.ts';

/** A person decides what a contact is that no rule could file. */
export const settleContact = command({
  name: 'channels.settle-contact',
  summary: 'Settles a contact that waited for a person: opens a case for it, adds it to one, or sets it aside.',
  rest: 'POST /contacts/{id}/settlement',
  can: readsContacts,
  input: input({
    id: Type.String({ format: 'uuid' }),
    as: Type.Union([Type.Literal('case'), Type.Literal('reply'), Type.Literal('nothing')]),
    number: Type.Optional(Type.String({ maxLength: 40, description: 'The case to add it to' })),
  }),
  run: async (ctx, { id, as, number }) => {
    const contact = isId(id) ? await lockContact(ctx.tx, id) : undefined;
    if (contact === undefined) throw channelsProblem('unknown-contact');
    if (contact.filed_as !== 'kept' || contact.settled_at !== null) throw channelsProblem('settled-before');
    ctx.about(`contact:${id}`);
    const caseId = await settle(ctx, contact, as, number);
    await sql`update channels.contacts set settled_at = ${ctx.now}, settled_by = ${ctx.actor.kind === 'person' ? ctx.actor.id : null}, case_id = coalesce(${caseId}, case_id),
      filed_as = case when ${as} = 'nothing' then filed_as else ${as} end where shard = ${shardOf(id)} and id = ${id}`.execute(
      ctx.tx,
    );
    return { caseId };
  },
});

async function settle(
  ctx: Ctx,
  contact: Contact,
  as: 'case' | 'reply' | 'nothing',
  number: string | undefined,
): Promise<string | null> {
  // What is said in the case is said by the sender; who settled it is a matter of the contact and of history.
  const asSystem: Ctx = { ...ctx, actor: { kind: 'system', name: 'channels' } };
  switch (as) {
    case 'case':
      return makeCase(asSystem, contact, parseMail(contact.raw));
    case 'reply': {
      if (number === undefined) throw channelsProblem('no-case-number');
      const caseId = await caseIdOf(ctx, number);
      await addToCase(asSystem, contact, parseMail(contact.raw), { caseId }, false);
      return caseId;
    }
    case 'nothing':
      return null;
  }
}
