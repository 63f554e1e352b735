import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { parseEmail } from './email.ts';
import { hasAdmin, putInvitation } from './invitation.ts';
import { findByEmail } from './people.ts';
import { identityProblem } from './problems.ts';

/** Days for which a link printed on the operator's terminal works. */
const adminLinkDays = 1;

export const createAdminLink = command({
  name: 'identity.create-admin-link',
  summary:
    'Makes the one-time link that makes its holder an administrator; without an address only while there is none.',
  can: (actor) => actor.kind === 'system',
  input: input({ email: Type.Optional(Type.String()) }),
  run: async (ctx, { email: typed }) => {
    const email = typed === undefined ? null : parseEmail(typed);
    if (email === null && (await hasAdmin(ctx.tx))) return { link: null };
    const person = email === null ? undefined : await findByEmail(ctx.tx, email);
    if (person?.roles.some((role) => role !== 'customer')) throw identityProblem('already-staff');
    const token = await putInvitation(ctx.tx, {
      email,
      roles: ['admin'],
      invitedBy: null,
      now: ctx.now,
      days: adminLinkDays,
    });
    return { link: `${ctx.config.publicUrl}/${email === null ? 'first-admin' : 'accept-invitation'}?token=${token}` };
  },
});
