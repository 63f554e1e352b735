import type { Queryable } from '../platform/db.ts';
import type { Violation } from '../platform/violation.ts';

const violationsMax = 100;

/** What each transfer did to each account: the books told from the record alone. */
const entries = `
  select shard, debit as account, debit_seq as seq, id, asset, -amount as change, debit_balance as balance, debit_previous as previous from ledger.transfers where debit_seq is not null
  union all
  select shard, credit, credit_seq, id, asset, amount, credit_balance, credit_previous from ledger.transfers where credit_seq is not null`;

/** The transfers with the accounts that they name, where a clearing account stands for one of another shard too. */
const named = `
  select shard, id, kind, status, asset, amount, hold_id, debit_seq, at, expires_at, coalesce(debit_other, debit) as debit, coalesce(credit_other, credit) as credit
  from ledger.transfers where status <> 'refused'`;

/** Each is one statement, so it sees one state of the books; what it selects contradicts its name. Sums stay within a shard. */
const invariants: Readonly<Record<string, string>> = {
  'in each shard the balances of an asset sum to zero': `
    select shard, asset, sum(balance)::text as sum from ledger.balances group by shard, asset having sum(balance) <> 0`,

  'an account’s balance is the sum of its entries, and its order has no gap': `
    with sums as (select shard, account, sum(change) as sum, count(*) as count, max(seq) as last from (${entries}) e group by shard, account)
    select shard, account, b.balance::text, s.sum::text, b.last_seq::text, s.last::text, s.count::text
    from ledger.balances b full join sums s using (shard, account)
    where b.balance is distinct from coalesce(s.sum, 0) or b.last_seq is distinct from coalesce(s.last, 0) or b.last_seq is distinct from coalesce(s.count, 0)`,

  'each entry carries on from the one before it': `
    with ordered as (
      select e.*, lag(seq, 1, 0::bigint) over w as seq_before, lag(balance, 1, 0::numeric) over w as balance_before, lag(id) over w as id_before
      from (${entries}) e window w as (partition by shard, account order by seq))
    select shard, account, seq::text, id as transfer, balance::text, balance_before::text, change::text from ordered
    where seq <> seq_before + 1 or balance <> balance_before + change or previous is distinct from id_before`,

  'an account’s last entry is the end of its chain': `
    select b.shard, b.account, b.last_transfer as transfer from ledger.balances b
    left join ledger.transfers t on t.shard = b.shard and t.id = b.last_transfer
    where (b.last_seq = 0) <> (b.last_transfer is null)
      or b.last_seq > 0 and b.last_seq is distinct from case b.account when t.debit then t.debit_seq when t.credit then t.credit_seq end`,

  'no account is below its floor': `
    select shard, account, balance::text, held_out::text, floor::text from ledger.balances where balance - held_out < floor`,

  'every account has a balance in its asset': `
    select coalesce(a.shard, b.shard) as shard, coalesce(a.id, b.account) as account, a.asset, b.asset as balance_asset from ledger.accounts a full join ledger.balances b on b.shard = a.shard and b.account = a.id
    where a.id is null or b.account is null or a.asset <> b.asset`,

  'a transfer moves one asset between accounts that hold it': `
    select e.shard, e.id as transfer, e.account, e.asset from (${entries}) e left join ledger.balances b on b.shard = e.shard and b.account = e.account
    where b.asset is distinct from e.asset`,

  'what an account has set aside is the sum of its open holds': `
    with open as (
      select shard, debit as account, amount as held_out, 0 as held_in from ledger.holds where state = 'open' and shard = ledger.shard_of(debit)
      union all
      select shard, credit, 0, amount from ledger.holds where state = 'open' and shard = ledger.shard_of(credit)),
    sums as (select shard, account, sum(held_out) as held_out, sum(held_in) as held_in from open group by shard, account)
    select shard, account, b.held_out::text, s.held_out::text as open_out, b.held_in::text, s.held_in::text as open_in
    from ledger.balances b full join sums s using (shard, account)
    where b.held_out is distinct from coalesce(s.held_out, 0) or b.held_in is distinct from coalesce(s.held_in, 0)`,

  'every hold is one of the record, as it was asked for': `
    select shard, id as hold, h.amount::text, t.amount::text as asked
    from ledger.holds h full join (select * from (${named}) n where kind = 'hold') t using (shard, id)
    where (h.debit, h.credit, h.asset, h.amount, h.expires_at) is distinct from (t.debit, t.credit, t.asset, t.amount, t.expires_at)`,

  'a hold was resolved once, by the transfer that it names, within its amount': `
    select r.shard, r.hold_id as hold, r.id as transfer, h.state, r.amount::text
    from (${named}) r left join ledger.holds h on h.shard = r.shard and h.id = r.hold_id
    where r.hold_id is not null and r.shard = ledger.shard_of(r.debit)
      and (h.resolved_by is distinct from r.id or h.state is distinct from r.status or r.debit <> h.debit or r.credit <> h.credit or r.amount > h.amount)
    union all
    select h.shard, h.id, h.resolved_by, h.state, null from ledger.holds h left join ledger.transfers r on r.shard = h.shard and r.id = h.resolved_by
    where h.state <> 'open' and h.shard = ledger.shard_of(h.debit) and r.hold_id is distinct from h.id`,

  'what was posted has its entries, and nothing else has': `
    select shard, id as transfer, status from (${named}) t
    where shard in (ledger.shard_of(debit), ledger.shard_of(credit)) and (status = 'posted') <> (debit_seq is not null)
      or shard not in (ledger.shard_of(debit), ledger.shard_of(credit)) and debit_seq is not null`,

  'a transfer between shards says the same in each': `
    select t.shard, t.id as transfer, s.shard as other_shard
    from (${named}) t cross join lateral (values (ledger.shard_of(t.debit)), (ledger.shard_of(t.credit))) s (shard)
    left join (${named}) u on u.shard = s.shard and u.id = t.id
    where t.shard <> s.shard and (u.kind, u.status, u.asset, u.amount, u.debit, u.credit, u.at) is distinct from (t.kind, t.status, t.asset, t.amount, t.debit, t.credit, t.at)`,

  'a refused transfer moved nothing in any shard': `
    select r.shard, r.id as transfer, t.shard as other_shard from ledger.transfers r join ledger.transfers t on t.id = r.id and t.shard <> r.shard where r.status = 'refused'`,

  'the database lets nobody change the record': `
    select name as table from (values ('accounts'), ('transfers')) record (name) where not exists (
      select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
      where g.tgrelid = ('ledger.' || name)::regclass and p.proname = 'refuse_change' and g.tgenabled in ('O', 'A')
        and pg_get_triggerdef(g.oid) like '% BEFORE DELETE OR UPDATE OR TRUNCATE ON %')`,
};

/** Proves the books from the tables alone; empty: everything holds. At most 100 violations of each invariant are named. */
export async function audit(q: Queryable): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const [invariant, contradictions] of Object.entries(invariants)) {
    const { rows } = await q.query(`${contradictions} limit ${violationsMax}`);
    violations.push(...rows.map((facts) => ({ invariant, facts })));
  }
  return violations;
}
