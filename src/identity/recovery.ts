import type { Visitor } from './call-auth.ts';
import { parseEmail } from './email.ts';
import { requireGoodPassword } from './password.ts';
import { findByEmail } from './people.ts';
import { forVisitor, plainCode, signIn } from './sign-in.ts';
import type { Step, Tools } from './sign-in.ts';
import { codeMails, countTry, forgiveTries } from './tries.ts';

/** Mails a recovery code, or to an unknown address that there is no account; the answer and the work are the same. */
export async function startRecovery(
  { db, clock, door, callAuth }: Tools,
  visitor: Visitor,
  typed: string,
): Promise<void> {
  const email = parseEmail(typed);
  await countTry(db, `code ${email}`, codeMails, clock.now());
  const isKnown = (await findByEmail(db, email)) !== undefined;
  await callAuth('/email-otp/request-password-reset', visitor, { email });
  if (!isKnown) await door.call('identity.mail-code', { email, code: '', purpose: 'recover' }, forVisitor(visitor));
}

export interface Recovery {
  readonly email: string;
  readonly code: string;
  readonly password: string;
}

/** Sets a new password with the mailed code, signs every device out, and signs this one in (a second step stays required). */
export async function finishRecovery(tools: Tools, visitor: Visitor, given: Recovery): Promise<Step> {
  const email = parseEmail(given.email);
  await requireGoodPassword(given.password, { email });
  await tools.callAuth('/email-otp/reset-password', visitor, {
    email,
    otp: plainCode(given.code),
    password: given.password,
  });
  await forgiveTries(tools.db, `password ${email}`);
  return signIn(tools, visitor, { email, password: given.password });
}
