import { sql } from 'kysely';
import type { RailWorld } from '../rail.ts';
import { provider } from './address.ts';
import { readChain } from './chain.ts';
import type { Node } from './node.ts';
import { recordDifference } from './record-difference.ts';
import { run } from './world.ts';

/** Addresses compared at each look; over some hours every one has its turn. */
const addressesMax = 20;

interface Expected {
  readonly address: string;
  readonly amount: bigint;
}

let after = '';

/** The block at which balances were last compared: without a new one nothing is new. */
let comparedAt = '';

/**
 * Native coin that a contract sends from inside is in no block's list of transactions, and a node may leave out a log:
 * only the balance shows it. So each deposit address is compared, a few at a time, with what is known to have come and
 * gone.
 */
export async function compareBalances(world: RailWorld, node: Node): Promise<void> {
  const chain = await readChain(world.db);
  if (chain === undefined || chain.hash === comparedAt) return;
  comparedAt = chain.hash;
  const addresses = await world.db
    .selectFrom('rails.evm_addresses')
    .select('address')
    .where('owner', '<>', provider)
    .where('address', '>', after)
    .orderBy('address')
    .limit(addressesMax)
    .execute();
  after = addresses.length < addressesMax ? '' : (addresses.at(-1)?.address ?? '');
  for (const { code, token } of world.config.evmAssets) {
    const expected = await expectedAt(
      world,
      addresses.map(({ address }) => address),
      { token, height: chain.height },
    );
    const balances = await Promise.all(
      expected.map(({ address }) =>
        token === null ? node.balance(address, chain.height) : node.tokenBalance(token, address, chain.height),
      ),
    );
    for (const [index, { address, amount }] of expected.entries()) {
      const more = (balances[index] ?? 0n) - amount;
      const place = { address, height: chain.height, hash: chain.hash, asset: code, token };
      if (more > 0n) await run(world, recordDifference, { ...place, amount: more.toString() });
    }
  }
}

/** What each address should hold of an asset at a block; those with something on its way are left for another time. */
async function expectedAt(
  { db }: RailWorld,
  addresses: readonly string[],
  { token, height }: { readonly token: string | null; readonly height: number },
): Promise<Expected[]> {
  const isNative = token === null;
  const { rows } = await sql<Expected>`
    with few as (select unnest(${addresses}::text[]) as address)
    select few.address,
      (select coalesce(sum(amount), 0) from rails.evm_deposits d where d.address = few.address and token is not distinct from ${token} and state <> 'vanished' and height <= ${height})
      + (select coalesce(sum(amount), 0) from rails.evm_orders o where ${isNative} and o.recipient = few.address and kind = 'gas' and height <= ${height} and succeeded)
      - (select coalesce(sum(case when ${isNative} then cost else 0 end + case when token is not distinct from ${token} and succeeded then amount else 0 end), 0)
          from rails.evm_orders o where o.sender = few.address and height <= ${height})
      as amount
    from few where not exists (
      select from rails.evm_orders o where o.state = 'sent' and (o.sender = few.address or (o.kind = 'gas' and o.recipient = few.address)))`.execute(
    db,
  );
  return rows;
}
