import { redirect } from 'react-router';
import type { Next, Step } from '../src/identity/identity.ts';
import type { WebDoor } from './door.ts';
import { paths, safeReturn } from './paths.ts';
import { cookie } from './route.ts';

const places: Readonly<Record<Next, (back: string | undefined) => string>> = {
  home: (back) => safeReturn(back, paths.wallet()),
  desk: (back) => safeReturn(back, paths.desk()),
  'second-step': (back) => paths.secondStep(back),
  'set-up-second-step': (back) => paths.setUpSecondStep(back),
  'sign-in': () => paths.home(),
};

/** Sets the cookies of a step of signing in and goes where it leads; `back` is where somebody was before he had to sign in. */
export function goOn({ cookies, next }: Step, back?: string): Response {
  return redirectWith(places[next](back), cookies);
}

export function redirectWith(path: string, cookies: readonly string[]): Response {
  const headers = new Headers();
  for (const one of cookies) headers.append('set-cookie', one);
  return redirect(path, { headers });
}

/** Where somebody who is signed in goes on; undefined for everybody else. */
export async function placeOf(door: WebDoor, back?: string): Promise<string | undefined> {
  const { actor, needsTwoFactor } = await door.identity.sessionOf(door.visitor.headers);
  if (actor.kind !== 'person') return undefined;
  if (needsTwoFactor) return places['set-up-second-step'](back);
  return places[actor.roles.includes('customer') ? 'home' : 'desk'](back);
}

const askedCookie = 'asked-email';

/** How long the page for the code knows the address, in seconds: a little longer than the code works. */
const askedSeconds = 1800;

/** Keeps the address to which a code was mailed in a cookie: an address in a link would end up in histories and logs. */
export function rememberEmail(email: string, door: WebDoor): string {
  const secure = door.site.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${askedCookie}=${encodeURIComponent(email)}; Path=/; Max-Age=${askedSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

export const forgetEmail = `${askedCookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;

export function askedEmail(request: Request): string | undefined {
  const value = cookie(request, askedCookie);
  try {
    return value === undefined || value === '' ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
