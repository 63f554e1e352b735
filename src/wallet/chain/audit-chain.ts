import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';
import { settledOnChain } from '../../rails/rails.ts';

/** Proves from the tables that the books' `chain` is what deposits, payouts and network fees made it, each once. */
export async function auditChain(db: Database): Promise<Violation[]> {
  const books = await sql<{ asset: string; amount: bigint }>`
    select asset, sum(balance) as amount from ledger.public_accounts where owner = 'chain' and kind = 'system' group by asset`.execute(
    db,
  );
  const parts = await sql<{ asset: string; amount: bigint }>`
    select asset, sum(amount) as amount from (
      select asset, -amount as amount from wallet.chain_deposits where state in ('credited', 'missing')
      union all select asset, amount from wallet.chain_costs) part group by asset`.execute(db);
  const expected = new Map(parts.rows.map(({ asset, amount }) => [asset, amount]));
  for (const { asset, paid } of await settledOnChain(db)) expected.set(asset, (expected.get(asset) ?? 0n) + paid);
  const credited = await sql<{ deposit_id: string }>`
    select d.deposit_id from wallet.chain_deposits d
    where state in ('credited', 'missing') and not exists (
      select from ledger.public_transfers t where t.id = d.transfer_id and t.status = 'posted' and t.amount = d.amount and t.asset = d.asset)`.execute(
    db,
  );
  const held = await sql<{ deposit_id: string }>`
    select d.deposit_id from wallet.chain_deposits d
    where state = 'missing' and hold_id is not null and not exists (
      select from ledger.public_transfers t where t.shard = d.shard and t.id = d.hold_id and t.status = 'held' and t.amount = d.held)`.execute(
    db,
  );
  return [
    ...books.rows
      .filter(({ asset, amount }) => amount !== (expected.get(asset) ?? 0n))
      .map(({ asset, amount }) => ({
        invariant: 'the chain’s account is what deposits, payouts and network fees made it',
        facts: { asset, books: amount.toString(), expected: (expected.get(asset) ?? 0n).toString() },
      })),
    ...credited.rows.map(({ deposit_id: deposit }) => ({
      invariant: 'a credited deposit on the chain is one posted transfer of its amount',
      facts: { deposit },
    })),
    ...held.rows.map(({ deposit_id: deposit }) => ({
      invariant: 'what a missing deposit set aside is held',
      facts: { deposit },
    })),
  ];
}
