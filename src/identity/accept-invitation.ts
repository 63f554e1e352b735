import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { openInvitation, takeInvitation } from './invitation.ts';
import { personById } from './people.ts';
import { identityProblem } from './problems.ts';
import { isStaffRole } from './contract.ts';

export const acceptInvitation = command({
  name: 'identity.accept-invitation',
  summary: 'Gives the signed-in person the roles of an invitation that was sent to him.',
  can: (actor) => actor.kind === 'person',
  input: input({ token: Type.String({ maxLength: 200 }) }),
  rest: 'POST /staff/invitations/accept',
  run: async (ctx, { token }) => {
    const person = ctx.actor.kind === 'person' ? await personById(ctx.tx, ctx.actor.id) : undefined;
    if (person === undefined) throw identityProblem('unknown-person');
    const invitation = await openInvitation(ctx.tx, token, ctx.now);
    if (invitation.email !== null && invitation.email !== person.email) throw identityProblem('invitation-for-another');
    if (person.roles.some(isStaffRole)) throw identityProblem('already-staff');
    await takeInvitation(ctx.tx, token, person.id, ctx.now);
    const roles = [...person.roles, ...invitation.roles];
    await ctx.tx
      .insertInto('identity.staff')
      .values({ person_id: person.id, roles, joined_at: ctx.now })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ roles }))
      .execute();
    ctx.about(`person:${person.id}`);
  },
});
