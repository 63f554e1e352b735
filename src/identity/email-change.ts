import { randomInt } from 'node:crypto';
import { sha256 } from '../platform/crypto.ts';
import type { Database } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { plainCode } from './sign-in.ts';

/** How long the old address stays in force after the new one was confirmed, in hours: time to stop what one did not ask for. */
export const emailCoolingHours = 24;

/** Twelve digits: too many to guess while it works, so that no wrong one need be counted. */
export function newEmailCode(): string {
  return Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join(' ');
}

export function emailCodeHash(personId: string, code: string): Buffer {
  return sha256(`email change ${personId} ${plainCode(code)}`);
}

/** An address on its way: the code is awaited where `effectiveAt` is null. */
export interface EmailChange {
  readonly email: string;
  readonly askedAt: Date;
  readonly effectiveAt: Date | null;
}

export async function findEmailChange(db: Database, personId: string): Promise<EmailChange | null> {
  const row = await db
    .selectFrom('identity.email_changes')
    .select(['email', 'asked_at', 'effective_at'])
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : { email: row.email, askedAt: row.asked_at, effectiveAt: row.effective_at };
}
