import { Type } from 'typebox';
import type { Destination } from '../../rails/rails.ts';
import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { Selectable } from 'kysely';
import type { WalletDestinations } from '../../platform/schema.ts';
import type { DestinationView } from './contract.ts';

export const destinationField = Type.String({ format: 'uuid', description: 'A destination of one’s address book' });

/** One text for one place, however it was typed. */
export function canonicalOf(destination: Destination): string {
  return destination.rail === 'bank' ? destination.iban : destination.address.toLowerCase();
}

/** A destination as the database keeps it, which is as its rail wrote it. */
export function readDetails(details: unknown): Destination {
  const { rail, iban, bic, name, address } = fieldsOf(details);
  if (rail === 'evm' && address !== undefined) return { rail, address };
  assert(rail === 'bank' && iban !== undefined && name !== undefined, 'a destination is one that a rail wrote');
  return { rail, iban, name, ...(bic === undefined ? {} : { bic }) };
}

function fieldsOf(details: unknown): Partial<Record<string, string>> {
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
}

function toView(row: Selectable<WalletDestinations>): DestinationView {
  const details = readDetails(row.details);
  return {
    id: row.id,
    rail: details.rail,
    label: row.label,
    details,
    addedAt: row.added_at,
    usableAt: row.usable_at,
  };
}

/** A person's address book, the newest first. */
export async function listOf(db: Database, personId: string): Promise<DestinationView[]> {
  const rows = await db
    .selectFrom('wallet.destinations')
    .selectAll()
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .execute();
  return rows.map(toView);
}

/** One destination of a person's address book. */
export async function findDestination(
  db: Database,
  personId: string,
  id: string,
): Promise<DestinationView | undefined> {
  const row = await db
    .selectFrom('wallet.destinations')
    .selectAll()
    .where('shard', '=', shardOf(personId))
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row && toView(row);
}
