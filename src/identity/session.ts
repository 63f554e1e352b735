import type { Actor, Role } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import { prepared } from '../platform/db.ts';
import type { Database } from '../platform/db.ts';
import { rolesOf } from './people.ts';
import { readSessionToken } from './session-cookie.ts';
import { isStaffRole } from './contract.ts';

/** Staff sign in anew each working day, in hours. */
const staffHoursMax = 12;

/** Who shows these headers, and by which session. */
export interface Session {
  readonly actor: Actor;
  readonly sessionId: string | undefined;
  /** Staff roles are held back until a second step is set up. */
  readonly needsTwoFactor: boolean;
}

const guestSession: Session = { actor: { kind: 'guest' }, sessionId: undefined, needsTwoFactor: false };

export interface SessionReaderOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly cookieName: string;
  readonly secret: string;
}

/** Reads the session of a request: one indexed query for a browser with our cookie, none for another; a revoked one ends with the next request. */
export function createSessionReader({
  db,
  clock,
  cookieName,
  secret,
}: SessionReaderOptions): (headers: Headers) => Promise<Session> {
  return async (headers) => {
    const token = readSessionToken(headers.get('cookie'), cookieName, secret);
    return token === undefined ? guestSession : readSession(db, token, clock.now());
  };
}

async function readSession(db: Database, token: string, now: Date): Promise<Session> {
  const row = await db
    .selectFrom('identity.sessions as s')
    .innerJoin('identity.users as u', 'u.id', 's.user_id')
    .leftJoin('identity.staff as t', 't.person_id', 'u.id')
    .modifyFront(prepared('identity.session'))
    .select([
      's.id as session_id',
      's.created_at',
      's.proven_at',
      's.device_since',
      'u.id',
      'u.name',
      'u.email',
      'u.two_factor_enabled',
      't.roles',
    ])
    .where('s.token', '=', token)
    .where('s.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return guestSession;
  const all = rolesOf(row.roles);
  const isStaff = all.some(isStaffRole);
  if (isStaff && now.getTime() - row.created_at.getTime() > staffHoursMax * 3_600_000) return guestSession;
  const needsTwoFactor = isStaff && row.two_factor_enabled !== true;
  const roles: readonly Role[] = needsTwoFactor ? all.filter((role) => !isStaffRole(role)) : all;
  return {
    actor: {
      kind: 'person',
      id: row.id,
      name: row.name,
      email: row.email,
      roles,
      session: {
        sessionId: row.session_id,
        since: row.created_at,
        provenAt: row.proven_at ?? row.created_at,
        deviceSince: row.device_since ?? row.created_at,
      },
    },
    sessionId: row.session_id,
    needsTwoFactor,
  };
}

/** Signs a person out everywhere, but for the session that stays. */
export async function endSessions(db: Database, personId: string, stays?: string): Promise<void> {
  await db
    .deleteFrom('identity.sessions')
    .where('user_id', '=', personId)
    .$if(stays !== undefined, (rest) => rest.where('id', '<>', stays ?? ''))
    .execute();
}
