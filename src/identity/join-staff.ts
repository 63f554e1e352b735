import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { parseEmail } from './email.ts';
import { openInvitation, takeInvitation } from './invitation.ts';
import { addPerson, idForEmail } from './people.ts';
import { parseName } from './person-name.ts';
import { identityProblem } from './problems.ts';

export const joinStaff = command({
  name: 'identity.join-staff',
  summary: 'Makes a new member of staff of whoever holds an invitation.',
  can: (actor) => actor.kind === 'system',
  input: input({ token: Type.String(), email: Type.String(), name: Type.String(), passwordHash: Type.String() }),
  run: async (ctx, { token, email: typed, name, passwordHash }) => {
    const invitation = await openInvitation(ctx.tx, token, ctx.now);
    // Whoever holds the link named the address when he was invited; only the first admin names it himself.
    const email = invitation.email ?? parseEmail(typed);
    const id = await idForEmail(ctx.tx, email, ctx.config.shards);
    await takeInvitation(ctx.tx, token, id, ctx.now);
    const added = await addPerson(ctx, {
      id,
      email,
      name: parseName(name),
      locale: ctx.locale,
      roles: invitation.roles,
      passwordHash,
    });
    if (!added) throw identityProblem('sign-in-to-accept');
    return { personId: id, email };
  },
});
