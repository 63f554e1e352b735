import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { personById } from './people.ts';
import { identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';
import { changedSecurity } from './security-change.ts';

export const removePasskey = command({
  name: 'identity.remove-passkey',
  summary: 'Removes one of the person’s own passkeys.',
  can: (actor) => actor.kind === 'person',
  input: input({ passkeyId: Type.String({ format: 'uuid' }) }),
  rest: 'DELETE /me/passkeys/{passkeyId}',
  run: async (ctx, { passkeyId }) => {
    const { id } = requirePerson(ctx.actor);
    const gone = await ctx.tx
      .deleteFrom('identity.passkeys')
      .where('id', '=', passkeyId)
      .where('user_id', '=', id)
      .returning('id')
      .executeTakeFirst();
    const person = await personById(ctx.tx, id);
    if (gone === undefined || person === undefined) throw identityProblem('unknown-session');
    await changedSecurity(ctx, person, 'passkey-removed');
    ctx.about(`person:${id}`);
  },
});
