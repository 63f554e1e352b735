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

/**
 * Native coin that a contract sends from inside is in no block's list of transactions: only the balance shows it. So
 * each deposit address is compared, a few at a time, with what is known to have come and gone.
 */
export async function compareBalances(world: RailWorld, node: Node): Promise<void> {
  const chain = await readChain(world.db);
  const native = world.config.evmAssets.find(({ token }) => token === null);
  if (chain === undefined || native === undefined) return;
  const { rows } = await sql<Expected>`
    with few as (select address from rails.evm_addresses where owner <> ${provider} and address > ${after} order by address limit ${addressesMax})
    select few.address,
      (select coalesce(sum(amount), 0) from rails.evm_deposits d where d.address = few.address and token is null and state <> 'vanished' and height <= ${chain.height})
      + (select coalesce(sum(amount), 0) from rails.evm_orders o where o.recipient = few.address and kind = 'gas' and height <= ${chain.height} and succeeded)
      - (select coalesce(sum(cost + case when token is null and succeeded then amount else 0 end), 0) from rails.evm_orders o where o.sender = few.address and height <= ${chain.height})
      as amount
    from few where not exists (select from rails.evm_orders o where o.state = 'sent' and (o.sender = few.address or o.recipient = few.address))
    order by few.address`.execute(world.db);
  after = rows.length < addressesMax ? '' : (rows.at(-1)?.address ?? '');
  const balances = await Promise.all(rows.map(({ address }) => node.balance(address, chain.height)));
  for (const [index, { address, amount }] of rows.entries()) {
    const more = (balances[index] ?? 0n) - amount;
    if (more > 0n)
      await run(world, recordDifference, {
        address,
        amount: more.toString(),
        height: chain.height,
        hash: chain.hash,
        asset: native.code,
      });
  }
}
