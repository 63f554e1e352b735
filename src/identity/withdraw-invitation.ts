import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { identityProblem } from './problems.ts';

export const withdrawInvitation = command({
  name: 'identity.withdraw-invitation',
  summary: 'Makes an invitation that was not accepted yet worthless.',
  can: (actor) => hasRole(actor, 'admin'),
  input: input({ invitationId: Type.String({ format: 'uuid' }) }),
  rest: 'DELETE /staff/invitations/{invitationId}',
  run: async (ctx, { invitationId }) => {
    const gone = await ctx.tx
      .deleteFrom('identity.invitations')
      .where('id', '=', invitationId)
      .where('accepted_at', 'is', null)
      .returning('email')
      .executeTakeFirst();
    if (gone === undefined) throw identityProblem('invitation-over');
    ctx.about(`invitation:${gone.email ?? 'first-admin'}`);
  },
});
