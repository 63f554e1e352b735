import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import { systemCaller } from '../platform/door.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import { chooseLocale } from '../platform/localized.ts';
import { platformProblem } from '../platform/problems.ts';
import { addressHeader, authPath, authSecret, createAuth } from './auth.ts';
import { createCallAuth } from './call-auth.ts';
import type { Visitor } from './call-auth.ts';
import type { IdentityOperation } from './operations.ts';
import { finishRecovery, startRecovery } from './recovery.ts';
import type { Recovery } from './recovery.ts';
import { changePassword, confirmSecondStep, startSecondStep, stopSecondStep } from './second-step.ts';
import type { SecondStepKey, SignedIn } from './second-step.ts';
import { createSessionReader } from './session.ts';
import { rememberDevice } from './sign-in-device.ts';
import type { SessionCookie } from './sign-in-device.ts';
import { proveAgain } from './step-up.ts';
import type { Proof } from './step-up.ts';
import type { Session } from './session.ts';
import { enterSecondStep, joinStaff, register, sendRegistrationCode, signIn, signOut } from './sign-in.ts';
import type { Registration, Step, Tools } from './sign-in.ts';

export { exportIdentity } from './export-identity.ts';
export { forgetExpired } from './forget-expired.ts';
export { personRegistered, securityChanged, signedInFromNewDevice } from './events.ts';
export type { PersonRegistered, SecurityChanged, SignedInFromNewDevice } from './events.ts';
export { identityOperations } from './operations.ts';
export type { IdentityOperation } from './operations.ts';
export { findByEmail, findByHandle, personById } from './people.ts';
export type { Person } from './people.ts';
export { normalizeEmail } from './email.ts';
export { lockLinkFor, readLockLink } from './lock-link.ts';
export { endSessions } from './session.ts';
export { lastSecurityChange } from './security-change.ts';
export { requireStepUp } from './step-up.ts';
export { setVerificationLevel, verificationLevelOf } from './verification-level.ts';
export type { Visitor } from './call-auth.ts';
export type { SecondStepKey } from './second-step.ts';
export type { Next, Step } from './sign-in.ts';

export interface IdentityOptions {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly door: Door<IdentityOperation>;
}

/** Signing in and what belongs to it, for pages that work without JavaScript; each step throws a `Problem`, or returns the cookies to set and where to go. */
export interface Identity {
  /** `/api/auth/*`: the four calls that a passkey needs from the browser, and nothing else of the library. */
  handleAuth(request: Request, address: string): Promise<Response>;
  actorOf(headers: Headers): Promise<Actor>;
  sessionOf(headers: Headers): Promise<Session>;

  sendRegistrationCode(visitor: Visitor, email: string): Promise<void>;
  register(visitor: Visitor, given: Registration): Promise<Step>;
  signIn(visitor: Visitor, given: { readonly email: string; readonly password: string }): Promise<Step>;
  enterSecondStep(visitor: Visitor, code: string): Promise<Step>;
  signOut(visitor: Visitor): Promise<Step>;
  startRecovery(visitor: Visitor, email: string): Promise<void>;
  finishRecovery(visitor: Visitor, given: Recovery): Promise<Step>;
  joinStaff(visitor: Visitor, given: Omit<Registration, 'code'> & { readonly token: string }): Promise<Step>;

  startSecondStep(visitor: Visitor, password: string): Promise<SecondStepKey>;
  confirmSecondStep(visitor: Visitor, code: string): Promise<Step>;
  stopSecondStep(visitor: Visitor, password: string): Promise<Step>;
  changePassword(visitor: Visitor, given: { readonly current: string; readonly password: string }): Promise<Step>;

  /** Shows once more who is signed in, as `requireStepUp` asks. */
  proveAgain(visitor: Visitor, proof: Proof): Promise<Step>;

  /** The one-time link that makes its holder administrator; null once there is one and no address is given. */
  createAdminLink(email?: string): Promise<string | null>;
}

