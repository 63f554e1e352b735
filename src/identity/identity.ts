import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import { systemCaller } from '../platform/door.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
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
import type { Session } from './session.ts';
import { enterSecondStep, joinStaff, register, sendRegistrationCode, signIn, signOut } from './sign-in.ts';
import type { Registration, Step, Tools } from './sign-in.ts';

export { forgetExpired } from './forget-expired.ts';
export { personRegistered } from './events.ts';
export type { PersonRegistered } from './events.ts';
export { identityOperations } from './operations.ts';
export type { IdentityOperation } from './operations.ts';
export { findByEmail, findByHandle, personById } from './people.ts';
export type { Person } from './people.ts';
export { normalizeEmail } from './email.ts';
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
  const sessionOf = createSessionReader({
    db,
    clock,
    cookieName: authCookies.sessionToken.name,
    secret: authSecret(config),
  });
  const signedIn = async (visitor: Visitor): Promise<SignedIn> => ({
    visitor,
    session: await sessionOf(visitor.headers),
  });
  return {
    handleAuth: (request, address) => handlePasskey(auth.handler, request, address),
    actorOf: async (headers) => (await sessionOf(headers)).actor,
    sessionOf,
    sendRegistrationCode: (visitor, email) => sendRegistrationCode(tools, visitor, email),
    register: (visitor, given) => register(tools, visitor, given),
    signIn: (visitor, given) => signIn(tools, visitor, given),
    enterSecondStep: (visitor, code) => enterSecondStep(tools, visitor, code),
    signOut: (visitor) => signOut(tools, visitor),
    startRecovery: (visitor, email) => startRecovery(tools, visitor, email),
    finishRecovery: (visitor, given) => finishRecovery(tools, visitor, given),
    joinStaff: (visitor, given) => joinStaff(tools, visitor, given),
    startSecondStep: async (visitor, password) => startSecondStep(tools, await signedIn(visitor), password),
    confirmSecondStep: async (visitor, code) => confirmSecondStep(tools, await signedIn(visitor), code),
    stopSecondStep: async (visitor, password) => stopSecondStep(tools, await signedIn(visitor), password),
    changePassword: async (visitor, given) => changePassword(tools, await signedIn(visitor), given),
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
): Promise<Response> {
  if (!passkeyPaths.has(new URL(request.url).pathname)) throw platformProblem('unknown-operation');
  const headers = new Headers(request.headers);
  headers.set(addressHeader, address);
  return handle(new Request(request, { headers }));
}
