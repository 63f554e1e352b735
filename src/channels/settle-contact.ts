import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { parseCaseNumber } from '../complaints/complaints.ts';
import { hasRole } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { lockContact } from './contact.ts';
import type { Contact } from './contact.ts';
import { parseMail } from './mail/mail.ts';
import { channelsProblem } from './problems.ts';
import { addToCase, makeCase } from './receive-contact.ts';

const becauseMax = 2000;

const systemActor: Actor = { kind: 'system', name: 'channels' };

const fields = input({
  id: Type.String({ format: 'uuid' }),
  as: Type.Union([Type.Literal('case'), Type.Literal('reply'), Type.Literal('nothing')]),
  number: Type.Optional(Type.String({ maxLength: 40, description: 'For a reply: the number of its case' })),
  because: Type.Optional(
    Type.String({ maxLength: becauseMax, description: 'For the record, staff alone read it; needed for nothing' }),
  ),
});

/** A person decides what a contact is that no rule could file. */
export const settleContact = command({
  name: 'channels.settle-contact',
  summary: 'Settles a contact that waits for a person: a case of its own, a message in a case, or nothing.',
  rest: 'POST /contacts/{id}/settlement',
  can: (actor) => hasRole(actor, 'handler', 'supervisor', 'admin'),
  input: fields,
  run: async (ctx, { id, ...settlement }) => {
    const contact = await lockContact(ctx.tx, id);
    if (contact === undefined) throw channelsProblem('unknown-contact');
    if (contact.filed_as !== 'kept' || contact.settled_at !== null) throw channelsProblem('settled-before');
    ctx.about(`contact:${id}`);
    const caseId = await carryOut(ctx, contact, settlement);
    const { as, because = null } = settlement;
    const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
    await sql`update channels.contacts set settled_at = ${ctx.now}, settled_by = ${by}, settled_because = ${because},
        case_id = ${caseId}, filed_as = ${as === 'nothing' ? 'kept' : as}
      where shard = ${shardOf(id)} and id = ${id}`.execute(ctx.tx);
    return { caseId };
  },
});

type Settlement = Omit<Static<typeof fields>, 'id'>;

/** It is the sender who complains or writes; who settled the contact stands with the contact and in the history. */
async function carryOut(
  ctx: Ctx,
  contact: Contact,
  { as, number = '', because = '' }: Settlement,
): Promise<string | null> {
  const asProgram: Ctx = { ...ctx, actor: systemActor };
  if (as === 'case') return makeCase(asProgram, contact, parseMail(contact.raw));
  if (as === 'reply') {
    if (parseCaseNumber(number) === undefined) throw channelsProblem('which-case', {}, [needed.number]);
    const mail = parseMail(contact.raw);
    const author = mail.from?.name || mail.from?.address || null;
    return addToCase(asProgram, contact, mail, { caseId: number, author, automatic: false, confirms: false });
  }
  if (because.trim().length < 3) throw channelsProblem('why', {}, [needed.because]);
  return contact.case_id;
}

const needed = {
  number: {
    pointer: '/number',
    detail: { en: 'Give the case number, such as R-7K3M-29QF-X.', 'zh-CN': '请填写案件编号，例如 R-7K3M-29QF-X。' },
  },
  because: {
    pointer: '/because',
    detail: { en: 'Say why nothing is to be done.', 'zh-CN': '请说明无需处理的原因。' },
  },
} as const;
