import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { requirePerson } from './require-person.ts';
import { parseName } from './person-name.ts';

export const setName = command({
  name: 'identity.set-name',
  summary: 'Changes the name that others see.',
  can: (actor) => actor.kind === 'person',
  input: input({ name: Type.String({ maxLength: 200 }) }),
  rest: 'PUT /me/name',
  run: async (ctx, { name: typed }) => {
    const { id } = requirePerson(ctx.actor);
    const name = parseName(typed);
    await ctx.tx
      .updateTable('identity.people')
      .set({ display_name: name })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    await ctx.tx.updateTable('identity.users').set({ name, updated_at: ctx.now }).where('id', '=', id).execute();
    ctx.about(`person:${id}`);
  },
});
