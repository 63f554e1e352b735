import { fieldProblem } from './problems.ts';

const emailLengthMax = 254;

/** Addresses that every mail system delivers to: a dot-atom and a domain name of two labels or more (RFC 5321 §4.1.2), ASCII. */
const pattern =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A typed address in the one form in which it is claimed and compared: NFKC (full-width forms), no spaces around, lower case; undefined if it is none. */
export function normalizeEmail(typed: string): string | undefined {
  const email = typed.normalize('NFKC').trim().toLowerCase();
  return email.length <= emailLengthMax && email.indexOf('@') <= 64 && pattern.test(email) ? email : undefined;
}

/** Like `normalizeEmail`; throws `identity.email-invalid`. */
export function parseEmail(typed: string): string {
  const email = normalizeEmail(typed);
  if (email !== undefined) return email;
  throw fieldProblem('email-invalid', '/email');
}
