import { hashPassword } from 'better-auth/crypto';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { assert } from '../platform/assert.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import type { Caller, Door } from '../platform/door.ts';
import type { CallAuth, Visitor } from './call-auth.ts';
import { parseEmail } from './email.ts';
import type { IdentityOperation } from './operations.ts';
import { requireGoodPassword } from './password.ts';
import { findByEmail, rolesOf } from './people.ts';
import { parseName } from './person-name.ts';
import { isStaffRole } from './contract.ts';
import { codeMails, countTry, forgiveTries, passwordTries } from './tries.ts';

/** Where the person goes on. */
export type Next = 'home' | 'desk' | 'second-step' | 'set-up-second-step' | 'sign-in';

/** What a step of signing in leaves in the browser, and where it leads. */
export interface Step {
  readonly cookies: readonly string[];
  readonly next: Next;
}

export interface Tools {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly door: Door<IdentityOperation>;
  readonly callAuth: CallAuth;
}

export interface Registration {
  readonly email: string;
  readonly code: string;
  readonly name: string;
  readonly password: string;
}

const secondStepAsked = Compile(Type.Object({ twoFactorRedirect: Type.Literal(true) }));
const signedIn = Compile(Type.Object({ user: Type.Object({ email: Type.String() }) }));

/** The slice's own work for a visitor who is nobody yet. */
export function forVisitor({ locale, requestId }: Visitor): Caller {
  return { actor: { kind: 'system', name: 'sign-in' }, locale, requestId };
}

/** Mails a code to a new address, or tells a known one that it has an account; the answer is the same. */
export async function sendRegistrationCode(
  { db, clock, callAuth }: Tools,
  visitor: Visitor,
  typed: string,
): Promise<void> {
  const email = parseEmail(typed);
  await countTry(db, `code ${email}`, codeMails, clock.now());
  await callAuth('/email-otp/send-verification-otp', visitor, { email, type: 'sign-in' });
}

/** Checks the code, makes the person and signs him in. Name and password are judged first, so that a poor one does not use the code up. */
export async function register({ db, door, callAuth }: Tools, visitor: Visitor, given: Registration): Promise<Step> {
  const email = parseEmail(given.email);
  const name = parseName(given.name);
  await requireGoodPassword(given.password, { email, name });
  const passwordHash = await hashPassword(given.password);
  // The library would sign a known address in by code; here a code only opens accounts, and the refusal is a wrong code's.
  const isKnown = (await findByEmail(db, email)) !== undefined;
  const { cookies } = await callAuth('/sign-in/email-otp', visitor, {
    email,
    otp: isKnown ? 'refused' : plainCode(given.code),
    name,
  });
  const user = await db.selectFrom('identity.users').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  await door.call('identity.register-person', { userId: user.id, email, name, passwordHash }, forVisitor(visitor));
  return { cookies, next: 'home' };
}

/** Signs in by password; where a second step is set up, that comes next and nobody is signed in yet. */
export async function signIn(
  tools: Tools,
  visitor: Visitor,
  given: { readonly email: string; readonly password: string },
): Promise<Step> {
  const email = parseEmail(given.email);
  const key = `password ${email}`;
  await countTry(tools.db, key, passwordTries, tools.clock.now());
  const answer = await tools.callAuth('/sign-in/email', visitor, { email, password: given.password });
  await forgiveTries(tools.db, key);
  if (secondStepAsked.Check(answer.body)) return { cookies: answer.cookies, next: 'second-step' };
  return { cookies: answer.cookies, next: await nextFor(tools.db, email) };
}

/** Where somebody goes who has just shown his password and needs no more. */
async function nextFor(db: Database, email: string): Promise<Next> {
  const user = await db
    .selectFrom('identity.users as u')
    .innerJoin('identity.staff as s', 's.person_id', 'u.id')
    .select(['u.two_factor_enabled', 's.roles'])
    .where('u.email', '=', email)
    .executeTakeFirst();
  if (user === undefined || !rolesOf(user.roles).some(isStaffRole)) return 'home';
  return user.two_factor_enabled === true ? 'desk' : 'set-up-second-step';
}

/** Finishes a sign-in with a code of the authenticator app, or with one of the recovery codes. */
export async function enterSecondStep(tools: Tools, visitor: Visitor, typed: string): Promise<Step> {
  const code = plainCode(typed);
  const { cookies, body } = /^\d{6}$/.test(code)
    ? await tools.callAuth('/two-factor/verify-totp', visitor, { code })
    : await tools.callAuth('/two-factor/verify-backup-code', visitor, { code: recoveryCode(code) });
  assert(signedIn.Check(body), 'the sign-in library names whom it signed in');
  return { cookies, next: await nextFor(tools.db, body.user.email) };
}

export async function signOut({ callAuth }: Tools, visitor: Visitor): Promise<Step> {
  const { cookies } = await callAuth('/sign-out', visitor, {});
  return { cookies, next: 'sign-in' };
}

/** Makes a new member of staff of whoever holds an invitation, and signs him in; the second step is set up next. */
export async function joinStaff(
  tools: Tools,
  visitor: Visitor,
  given: Omit<Registration, 'code'> & { readonly token: string },
): Promise<Step> {
  await requireGoodPassword(given.password, { email: given.email, name: given.name });
  const passwordHash = await hashPassword(given.password);
  const { email } = await tools.door.call(
    'identity.join-staff',
    { token: given.token, email: given.email, name: given.name, passwordHash },
    forVisitor(visitor),
  );
  return signIn(tools, visitor, { email, password: given.password });
}

/** A recovery code in the form in which it was made, however it was copied. */
function recoveryCode(plain: string): string {
  return `${plain.slice(0, 5)}-${plain.slice(5)}`.toLowerCase();
}

/** Digits as somebody types them: spaces fall away, full-width digits become plain. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '');
}
