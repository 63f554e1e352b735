import type { App } from '../src/app.ts';
import type { Actor, Role } from '../src/platform/actor.ts';
import type { Caller } from '../src/platform/door.ts';
import { Browser, mailedCode, mailedToken, totpOf } from './browser.ts';
import type { Persona } from './people.ts';

/** Somebody who registered through the product's own steps, with the browser that he is signed in with. */
export interface Resident {
  readonly persona: Persona;
  readonly actor: Actor;
  readonly caller: Caller;
  readonly browser: Browser;
  /** Staff: the `otpauth://` address of the second step. */
  readonly secondStep: string | undefined;
}

/** One password for all; it is in no list of common ones. */
export const residentPassword = 'harbour-lantern-42';

/** Each has an address of his own, so that the limits on strangers do not stop them from moving in together. */
function openBrowser({ email, locale }: Persona): Browser {
  const number = [...email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 60_000, 7);
  return new Browser({ address: `198.18.${number >> 8}.${number & 255}`, locale });
}

/** Registers a customer with the code from the mail, and gives him his handle. */
export async function moveIn(app: App, persona: Persona): Promise<Resident> {
  const { email, name, handle } = persona;
  const browser = openBrowser(persona);
  await app.identity.sendRegistrationCode(browser.visitor, email);
  const code = await mailedCode(app.db, email);
  browser.follow(await app.identity.register(browser.visitor, { email, code, name, password: residentPassword }));
  const resident = await residentOf(app, persona, browser, undefined);
  await app.door.call('identity.set-handle', { handle }, resident.caller);
  return resident;
}

/** Takes somebody on as staff, second step included: invited by an administrator, or by the one-time link of the first start. */
export async function takeOn(app: App, persona: Persona, admin?: Resident): Promise<Resident> {
  const { email, name } = persona;
  const browser = openBrowser(persona);
  const token = admin === undefined ? tokenIn(await app.identity.createAdminLink()) : await invite(app, persona, admin);
  browser.follow(await app.identity.joinStaff(browser.visitor, { token, email, name, password: residentPassword }));
  const { uri } = await app.identity.startSecondStep(browser.visitor, residentPassword);
  browser.follow(await app.identity.confirmSecondStep(browser.visitor, await totpOf(uri)));
  return residentOf(app, persona, browser, uri);
}

function tokenIn(link: string | null): string {
  return new URL(link ?? '').searchParams.get('token') ?? '';
}

async function invite(app: App, { email, roles }: Persona, admin: Resident): Promise<string> {
  const staffRoles = roles.filter((role): role is Exclude<Role, 'customer'> => role !== 'customer');
  await app.door.call('identity.invite-staff', { email, roles: staffRoles }, admin.caller);
  return mailedToken(app.db, email);
}

async function residentOf(
  app: App,
  persona: Persona,
  browser: Browser,
  secondStep: string | undefined,
): Promise<Resident> {
  const actor = await app.identity.actorOf(browser.headers);
  return { persona, actor, caller: { actor, locale: persona.locale, requestId: 'resident' }, browser, secondStep };
}
