import { fieldProblem } from './problems.ts';

export const passwordLengthMin = 10;
/** Long passphrases are welcome; a limit keeps hashing affordable. */
export const passwordLengthMax = 128;

/** What somebody who knows the person would try first. */
export interface Personal {
  readonly email: string;
  readonly name?: string;
}

export type PasswordFault = 'password-too-short' | 'password-too-long' | 'password-common' | 'password-personal';

let common: ReadonlySet<string> | undefined;

/** Read at the first use: half a million characters that most processes never need. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  if (common !== undefined) return common;
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return (common = new Set(dictionary['passwords-common']));
}

/** Why a password is refused, or undefined (NIST SP 800-63B §3.1.1.2: length and a list, no rules of composition). */
export async function judgePassword(password: string, personal: Personal): Promise<PasswordFault | undefined> {
  const length = [...password].length;
  if (length < passwordLengthMin) return 'password-too-short';
  if (length > passwordLengthMax) return 'password-too-long';
  const list = await commonPasswords();
  const plain = password.normalize('NFKC').toLowerCase();
  // "Password123!" is "password" to those who guess: what is hung on at either end does not count.
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (list.has(plain) || list.has(core) || isRepeated(plain) || isRun(plain)) return 'password-common';
  const [local = ''] = personal.email.split('@');
  const name = (personal.name ?? '').toLowerCase().replace(/\s/gu, '');
  const bare = plain.replace(/\s/gu, '');
  if (bare === personal.email || core === local || (name !== '' && (bare === name || core === name)))
    return 'password-personal';
  return undefined;
}

/** Throws `identity.password-…` with what to do, pointing at `/password`. */
export async function requireGoodPassword(password: string, personal: Personal): Promise<void> {
  const fault = await judgePassword(password, personal);
  if (fault === undefined) return;
  throw fieldProblem(fault, '/password', { min: String(passwordLengthMin), max: String(passwordLengthMax) });
}

/** `aaaaaaaaaa`, `abcabcabcabc`: a piece of at most four characters, over and over. */
function isRepeated(text: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/u.test(text);
}

/** `abcdefghij`, `9876543210`: each character follows the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) === 1 && codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step);
}
