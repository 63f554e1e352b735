import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { readContacts } from './contacts.ts';

export const removeContact = command({
  name: 'wallet.remove-contact',
  summary: 'Removes somebody from one’s contacts, also where he was only paid; saving him again brings him back.',
  rest: 'DELETE /payees/{person}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person: contactId }) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${contactId}`);
    const contacts = await readContacts({ ...ctx, db: ctx.tx }, personId);
    if (!contacts.some((contact) => contact.personId === contactId)) return;
    // The row stays and hides him: he may be among those who were paid.
    const hidden = { name: null, hidden: true, changed_at: ctx.now };
    await ctx.tx
      .insertInto('wallet.contacts')
      .values({ shard: shardOf(personId), person_id: personId, contact_id: contactId, ...hidden })
      .onConflict((conflict) => conflict.columns(['shard', 'person_id', 'contact_id']).doUpdateSet(hidden))
      .execute();
  },
});
