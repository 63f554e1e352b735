import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Config } from '../platform/config.ts';
import { deriveKey, equalBytes, hmac } from '../platform/crypto.ts';
import type { Tx } from '../platform/db.ts';

/** How long a code that confirms an address works, in hours: people read mail once a day. */
const codeHoursMax = 48;

/** Wrong codes before a new one is needed: one in 200,000 guesses right. */
export const codeAttemptsMax = 5;

/** Codes for one case, so that nobody's mailbox is flooded. */
export const codesMax = 5;

/** Codes for one address in a day, whichever cases name it: anybody may open a case in anybody's name. */
const codesADayMax = 10;

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

/** Whether an address has had all the codes of a day; no more are sent to it, whoever asks. */
export async function hasAllCodes(
  { tx, now }: { readonly tx: Tx; readonly now: Date },
  email: string,
): Promise<boolean> {
  const yesterday = new Date(now.getTime() - 86_400_000);
  const { rows } = await sql<{ sent: number }>`
    select coalesce(sum(codes_sent), 0)::int as sent from (
      select v.codes_sent from complaints.cases c join complaints.verifications v on v.shard = c.shard and v.case_id = c.id
      where c.email = ${email} and c.opened_at > ${yesterday} order by c.id desc limit ${codesADayMax}) latest`.execute(
    tx,
  );
  return (rows[0]?.sent ?? 0) >= codesADayMax;
}
