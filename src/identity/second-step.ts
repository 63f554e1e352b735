import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { assert } from '../platform/assert.ts';
import { platformProblem } from '../platform/problems.ts';
import type { Visitor } from './call-auth.ts';
import { requireGoodPassword } from './password.ts';
import { identityProblem } from './problems.ts';
import type { Session } from './session.ts';
import { forVisitor, plainCode } from './sign-in.ts';
import type { Step, Tools } from './sign-in.ts';
import { isStaffRole } from './contract.ts';
import { countTry, forgiveTries, passwordTries } from './tries.ts';
import { rolesOf } from './people.ts';

/** What an authenticator app needs: the key URI (`otpauth://totp/…`), and codes for the day it is lost. */
export interface SecondStepKey {
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

/** The signed-in person, and how he asks. */
export interface SignedIn {
  readonly visitor: Visitor;
  readonly session: Session;
}

const key = Compile(Type.Object({ totpURI: Type.String(), backupCodes: Type.Array(Type.String()) }));

/** Makes a key for an authenticator app; it counts only after `confirmSecondStep`. */
export async function startSecondStep(
  tools: Tools,
  { visitor, session }: SignedIn,
  password: string,
): Promise<SecondStepKey> {
  const { body } = await withPassword(tools, session, () =>
    tools.callAuth('/two-factor/enable', visitor, { password }),
  );
  assert(key.Check(body), 'the sign-in library gives a key and codes');
  return { uri: body.totpURI, recoveryCodes: body.backupCodes };
}

/** Turns the second step on with a first code from the app, and signs every other device out: those never showed one. */
export async function confirmSecondStep(tools: Tools, { visitor, session }: SignedIn, typed: string): Promise<Step> {
  const person = personOf(session);
  const { cookies } = await tools.callAuth('/two-factor/verify-totp', visitor, { code: plainCode(typed) });
  const newest = tools.db
    .selectFrom('identity.sessions')
    .select('id')
    .where('user_id', '=', person.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  await tools.db
    .deleteFrom('identity.sessions')
    .where('user_id', '=', person.id)
    .where('id', 'not in', newest)
    .execute();
  await tools.door.call(
    'identity.report-change',
    { personId: person.id, change: 'two-factor-on' },
    forVisitor(visitor),
  );
  return { cookies, next: (await isOnStaff(tools, person.id)) ? 'desk' : 'home' };
}

/** Turns the second step off; staff may not. */
export async function stopSecondStep(tools: Tools, { visitor, session }: SignedIn, password: string): Promise<Step> {
  const person = personOf(session);
  if (await isOnStaff(tools, person.id)) throw identityProblem('two-factor-required');
  const { cookies } = await withPassword(tools, session, () =>
    tools.callAuth('/two-factor/disable', visitor, { password }),
  );
  await tools.door.call(
    'identity.report-change',
    { personId: person.id, change: 'two-factor-off' },
    forVisitor(visitor),
  );
  return { cookies, next: 'home' };
}

/** Changes the password, and signs every other device out. */
export async function changePassword(
  tools: Tools,
  { visitor, session }: SignedIn,
  given: { readonly current: string; readonly password: string },
): Promise<Step> {
  const person = personOf(session);
  await requireGoodPassword(given.password, { email: person.email, name: person.name });
  const change = { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true };
  const { cookies } = await withPassword(tools, session, () => tools.callAuth('/change-password', visitor, change));
  await tools.door.call(
    'identity.report-change',
    { personId: person.id, change: 'password-changed' },
    forVisitor(visitor),
  );
  return { cookies, next: 'home' };
}

/** A password asked for again is guarded like the first one: a stolen session must not become a place to guess it. */
async function withPassword<Result>(
  { db, clock }: Tools,
  session: Session,
  run: () => Promise<Result>,
): Promise<Result> {
  const tried = `password ${personOf(session).email}`;
  await countTry(db, tried, passwordTries, clock.now());
  const result = await run();
  await forgiveTries(db, tried);
  return result;
}

function personOf({ actor }: Session) {
  if (actor.kind !== 'person') throw platformProblem('not-signed-in');
  return actor;
}

async function isOnStaff({ db }: Tools, personId: string): Promise<boolean> {
  const staff = await db
    .selectFrom('identity.staff')
    .select('roles')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return staff !== undefined && rolesOf(staff.roles).some(isStaffRole);
}
