import { Type } from 'typebox';
import { readLockLink } from '../../identity/identity.ts';
import { command, input } from '../../platform/command.ts';
import { problem } from '../problems.ts';
import { lockOwnWithin } from './lock-own.ts';

export const lockToken = Type.String({ maxLength: 200, description: 'The last part of the link in a notice' });

export const lockByLink = command({
  name: 'wallet.lock-by-link',
  summary:
    'Locks the account of whoever got the notice with this link, without signing in, and signs every device out.',
  rest: 'POST /lock/{token}',
  can: () => true,
  input: input({ token: lockToken }),
  run: async (ctx, { token }) => {
    const personId = readLockLink(ctx, token);
    if (personId === undefined) throw problem('lock-link-over');
    ctx.about(`person:${personId}`);
    await lockOwnWithin(ctx, personId);
  },
});
