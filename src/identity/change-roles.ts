import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { lockStaff } from './invitation.ts';
import { listRoles } from './mails.ts';
import { personById } from './people.ts';
import { identityProblem } from './problems.ts';
import { changedSecurity } from './security-change.ts';
import { isStaffRole } from './contract.ts';
import { AnyStaffRoles } from './staff-roles.ts';

export const changeRoles = command({
  name: 'identity.change-roles',
  summary: 'Changes the staff roles of a member of staff; none ends the work here.',
  can: (actor) => hasRole(actor, 'admin'),
  input: input({ personId: Type.String({ format: 'uuid' }), roles: AnyStaffRoles }),
  rest: 'PUT /staff/{personId}/roles',
  run: async (ctx, { personId, roles }) => {
    await lockStaff(ctx.tx);
    const person = await personById(ctx.tx, personId);
    const known =
      person &&
      (await ctx.tx.selectFrom('identity.staff').select('roles').where('person_id', '=', personId).executeTakeFirst());
    if (person === undefined || known === undefined) throw identityProblem('unknown-person');
    const isSelf = ctx.actor.kind === 'person' && ctx.actor.id === personId;
    // Nobody can remove himself, so there is always somebody left.
    if (isSelf && !roles.includes('admin')) throw identityProblem('last-admin');
    const next = [...person.roles.filter((role) => !isStaffRole(role)), ...roles];
    await ctx.tx.updateTable('identity.staff').set({ roles: next }).where('person_id', '=', personId).execute();
    await changedSecurity(ctx, person, 'roles-changed', { roles: listRoles(next, person.locale) });
    ctx.about(`person:${personId}`);
  },
});
