import { sql } from 'kysely';
import { listEntries } from '../../ledger/ledger.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { walletAccountId } from '../account.ts';
import { linkToken } from '../link-token.ts';
import { maskName } from '../masked-name.ts';

/** Somebody whom a person pays. */
export interface Contact {
  readonly personId: string;
  /** As the person calls him; the masked name where he gave him none. */
  readonly name: string;
  readonly maskedName: string;
  readonly handle: string | null;
  /** Saved or named by the person himself, not only paid. */
  readonly saved: boolean;
  /** What a payment's `to` takes. */
  readonly to: string;
}

interface ContactRow {
  readonly contact_id: string;
  readonly name: string | null;
  readonly hidden: boolean;
}

interface PersonRow {
  readonly id: string;
  readonly display_name: string;
  readonly handle: string | null;
}

/** Entries of each account in which people are looked for who were paid. */
const entriesMax = 100;

/** A person's contacts: those that he saved, and those whom he paid lately, without those that he removed. */
export async function readContacts(ctx: Pick<QueryCtx, 'db' | 'config'>, personId: string): Promise<Contact[]> {
  const [{ rows }, paid] = await Promise.all([
    sql<ContactRow>`
      select contact_id, name, hidden from wallet.contacts where shard = ${shardOf(personId)} and person_id = ${personId}`.execute(
      ctx.db,
    ),
    readPaid(ctx, personId),
  ]);
  const kept = new Map(rows.map((row) => [row.contact_id, row]));
  const ids = [...new Set([...kept.keys(), ...paid])].filter((id) => kept.get(id)?.hidden !== true);
  const people = await readPeople(ctx.db, ids);
  return people
    .map(({ id, display_name: whole, handle }): Contact => {
      const maskedName = maskName(whole);
      const name = kept.get(id)?.name ?? maskedName;
      return { personId: id, name, maskedName, handle, saved: kept.has(id), to: payeeLink(ctx, id) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The path by which a payment names a person without telling anything of him. */
export function payeeLink({ config }: Pick<QueryCtx, 'config'>, personId: string): string {
  return `/to/${linkToken(config.masterKey, 'payee', personId)}`;
}

/** Whom a person paid in the latest entries of each of his accounts. */
async function readPaid({ db, config }: Pick<QueryCtx, 'db' | 'config'>, personId: string): Promise<Set<string>> {
  const entries = await Promise.all(
    config.assets.map(({ code }) =>
      listEntries(queryable(db), { account: walletAccountId(personId, code), limit: entriesMax }),
    ),
  );
  const accounts = entries
    .flat()
    .filter(({ purpose, amount }) => purpose === 'payment' && amount < 0n)
    .map(({ other }) => other);
  const owners = await Promise.all(
    [...Map.groupBy(new Set(accounts), shardOf)].map(async ([shard, ids]) => {
      const { rows } = await sql<{ owner: string }>`
        select owner from ledger.public_accounts where shard = ${shard} and id = any(${ids}::uuid[])`.execute(db);
      return rows.map(({ owner }) => owner);
    }),
  );
  return new Set(owners.flat().filter((owner) => isId(owner)));
}

async function readPeople(db: Database, ids: readonly string[]): Promise<PersonRow[]> {
  const found = await Promise.all(
    [...Map.groupBy(ids, shardOf)].map(async ([shard, group]) => {
      const { rows } = await sql<PersonRow>`
        select id, display_name, handle from identity.public_people where shard = ${shard} and id = any(${group}::uuid[])`.execute(
        db,
      );
      return rows;
    }),
  );
  return found.flat();
}
