import type { App } from '../src/app.ts';
import type { Actor, Role } from '../src/platform/actor.ts';
import type { Caller } from '../src/platform/door.ts';
import type { Step, Visitor } from '../src/identity/identity.ts';
import type { Persona } from './people.ts';
import { totp } from './totp.ts';
import { codeIn, newestMailTo } from './mailbox.ts';

/** Somebody who registered through the product's own steps, with the browser that he is signed in with. */
export interface Resident {
  readonly persona: Persona;
  readonly password: string;
  readonly actor: Actor;
  readonly caller: Caller;
  /** The `Cookie` header of his browser. */
  readonly cookie: string;
  /** Staff: the `otpauth://` address of the second step. */
  readonly secondStep: string | undefined;
}

/** One password for all; it is in no list of common ones. */
export const residentPassword = 'harbour-lantern-42';

/** A browser that keeps its cookies. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly persona: Persona;

  constructor(persona: Persona) {
    this.persona = persona;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Each has its own address, so that the limits on strangers do not stop them from moving in together. */
  visitor(): Visitor {
    const headers = new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0', ...(this.cookies.size > 0 ? { cookie: this.cookie } : {}) });
    const address = `198.51.100.${[...this.persona.email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 250, 7)}`;
    return { headers, address, locale: this.persona.locale, requestId: 'resident' };
  }

  take({ cookies }: Step): void {
    for (const cookie of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
  }
}

/** Registers a customer with the code from the mail, and gives him his handle. */
export async function moveIn(app: App, persona: Persona): Promise<Resident> {
  const browser = new Browser(persona);
  await app.identity.sendRegistrationCode(browser.visitor(), persona.email);
  const code = codeIn(await newestMailTo(app.db, persona.email));
  browser.take(await app.identity.register(browser.visitor(), { email: persona.email, code, name: persona.name, password: residentPassword }));
  const resident = await residentOf(app, browser, undefined);
  await app.door.call('identity.set-handle', { handle: persona.handle }, resident.caller);
  return resident;
}

/** Takes somebody on as staff, second step included: invited by an administrator, or by the one-time link of the first start. */
export async function takeOn(app: App, persona: Persona, admin?: Resident): Promise<Resident> {
  const browser = new Browser(persona);
  const staffRoles = persona.roles.filter((role): role is Exclude<Role, 'customer'> => role !== 'customer');
  const link = admin === undefined ? await app.identity.createAdminLink() : await invite(app, persona, staffRoles, admin);
  const token = new URL(link ?? '').searchParams.get('token') ?? '';
  browser.take(await app.identity.joinStaff(browser.visitor(), { token, email: persona.email, name: persona.name, password: residentPassword }));
  const { uri } = await app.identity.startSecondStep(browser.visitor(), residentPassword);
  browser.take(await app.identity.confirmSecondStep(browser.visitor(), totp(uri)));
  return residentOf(app, browser, uri);
}

async function invite(app: App, { email }: Persona, roles: Exclude<Role, 'customer'>[], admin: Resident): Promise<string> {
  await app.door.call('identity.invite-staff', { email, roles }, admin.caller);
  const mail = await newestMailTo(app.db, email);
  return /https?:\/\/\S+token=\S+/.exec(mail.text)?.[0] ?? '';
}

async function residentOf(app: App, browser: Browser, secondStep: string | undefined): Promise<Resident> {
  const { persona, cookie } = browser;
  const actor = await app.identity.actorOf(browser.visitor().headers);
  return { persona, password: residentPassword, actor, caller: { actor, locale: persona.locale, requestId: 'resident' }, cookie, secondStep };
}
