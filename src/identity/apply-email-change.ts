import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { personById } from './people.ts';
import { changedSecurity } from './security-change.ts';

export const applyEmailChange = command({
  name: 'identity.apply-email-change',
  summary: 'Puts a confirmed e-mail address in the place of the old one when its time has come.',
  can: (actor) => actor.kind === 'system',
  input: input({ personId: Type.String() }),
  run: async (ctx, { personId: id }) => {
    const shard = shardOf(id);
    const person = await personById(ctx.tx, id);
    const change = await ctx.tx
      .deleteFrom('identity.email_changes')
      .where('shard', '=', shard)
      .where('person_id', '=', id)
      .where('effective_at', '<=', ctx.now)
      .returning('email')
      .executeTakeFirst();
    if (person === undefined || change === undefined) return;
    const { email } = change;
    const claimed = await ctx.tx
      .insertInto('identity.email_claims')
      .values({ email, shard, person_id: id })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('email')
      .executeTakeFirst();
    // Somebody registered with it in the meantime: it is his, and this person keeps the old one.
    if (claimed === undefined) return;
    await ctx.tx.deleteFrom('identity.email_claims').where('email', '=', person.email).execute();
    await ctx.tx
      .updateTable('identity.people')
      .set({ email })
      .where('shard', '=', shard)
      .where('id', '=', id)
      .execute();
    await ctx.tx.updateTable('identity.users').set({ email, updated_at: ctx.now }).where('id', '=', id).execute();
    await changedSecurity(ctx, person, 'email-changed', { email });
    ctx.about(`person:${id}`);
  },
});
