import { randomInt } from 'node:crypto';
import { assert } from '../platform/assert.ts';
import { roles as allRoles } from '../platform/actor.ts';
import type { Role } from '../platform/actor.ts';
import type { Ctx } from '../platform/command.ts';
import type { Database, Tx } from '../platform/db.ts';
import { emit } from '../platform/event.ts';
import { newId, shardOf } from '../platform/id.ts';
import { locales } from '../platform/localized.ts';
import type { Locale } from '../platform/localized.ts';
import { normalizeEmail } from './email.ts';
import { personRegistered } from './events.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly handle: string | null;
  readonly locale: Locale;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
}

export async function personById(db: Database, id: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('identity.people as p')
    .leftJoin('identity.staff as s', 's.person_id', 'p.id')
    .select(['p.id', 'p.display_name', 'p.email', 'p.handle', 'p.locale', 'p.created_at', 's.roles'])
    .where('p.shard', '=', shardOf(id))
    .where('p.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.display_name,
      email: row.email,
      handle: row.handle,
      locale: parseLocale(row.locale),
      roles: rolesOf(row.roles),
      createdAt: row.created_at,
    }
  );
}

/** Finds by an address in any spelling; undefined where nobody has it. */
export async function findByEmail(db: Database, typed: string): Promise<Person | undefined> {
  const email = normalizeEmail(typed);
  if (email === undefined) return undefined;
  const claim = await db
    .selectFrom('identity.email_claims')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirst();
  return claim && personById(db, claim.person_id);
}

/** Finds by a handle, present or former, with or without a leading @; undefined where nobody ever had it. */
export async function findByHandle(db: Database, typed: string): Promise<Person | undefined> {
  const handle = typed.normalize('NFKC').trim().toLowerCase().replace(/^@/, '');
  const claim = await db
    .selectFrom('identity.handle_claims')
    .select('person_id')
    .where('handle', '=', handle)
    .executeTakeFirst();
  return claim && personById(db, claim.person_id);
}

export interface NewPerson {
  readonly id: string;
  /** Normalized. */
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
}

/** Makes a person who can sign in, and tells the slices above. Returns false, and writes nothing, where the address is claimed. */
export async function addPerson(ctx: Ctx, person: NewPerson): Promise<boolean> {
  const { tx, now } = ctx;
  const shard = shardOf(person.id);
  const claimed = await tx
    .insertInto('identity.email_claims')
    .values({ email: person.email, shard, person_id: person.id })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('email')
    .executeTakeFirst();
  if (claimed === undefined) return false;
  await tx
    .insertInto('identity.people')
    .values({
      shard,
      id: person.id,
      display_name: person.name,
      email: person.email,
      locale: person.locale,
      created_at: now,
    })
    .execute();
  await tx
    .insertInto('identity.users')
    .values({
      id: person.id,
      name: person.name,
      email: person.email,
      email_verified: true,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: person.name, updated_at: now }))
    .execute();
  await tx
    .insertInto('identity.credentials')
    .values({
      id: newId(0),
      account_id: person.id,
      provider_id: 'credential',
      user_id: person.id,
      password: person.passwordHash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'provider_id']).doUpdateSet({ password: person.passwordHash, updated_at: now }),
    )
    .execute();
  if (person.roles.some((role) => role !== 'customer')) {
    await tx
      .insertInto('identity.staff')
      .values({ person_id: person.id, roles: [...person.roles], joined_at: now })
      .execute();
  }
  ctx.about(`person:${person.id}`);
  await emit(ctx, personRegistered, { personId: person.id, roles: person.roles });
  return true;
}

/** The id that a person with this address gets: that of a registration which was cut short, or a new one in a shard drawn by lot. */
export async function idForEmail(tx: Tx, email: string, shards: number): Promise<string> {
  const user = await tx.selectFrom('identity.users').select('id').where('email', '=', email).executeTakeFirst();
  return user?.id ?? newId(randomInt(shards));
}

/** The roles of a row of staff; whoever has none there is a customer. */
export function rolesOf(staffRoles: readonly string[] | null): readonly Role[] {
  return staffRoles === null ? ['customer'] : allRoles.filter((role) => staffRoles.includes(role));
}

function parseLocale(text: string): Locale {
  const locale = locales.find((known) => known === text);
  assert(locale !== undefined, 'a person has a locale that we ship');
  return locale;
}
