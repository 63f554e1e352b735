import { sha256, newToken } from '../platform/crypto.ts';
import { sql } from 'kysely';
import type { Role } from '../platform/actor.ts';
import type { Database, Tx } from '../platform/db.ts';
import { newId } from '../platform/id.ts';
import { identityProblem } from './problems.ts';
import { rolesOf } from './people.ts';

const dayLength = 86_400_000;

export interface Invitation {
  readonly id: string;
  /** Null on the link of the first admin, who names the address himself. */
  readonly email: string | null;
  readonly roles: readonly Role[];
}

interface NewInvitation {
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly invitedBy: string | null;
  readonly now: Date;
  readonly days: number;
}

/** Makes an invitation and returns its token, which is not kept; an open one for the same address is replaced. */
export async function putInvitation(tx: Tx, { email, roles, invitedBy, now, days }: NewInvitation): Promise<string> {
  await tx
    .deleteFrom('identity.invitations')
    .where('accepted_at', 'is', null)
    .where('email', email === null ? 'is' : '=', email)
    .execute();
  const token = newToken();
  const expires = new Date(now.getTime() + days * dayLength);
  await tx
    .insertInto('identity.invitations')
    .values({
      id: newId(0),
      token_hash: sha256(token),
      email,
      roles: [...roles],
      invited_by: invitedBy,
      created_at: now,
      expires_at: expires,
    })
    .execute();
  return token;
}

/** The open invitation of a token; throws `identity.invitation-over` where it was used, replaced or has expired. */
export async function openInvitation(db: Database, token: string, now: Date): Promise<Invitation> {
  const row = await db
    .selectFrom('identity.invitations')
    .select(['id', 'email', 'roles'])
    .where('token_hash', '=', sha256(token))
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined || (row.email === null && (await hasAdmin(db)))) throw identityProblem('invitation-over');
  return { id: row.id, email: row.email, roles: rolesOf(row.roles) };
}

/** Takes an open invitation for good; of two that try at once, one throws `identity.invitation-over`. */
export async function takeInvitation(tx: Tx, token: string, personId: string, now: Date): Promise<void> {
  await lockStaff(tx);
  const { id } = await openInvitation(tx, token, now);
  await tx
    .updateTable('identity.invitations')
    .set({ accepted_at: now, accepted_by: personId })
    .where('id', '=', id)
    .execute();
}

export async function hasAdmin(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('identity.staff')
    .select('person_id')
    .where(sql<boolean>`'admin' = any(roles)`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One at a time may change who is on the staff, so that "is there an admin" stays true until commit. */
export async function lockStaff(tx: Tx): Promise<void> {
  await sql`lock table identity.staff in share row exclusive mode`.execute(tx);
}