export async function createIdentity({ config, db, clock, door }: IdentityOptions): Promise<Identity> {
  const hooks: Parameters<typeof createAuth>[0]['hooks'] = {
    mailCode: async (purpose, email, code, locale) => {
      await door.call('identity.mail-code', { purpose, email, code }, { ...systemCaller('sign-in', newId(0)), locale });
    },
    reportChange: async (personId, change) => {
      await door.call('identity.report-change', { personId, change }, systemCaller('sign-in', newId(0)));
    },
  };
  const auth = createAuth({ config, db, hooks });
  const { authCookies } = await auth.$context;
  const tools: Tools = { config, db, clock, door, callAuth: createCallAuth(auth, config) };
  const sessionCookie: SessionCookie = { name: authCookies.sessionToken.name, secret: authSecret(config) };
  const sessionOf = createSessionReader({ db, clock, cookieName: sessionCookie.name, secret: sessionCookie.secret });
  const signedIn = async (visitor: Visitor): Promise<SignedIn> => ({
    visitor,
    session: await sessionOf(visitor.headers),
  });
  const onDevice = async (visitor: Visitor, step: Promise<Step>): Promise<Step> => {
    const { cookies, next } = await step;
    return { cookies: await rememberDevice(tools, sessionCookie, visitor, cookies), next };
  };
  return {
    handleAuth: (request, address) =>
      handlePasskey(auth.handler, request, address, (visitor, cookies) =>
        rememberDevice(tools, sessionCookie, visitor, cookies),
      ),
    actorOf: async (headers) => (await sessionOf(headers)).actor,
    sessionOf,
    sendRegistrationCode: (visitor, email) => sendRegistrationCode(tools, visitor, email),
    register: (visitor, given) => onDevice(visitor, register(tools, visitor, given)),
    signIn: (visitor, given) => onDevice(visitor, signIn(tools, visitor, given)),
    enterSecondStep: (visitor, code) => onDevice(visitor, enterSecondStep(tools, visitor, code)),
    signOut: (visitor) => signOut(tools, visitor),
    startRecovery: (visitor, email) => startRecovery(tools, visitor, email),
    finishRecovery: (visitor, given) => onDevice(visitor, finishRecovery(tools, visitor, given)),
    joinStaff: (visitor, given) => onDevice(visitor, joinStaff(tools, visitor, given)),
    startSecondStep: async (visitor, password) => startSecondStep(tools, await signedIn(visitor), password),
    confirmSecondStep: async (visitor, code) =>
      onDevice(visitor, confirmSecondStep(tools, await signedIn(visitor), code)),
    stopSecondStep: async (visitor, password) =>
      onDevice(visitor, stopSecondStep(tools, await signedIn(visitor), password)),
    changePassword: async (visitor, given) => onDevice(visitor, changePassword(tools, await signedIn(visitor), given)),
    proveAgain: async (visitor, proof) => proveAgain(tools, await signedIn(visitor), proof),
    createAdminLink: async (email) => {
      const { link } = await door.call(
        'identity.create-admin-link',
        email === undefined ? {} : { email },
        systemCaller('operator', newId(0)),
      );
      return link;
    },
  };
}

/** What the browser itself must ask for; everything else goes through our pages, whose rules the library does not know. */
const passkeyPaths = new Set(
  ['generate-register-options', 'verify-registration', 'generate-authenticate-options', 'verify-authentication'].map(
    (name) => `${authPath}/passkey/${name}`,
  ),
);

async function handlePasskey(
  handle: (request: Request) => Promise<Response>,
  request: Request,
  address: string,
  remember: (visitor: Visitor, cookies: readonly string[]) => Promise<readonly string[]>,
): Promise<Response> {
  if (!passkeyPaths.has(new URL(request.url).pathname)) throw platformProblem('unknown-operation');
  const headers = new Headers(request.headers);
  headers.set(addressHeader, address);
  const response = await handle(new Request(request, { headers }));
  const locale = chooseLocale(headers.get('accept-language') ?? undefined);
  const given = response.headers.getSetCookie();
  const cookies = await remember({ headers, address, locale, requestId: newId(0) }, given);
  for (const cookie of cookies.slice(given.length)) response.headers.append('set-cookie', cookie);
  return response;
}
