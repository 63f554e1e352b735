import { randomInt } from 'node:crypto';
import type { Config } from '../platform/config.ts';
import { deriveKey, equalBytes, hmac } from '../platform/crypto.ts';

/** How long a code that confirms an address works, in hours: people read mail once a day. */
const codeHoursMax = 48;

/** Wrong codes before a new one is needed: one in 200,000 guesses right. */
export const codeAttemptsMax = 5;

/** Codes for one case, so that nobody's mailbox is flooded. */
export const codesMax = 5;

export interface ConfirmationCode {
  /** Six digits, for the mail. */
  readonly code: string;
  readonly expiresAt: Date;
}

export function newCode(now: Date): ConfirmationCode {
  return {
    code: String(randomInt(1_000_000)).padStart(6, '0'),
    expiresAt: new Date(now.getTime() + codeHoursMax * 3_600_000),
  };
}

/** Under which a code is kept: keyed, since six digits are soon tried. */
export function codeHash({ masterKey }: Pick<Config, 'masterKey'>, caseId: string, code: string): Buffer {
  return hmac(deriveKey(masterKey, 'case-code'), `${caseId} ${code}`);
}

export function isCode(config: Pick<Config, 'masterKey'>, caseId: string, typed: string, hash: Buffer): boolean {
  const digits = typed.normalize('NFKC').replace(/\D/g, '');
  return equalBytes(codeHash(config, caseId, digits), hash);
}
