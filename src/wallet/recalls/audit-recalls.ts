import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';

/**
 * Proves that what recalls say was returned is on the books, that no payment was given back more than once, and that
 * every question that is open waits for its recipient.
 */
export async function auditRecalls(db: Database): Promise<Violation[]> {
  const { rows } = await sql<{ transfer_id: string }>`
    select r.transfer_id from wallet.recalls r
      left join ledger.public_transfers t on t.id = r.return_transfer_id
      left join (select shard, of_transfer_id, sum(amount) as refunded from wallet.redress where kind = 'refund' group by 1, 2) d
        on d.shard = r.shard and d.of_transfer_id = r.transfer_id
    where r.returned + coalesce(d.refunded, 0) > r.amount
      or (r.return_transfer_id is not null and (t.status is distinct from 'posted' or t.amount is distinct from r.returned
        or t.purpose is distinct from 'return' or t.reference is distinct from r.transfer_id::text))
      or (r.state = 'asked') <> exists (select from wallet.recalls_to_answer w where w.shard = ledger.shard_of(r.recipient_id)
        and w.person_id = r.recipient_id and w.transfer_id = r.transfer_id)`.execute(db);
  const { rows: stray } = await sql<{ id: string }>`
    select t.id from ledger.public_transfers t where t.purpose = 'return' and not exists (select from wallet.recalls r where r.return_transfer_id = t.id)`.execute(
    db,
  );
  return [
    ...rows.map(({ transfer_id: transfer }) => ({
      invariant: 'a recall says what the books say, and no payment is given back more than it was',
      facts: { transfer },
    })),
    ...stray.map(({ id: transfer }) => ({ invariant: 'every return answers a recall', facts: { transfer } })),
  ];
}
