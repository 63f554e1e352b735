import { input, query } from '../platform/command.ts';
import { describeDevice } from './device.ts';
import { requirePerson } from './require-person.ts';

const sessionsMax = 100;

export const listSessions = query({
  name: 'identity.list-sessions',
  summary: 'The devices on which the person is signed in, latest first.',
  can: (actor) => actor.kind === 'person',
  input: input({}),
  rest: 'GET /me/sessions',
  run: async (ctx) => {
    const rows = await ctx.db
      .selectFrom('identity.sessions')
      .select(['id', 'created_at', 'expires_at', 'ip_address', 'user_agent'])
      .where('user_id', '=', requirePerson(ctx.actor).id)
      .where('expires_at', '>', ctx.now)
      .orderBy('created_at', 'desc')
      .limit(sessionsMax)
      .execute();
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        device: describeDevice(row.user_agent ?? ''),
        address: row.ip_address,
        signedInAt: row.created_at,
        endsAt: row.expires_at,
      })),
    };
  },
});
