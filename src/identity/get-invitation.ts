import { Type } from 'typebox';
import { input, query } from '../platform/command.ts';
import { openInvitation } from './invitation.ts';
import { findByEmail } from './people.ts';

export const getInvitation = query({
  name: 'identity.get-invitation',
  summary: 'What the holder of an invitation is invited to.',
  can: () => true,
  input: input({ token: Type.String({ maxLength: 200 }) }),
  run: async (ctx, { token }) => {
    const { email, roles } = await openInvitation(ctx.db, token, ctx.now);
    return { email, roles, hasAccount: email !== null && (await findByEmail(ctx.db, email)) !== undefined };
  },
});
