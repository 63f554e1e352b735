import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';

/** Proves that what a request says was paid is on the books, to whoever asked for it. */
export async function auditRequests(db: Database): Promise<Violation[]> {
  const { rows } = await sql<{ transfer_id: string }>`
    select p.transfer_id from wallet.request_payments p join wallet.payment_requests r on r.shard = p.shard and r.id = p.request_id
      left join ledger.public_transfers t on t.id = p.transfer_id
      left join ledger.public_accounts a on a.shard = r.shard and a.id = t.credit
    where t.status is distinct from 'posted' or t.amount is distinct from p.amount or t.asset is distinct from r.asset
      or t.reference is distinct from 'request ' || r.id or a.owner is distinct from r.person_id::text`.execute(db);
  return rows.map(({ transfer_id: transfer }) => ({
    invariant: 'what was paid for a request is a posted payment to whoever asked',
    facts: { transfer },
  }));
}
