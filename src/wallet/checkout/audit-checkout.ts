import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';

interface Fault {
  readonly id: string;
}

/** Proves from the tables alone that what merchants were paid and gave back is what the books moved; empty: all holds. */
export async function auditCheckout(db: Database): Promise<Violation[]> {
  const paid = await sql<Fault>`
    select p.id from wallet.checkout_payments p
    left join ledger.public_transfers t on t.id = p.transfer_id and t.shard = ledger.shard_of(p.transfer_id)
    left join ledger.public_accounts m on m.id = t.credit and m.shard = p.shard
    left join ledger.public_accounts c on c.id = t.debit and c.shard = t.shard
    where p.paid_at is not null and (t.status is distinct from 'posted' or t.purpose <> 'checkout' or t.amount <> p.amount or t.asset <> p.asset
      or t.reference <> p.id::text or m.owner is distinct from p.merchant_id::text or c.owner is distinct from p.payer_id::text)`.execute(
    db,
  );
  const fees = await sql<Fault>`
    select p.id from wallet.checkout_payments p
    left join lateral (
      select coalesce(sum(f.amount), 0) as amount from ledger.public_transfers t
      join ledger.public_transfers f on f.group_id = t.group_id and f.purpose = 'fee' and f.shard = p.shard
      where t.id = p.transfer_id and t.shard = ledger.shard_of(p.transfer_id)) charged on true
    where p.fee <> charged.amount`.execute(db);
  const refunded = await sql<Fault>`
    select p.id from wallet.checkout_payments p
    left join (select shard, payment_id, sum(amount) as amount from wallet.checkout_refunds group by shard, payment_id) r
      on r.shard = p.shard and r.payment_id = p.id
    where p.refunded <> coalesce(r.amount, 0)`.execute(db);
  const refunds = await sql<Fault>`
    select r.id from wallet.checkout_refunds r
    join wallet.checkout_payments p on p.shard = r.shard and p.id = r.payment_id
    left join ledger.public_transfers t on t.shard = r.shard and t.id = r.transfer_id
    left join ledger.public_accounts c on c.id = t.credit and c.shard = ledger.shard_of(t.credit)
    where t.status is distinct from 'posted' or t.purpose <> 'checkout-refund' or t.amount <> r.amount or t.asset <> p.asset
      or c.owner is distinct from p.payer_id::text`.execute(db);
  const unknown = await sql<Fault>`
    select t.id from ledger.public_transfers t
    where t.purpose in ('checkout', 'checkout-refund') and t.status = 'posted'
      and not exists (select from wallet.checkout_payments p where p.transfer_id = t.id)
      and not exists (select from wallet.checkout_refunds r where r.transfer_id = t.id)`.execute(db);
  const toViolations = (invariant: string, { rows }: { readonly rows: readonly Fault[] }): Violation[] =>
    rows.map(({ id }) => ({ invariant, facts: { id } }));
  return [
    ...toViolations('a paid checkout is a posted transfer of its amount from its payer to its merchant', paid),
    ...toViolations('a checkout’s fee is what the books charged', fees),
    ...toViolations('what a checkout gave back is the sum of its refunds', refunded),
    ...toViolations('every refund of a checkout is a posted transfer of its amount to the payer', refunds),
    ...toViolations('whatever the books call a checkout is one', unknown),
  ];
}
