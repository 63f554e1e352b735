import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';

export const revokeSession = command({
  name: 'identity.revoke-session',
  summary: 'Signs one of the person’s own devices out, at once.',
  can: (actor) => actor.kind === 'person',
  input: input({ sessionId: Type.String({ format: 'uuid' }) }),
  rest: 'DELETE /me/sessions/{sessionId}',
  run: async (ctx, { sessionId }) => {
    const { id } = requirePerson(ctx.actor);
    const gone = await ctx.tx
      .deleteFrom('identity.sessions')
      .where('id', '=', sessionId)
      .where('user_id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) throw identityProblem('unknown-session');
    ctx.about(`person:${id}`);
  },
});
