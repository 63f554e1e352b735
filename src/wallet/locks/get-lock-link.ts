import { personById, readLockLink } from '../../identity/identity.ts';
import { input, query } from '../../platform/command.ts';
import { findLocks } from '../freezes.ts';
import { maskName } from '../masked-name.ts';
import { problem } from '../problems.ts';
import { lockToken } from './lock-by-link.ts';

export const getLockLink = query({
  name: 'wallet.get-lock-link',
  summary:
    'Whose account the link of a notice locks, by a masked name, and whether its owner has locked it; changes nothing.',
  rest: 'GET /lock/{token}',
  can: () => true,
  input: input({ token: lockToken }),
  run: async (ctx, { token }) => {
    const personId = readLockLink(ctx, token);
    const person = personId === undefined ? undefined : await personById(ctx.db, personId);
    if (person === undefined) throw problem('lock-link-over');
    const locks = await findLocks(ctx.db, person.id);
    return { name: maskName(person.name), locked: locks.some(({ lifter }) => lifter === 'customer') };
  },
});
