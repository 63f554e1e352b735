import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';

export const cancelEmailChange = command({
  name: 'identity.cancel-email-change',
  summary: 'Stops the change of one’s e-mail address before it counts.',
  can: (actor) => actor.kind === 'person',
  input: input({}),
  rest: 'DELETE /me/email',
  run: async (ctx) => {
    const { id } = requirePerson(ctx.actor);
    const gone = await ctx.tx
      .deleteFrom('identity.email_changes')
      .where('shard', '=', shardOf(id))
      .where('person_id', '=', id)
      .returning('email')
      .executeTakeFirst();
    if (gone === undefined) throw identityProblem('no-email-change');
    ctx.about(`person:${id}`);
  },
});
