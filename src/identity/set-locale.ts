import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { locales } from '../platform/localized.ts';
import { requirePerson } from './require-person.ts';

export const setLocale = command({
  name: 'identity.set-locale',
  summary: 'Changes the language in which we write to a person.',
  can: (actor) => actor.kind === 'person',
  input: input({ locale: Type.Enum([...locales]) }),
  rest: 'PUT /me/locale',
  run: async (ctx, { locale }) => {
    const { id } = requirePerson(ctx.actor);
    await ctx.tx
      .updateTable('identity.people')
      .set({ locale })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    ctx.about(`person:${id}`);
  },
});
