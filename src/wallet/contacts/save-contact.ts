import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { findRecipient, personIdOf } from '../payment.ts';
import { contactProblem } from './problems.ts';

/** Contacts that one person may keep. */
const contactsMax = 500;

export const saveContact = command({
  name: 'wallet.save-contact',
  summary: 'Saves somebody as a contact, or renames him; the name is for oneself alone.',
  rest: 'POST /payees',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    to: Type.String({ minLength: 1, maxLength: 254, description: 'As in a payment: e-mail address, handle or link' }),
    name: Type.Optional(Type.String({ maxLength: 80, description: 'What one calls him; absent: his masked name' })),
  }),
  run: async (ctx, { to, name }) => {
    const personId = personIdOf(ctx.actor);
    const { id: contactId } = await findRecipient({ ...ctx, db: ctx.tx }, to);
    ctx.about(`person:${contactId}`);
    if (contactId === personId) throw contactProblem('contact-is-self');
    const shard = shardOf(personId);
    const { kept } = await ctx.tx
      .selectFrom('wallet.contacts')
      .select(({ fn }) => fn.countAll<bigint>().as('kept'))
      .where('shard', '=', shard)
      .where('person_id', '=', personId)
      .where('contact_id', '<>', contactId)
      .executeTakeFirstOrThrow();
    if (kept >= BigInt(contactsMax)) throw contactProblem('contacts-too-many', { limit: String(contactsMax) });
    const given = { name: name?.replace(/[\s\p{Cc}]+/gu, ' ').trim() || null, hidden: false, changed_at: ctx.now };
    await ctx.tx
      .insertInto('wallet.contacts')
      .values({ shard, person_id: personId, contact_id: contactId, ...given })
      .onConflict((conflict) => conflict.columns(['shard', 'person_id', 'contact_id']).doUpdateSet(given))
      .execute();
    return { person: contactId };
  },
});
