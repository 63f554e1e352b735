import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';

interface Difference {
  readonly asset: string;
  readonly books: bigint;
  readonly coupons: bigint;
}

/** Proves that the books owe exactly what is left of the open coupons, and that each coupon adds up. */
export async function auditCoupons(db: Database): Promise<Violation[]> {
  const compare = async (account: 'coupons' | 'campaigns', expected: ReturnType<typeof sql<object>>) => {
    const { rows } = await sql<Difference>`
      with books as (select shard, asset, sum(balance) as amount from ledger.public_accounts where owner = ${account} and kind = 'system' group by shard, asset),
        given as (${expected})
      select asset, coalesce(books.amount, 0) as books, coalesce(given.amount, 0) as coupons
      from books full join given using (shard, asset) where coalesce(books.amount, 0) <> coalesce(given.amount, 0)`.execute(
      db,
    );
    return rows;
  };
  const owed = await compare(
    'coupons',
    sql`select shard, asset, sum("left") as amount from wallet.coupons where state = 'open' group by shard, asset`,
  );
  const paid = await compare(
    'campaigns',
    sql`select shard, asset, -sum(amount - released) as amount from wallet.coupons where source = 'campaigns' group by shard, asset`,
  );
  const { rows: uneven } = await sql<{ id: string }>`
    select c.id from wallet.coupons c left join (select coupon_id, sum(amount) as used from wallet.coupon_uses group by coupon_id) u on u.coupon_id = c.id
    where c.amount <> c."left" + c.released + coalesce(u.used, 0)`.execute(db);
  const { rows: unpaid } = await sql<{ transfer_id: string }>`
    select u.transfer_id from wallet.coupon_uses u left join ledger.public_transfers t on t.id = u.transfer_id
    where t.status is distinct from 'posted' or t.amount is distinct from u.amount or t.purpose is distinct from 'coupon'`.execute(
    db,
  );
  const facts = ({ asset, books, coupons }: Difference): Violation['facts'] => ({
    asset,
    books: books.toString(),
    coupons: coupons.toString(),
  });
  return [
    ...owed.map((row) => ({ invariant: 'the books owe what is left of the open coupons', facts: facts(row) })),
    ...paid.map((row) => ({ invariant: 'the campaigns paid for the coupons that they gave', facts: facts(row) })),
    ...uneven.map(({ id }) => ({
      invariant: 'a coupon is what was used, what is left and what was released',
      facts: { id },
    })),
    ...unpaid.map(({ transfer_id: transfer }) => ({
      invariant: 'every use of a coupon is a posted transfer of its amount',
      facts: { transfer },
    })),
  ];
}
