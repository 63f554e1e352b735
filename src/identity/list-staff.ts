import { sql } from 'kysely';
import { hasRole, isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { rolesOf } from './people.ts';

export const listStaff = query({
  name: 'identity.list-staff',
  summary: 'Who works here and in which roles; administrators also see open invitations.',
  can: isStaff,
  input: input({}),
  rest: 'GET /staff',
  run: async (ctx) => {
    const staff = await ctx.db
      .selectFrom('identity.staff as s')
      .innerJoin('identity.users as u', 'u.id', 's.person_id')
      .select(['u.id', 'u.name', 'u.email', 'u.two_factor_enabled', 's.roles', 's.joined_at'])
      .where(sql<boolean>`s.roles && array['handler', 'supervisor', 'compliance', 'admin']`)
      .orderBy('u.name')
      .execute();
    const invitations = hasRole(ctx.actor, 'admin')
      ? await ctx.db
          .selectFrom('identity.invitations')
          .select(['id', 'email', 'roles', 'created_at', 'expires_at'])
          .where('accepted_at', 'is', null)
          .where('email', 'is not', null)
          .where('expires_at', '>', ctx.now)
          .orderBy('created_at')
          .execute()
      : [];
    return {
      staff: staff.map((row) => ({
        id: row.id,
        name: row.name,
        email: row.email,
        roles: rolesOf(row.roles),
        twoFactor: row.two_factor_enabled === true,
        joinedAt: row.joined_at,
      })),
      invitations: invitations.map((row) => ({
        id: row.id,
        email: row.email,
        roles: rolesOf(row.roles),
        sentAt: row.created_at,
        expiresAt: row.expires_at,
      })),
    };
  },
});
