import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { chainView, depositById } from '../../rails/rails.ts';
import type { ChainDepositFacts } from '../contract.ts';
import type { Transfer } from '../read-transfer.ts';

const states = ['credited', 'missing', 'reversed'] as const satisfies readonly ChainDepositFacts['state'][];

/** The movement on the chain that a transaction credited, or took back; null for any other. */
export async function readChainDeposit(
  db: Database,
  { reference }: Pick<Transfer, 'reference'>,
): Promise<ChainDepositFacts | null> {
  if (reference === null || !isId(reference)) return null;
  const row = await db
    .selectFrom('wallet.chain_deposits')
    .select(['state', 'held'])
    .where('shard', '=', shardOf(reference))
    .where('deposit_id', '=', reference)
    .executeTakeFirst();
  const state = states.find((known) => known === row?.state);
  if (row === undefined || state === undefined) return null;
  const [deposit, chain] = await Promise.all([depositById(db, shardOf(reference), reference), chainView(db)]);
  assert(deposit && chain, 'a booked deposit is one of the chain');
  const { id: depositId, hash, address, sender, height: block, have, need } = deposit;
  return { depositId, network: chain.network, hash, address, sender, block, have, need, state, held: row.held };
}
