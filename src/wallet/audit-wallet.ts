import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import { auditCheckout } from './checkout/audit-checkout.ts';
import type { Violation } from '../platform/violation.ts';
import { auditChain } from './chain/audit-chain.ts';
import { auditCoupons } from './coupons/audit-coupons.ts';
import { auditLimits } from './limits/audit-limits.ts';
import { auditFees } from './fees/audit-fees.ts';
import { auditWithdrawals } from './withdrawals/audit-withdrawals.ts';
import { auditRecalls } from './recalls/audit-recalls.ts';
import { auditRequests } from './requests/audit-requests.ts';

interface Difference {
  readonly asset: string;
  readonly books: bigint;
  readonly lines: bigint;
}

/** What the bank lines say an account of the provider must hold, beside what it holds. */
async function compare(
  db: Database,
  account: 'suspense' | 'bank' | 'redress',
  expected: ReturnType<typeof sql<object>>,
): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with books as (select asset, sum(balance) as amount from ledger.public_accounts where owner = ${account} and kind = 'system' group by asset),
      lines as (${expected})
    select asset, coalesce(books.amount, 0) as books, coalesce(lines.amount, 0) as lines
    from books full join lines using (asset) where coalesce(books.amount, 0) <> coalesce(lines.amount, 0)`.execute(db);
  return rows;
}

const signed = sql`case direction when 'in' then amount else -amount end`;

/** Proves the wallet's own invariants from the tables alone; empty: all hold. */
export async function auditWallet(db: Database): Promise<Violation[]> {
  // Money in suspense: what waits, and what was sent back and meets its other half there.
  const suspense = await compare(
    db,
    'suspense',
    sql`select asset, sum(${signed}) as amount from wallet.bank_lines where state in ('open', 'returned') group by asset`,
  );
  // The bank owes us what it booked; the account of money outside is negative.
  const bank = await compare(
    db,
    'bank',
    sql`select asset, -sum(${signed}) as amount from wallet.bank_lines where state not in ('duplicate', 'split') group by asset`,
  );
  const paid = await compare(
    db,
    'redress',
    sql`select asset, -sum(amount) as amount from (
      select asset, amount from wallet.redress union all
      select asset, amount - released from wallet.coupons where source = 'redress') as given group by asset`,
  );
  // The stricter of two scopes is the first in the alphabet.
  const frozen = await sql<{ owner: string }>`
    with locks as (select shard, person_id::text as owner, min(scope) as scope from wallet.freezes where lifted_at is null group by shard, person_id)
    select distinct a.owner from ledger.public_accounts a left join locks f on f.shard = a.shard and f.owner = a.owner
    where a.kind = 'wallet' and a.closed_at is null and a.frozen <> coalesce(f.scope, 'none')`.execute(db);
  const redress = await sql<{ transfer_id: string }>`
    select r.transfer_id from wallet.redress r left join ledger.public_transfers t on t.shard = r.shard and t.id = r.transfer_id
    where t.status is distinct from 'posted' or t.amount is distinct from r.amount or t.asset is distinct from r.asset`.execute(
    db,
  );
  const toFacts = ({ asset, books, lines }: Difference): Violation['facts'] => ({
    asset,
    books: books.toString(),
    lines: lines.toString(),
  });
  return [
    ...(await auditFees(db)),
    ...(await auditCoupons(db)),
    ...(await auditWithdrawals(db)),
    ...(await auditCheckout(db)),
    ...(await auditRecalls(db)),
    ...(await auditRequests(db)),
    ...(await auditChain(db)),
    ...suspense.map((row) => ({
      invariant: 'suspense holds exactly what the work list waits for',
      facts: toFacts(row),
    })),
    ...bank.map((row) => ({ invariant: 'the bank’s account is what the bank booked', facts: toFacts(row) })),
    ...paid.map((row) => ({ invariant: 'what left the redress account was paid for a case', facts: toFacts(row) })),
    ...frozen.rows.map(({ owner }) => ({
      invariant: 'an account is frozen as far as its wallet is',
      facts: { person: owner },
    })),
    ...redress.rows.map((row) => ({
      invariant: 'every redress is a posted transfer of its amount',
      facts: { transfer: row.transfer_id },
    })),
    ...(await auditLimits(db)),
  ];
}
