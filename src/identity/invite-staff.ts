import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { parseEmail } from './email.ts';
import { putInvitation } from './invitation.ts';
import { invitationDays, listRoles, writeLetter } from './mails.ts';
import { findByEmail } from './people.ts';
import { identityProblem } from './problems.ts';
import { StaffRoles } from './staff-roles.ts';

export const inviteStaff = command({
  name: 'identity.invite-staff',
  summary: 'Invites somebody by e-mail to work here; the link works once, for a week.',
  can: (actor) => hasRole(actor, 'admin'),
  input: input({ email: Type.String(), roles: StaffRoles }),
  rest: 'POST /staff/invitations',
  run: async (ctx, { email: typed, roles }) => {
    const email = parseEmail(typed);
    const person = await findByEmail(ctx.tx, email);
    if (person?.roles.some((role) => role !== 'customer')) throw identityProblem('already-staff');
    const invitedBy = ctx.actor.kind === 'person' ? ctx.actor : undefined;
    const token = await putInvitation(ctx.tx, {
      email,
      roles,
      invitedBy: invitedBy?.id ?? null,
      now: ctx.now,
      days: invitationDays,
    });
    const locale = person?.locale ?? ctx.locale;
    const link = `${ctx.config.publicUrl}/accept-invitation?token=${token}`;
    await ctx.send(
      writeLetter(
        ctx.config,
        'invitation',
        { email, locale },
        { inviter: invitedBy?.name ?? ctx.config.brand, roles: listRoles(roles, locale), link },
      ),
    );
    ctx.about(`invitation:${email}`);
  },
});
