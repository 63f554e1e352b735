import { newToken, sha256 } from '../platform/crypto.ts';
import type { Visitor } from './call-auth.ts';
import { describeDevice } from './device.ts';
import { readSessionToken } from './session-cookie.ts';
import { forVisitor } from './sign-in.ts';
import type { Tools } from './sign-in.ts';

/**
 * A device is a browser as we meet it again: a random cookie that outlives sessions, with the browser's name and
 * system, so that a stolen cookie alone does not pass for it elsewhere. Whoever clears his cookies comes as new.
 */
const deviceCookie = 'recourse.device';

/** As long as browsers keep a cookie at the most (RFC 6265bis §5.5). */
export const deviceDays = 400;

export interface SessionCookie {
  readonly name: string;
  readonly secret: string;
}

/** Remembers the device of whoever a step has just signed in, and adds the cookie by which it is known again. */
export async function rememberDevice(
  { config, db, door }: Tools,
  { name, secret }: SessionCookie,
  visitor: Visitor,
  cookies: readonly string[],
): Promise<readonly string[]> {
  const token = cookies
    .map((cookie) => readSessionToken(cookie.split(';')[0] ?? '', name, secret))
    .find((found) => found !== undefined);
  if (token === undefined) return cookies;
  const session = await db
    .selectFrom('identity.sessions')
    .select(['id', 'user_id'])
    .where('token', '=', token)
    .executeTakeFirst();
  if (session === undefined) return cookies;
  const known = readDeviceCookie(visitor.headers.get('cookie'));
  const secretOfDevice = known ?? newToken();
  const device = describeDevice(visitor.headers.get('user-agent') ?? '');
  const key = sha256(`${secretOfDevice} ${device.browser} ${device.system}`).toString('hex');
  await door.call(
    'identity.record-sign-in',
    { personId: session.user_id, sessionId: session.id, key, ...device, address: visitor.address },
    forVisitor(visitor),
  );
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  return [
    ...cookies,
    `${deviceCookie}=${secretOfDevice}; Path=/; Max-Age=${deviceDays * 86_400}; HttpOnly; SameSite=Lax${secure}`,
  ];
}

function readDeviceCookie(header: string | null): string | undefined {
  return /(?:^|;\s*)recourse\.device=([\w-]{27})(?:;|$)/.exec(header ?? '')?.[1];
}
