import { getAuthenticatorName } from '@better-auth/passkey';
import { input, query } from '../platform/command.ts';
import { findEmailChange } from './email-change.ts';
import { personById } from './people.ts';
import { identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';

export const myProfile = query({
  name: 'identity.my-profile',
  summary: 'Who the signed-in person is, and how he signs in.',
  can: (actor) => actor.kind === 'person',
  input: input({}),
  rest: 'GET /me',
  run: async (ctx) => {
    const { id } = requirePerson(ctx.actor);
    const person = await personById(ctx.db, id);
    const user = await ctx.db
      .selectFrom('identity.users')
      .select('two_factor_enabled')
      .where('id', '=', id)
      .executeTakeFirst();
    const emailChange = await findEmailChange(ctx.db, id);
    if (person === undefined || user === undefined) throw identityProblem('unknown-person');
    const passkeys = await ctx.db
      .selectFrom('identity.passkeys')
      .select(['id', 'aaguid', 'created_at'])
      .where('user_id', '=', id)
      .orderBy('created_at')
      .limit(100)
      .execute();
    return {
      ...person,
      emailChange,
      twoFactor: user.two_factor_enabled === true,
      passkeys: passkeys.map((passkey) => ({
        id: passkey.id,
        keeper: getAuthenticatorName(passkey.aaguid) ?? null,
        addedAt: passkey.created_at,
      })),
    };
  },
});
