import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';

/** Owner of the hot wallet, and of what is sent to it. */
export const provider = 'provider';
const providerShard = 0;

/** The shard of who owns an address. */
export function ownerShard(owner: string): number {
  return owner === provider ? providerShard : shardOf(owner);
}

/** Which of these addresses are ours, and whose deposits each takes. */
export async function findOwners(db: Database | Tx, addresses: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ address: string; owner: string }>`
    select address, owner from rails.evm_addresses where address = any(${[...new Set(addresses)]}::text[])`.execute(db);
  return new Map(rows.map(({ address, owner }) => [address, owner]));
}

/** A person's deposit address; undefined where none was asked for. */
export async function addressOfOwner(db: Database | Tx, owner: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('rails.evm_owners')
    .select('address')
    .where('shard', '=', ownerShard(owner))
    .where('owner', '=', owner)
    .executeTakeFirst();
  return row?.address;
}

/** Gives an owner the address; the first one stands. */
export async function keepAddress(
  { tx, now }: Pick<Ctx, 'tx' | 'now'>,
  { owner, address, number }: { readonly owner: string; readonly address: string; readonly number: number },
): Promise<string> {
  const kept = await tx
    .insertInto('rails.evm_owners')
    .values({ shard: ownerShard(owner), owner, address, opened_at: now })
    .onConflict((conflict) => conflict.columns(['shard', 'owner']).doNothing())
    .returning('address')
    .executeTakeFirst();
  if (kept === undefined) return (await addressOfOwner(tx, owner)) ?? address;
  await tx.insertInto('rails.evm_addresses').values({ address, owner, number }).execute();
  return address;
}

/** Claims the number of a new address. */
export async function claimNumber(tx: Tx): Promise<number> {
  const { next_number: next } = await tx
    .updateTable('rails.evm_seed')
    .set(({ eb }) => ({ next_number: eb('next_number', '+', 1) }))
    .returning('next_number')
    .executeTakeFirstOrThrow();
  return next - 1;
}
