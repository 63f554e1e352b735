import { sql } from 'kysely';
import { isStaff } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Database } from '../platform/db.ts';
import { isId, shardOf } from '../platform/id.ts';
import { providerAccounts } from './contract.ts';
import type { Party } from './contract.ts';
import { maskName } from './masked-name.ts';

interface OwnerRow {
  readonly id: string;
  readonly owner: string;
}

interface PersonRow {
  readonly id: string;
  readonly display_name: string;
  readonly handle: string | null;
  readonly email: string;
}

function byShard(ids: Iterable<string>): [shard: number, ids: string[]][] {
  return [...Map.groupBy(new Set(ids), shardOf)];
}

async function readOwners(db: Database, accounts: Iterable<string>): Promise<Map<string, string>> {
  const found = await Promise.all(
    byShard(accounts).map(async ([shard, ids]) => {
      const { rows } =
        await sql<OwnerRow>`select id, owner from ledger.public_accounts where shard = ${shard} and id = any(${ids}::uuid[])`.execute(
          db,
        );
      return rows;
    }),
  );
  return new Map(found.flat().map(({ id, owner }) => [id, owner]));
}

async function readPeople(db: Database, people: Iterable<string>): Promise<Map<string, PersonRow>> {
  const found = await Promise.all(
    byShard(people).map(async ([shard, ids]) => {
      const { rows } = await sql<PersonRow>`
      select id, display_name, handle, email from identity.public_people where shard = ${shard} and id = any(${ids}::uuid[])`.execute(
        db,
      );
      return rows;
    }),
  );
  return new Map(found.flat().map((row) => [row.id, row]));
}

/** A person as another may see him: staff and he himself in full, everybody else by a masked name and the handle. */
function toParty({ id, display_name: name, handle, email }: PersonRow, viewer: Actor): Party {
  const whole = isStaff(viewer) || (viewer.kind === 'person' && viewer.id === id);
  return { kind: 'person', personId: id, name: whole ? name : maskName(name), handle, email: whole ? email : null };
}

/** Whose each account is, as the viewer may see it. */
export async function readParties(
  db: Database,
  accounts: Iterable<string>,
  viewer: Actor,
): Promise<Map<string, Party>> {
  const owners = await readOwners(db, accounts);
  const people = await readPeople(db, [...owners.values()].filter(isId));
  const parties = new Map<string, Party>();
  for (const [account, owner] of owners) {
    const person = people.get(owner);
    const provider = providerAccounts.find((name) => name === owner);
    assert(person !== undefined || provider !== undefined, 'an account belongs to a person or to the provider');
    if (person !== undefined) parties.set(account, toParty(person, viewer));
    else if (provider !== undefined) parties.set(account, { kind: 'provider', account: provider });
  }
  return parties;
}
