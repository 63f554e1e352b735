create view ledger.public_accounts as
select a.shard, a.id, a.owner, a.asset, a.kind, b.floor, b.frozen, b.balance, b.held_out as held, b.held_in as incoming, b.last_seq, a.opened_at, b.closed_at
from ledger.accounts a join ledger.balances b on b.shard = a.shard and b.account = a.id;

-- Each accepted transfer once, with the accounts that it names, whichever shards it touched.
create view ledger.public_transfers as
select shard, id, kind, status, at, coalesce(debit_other, debit) as debit, coalesce(credit_other, credit) as credit, asset, amount, purpose, reference, memo, group_id, hold_id, expires_at
from ledger.transfers where status <> 'refused' and shard = ledger.shard_of(coalesce(debit_other, debit));

-- What each account was debited (below zero) and credited, in its order, with the balance after it. It is for reading
-- the books as a whole: there is no index by account, ledger.public_history reads one account.
create view ledger.public_entries as
select shard, debit as account, debit_seq as seq, id as transfer_id, at, -amount as amount, debit_balance as balance, coalesce(credit_other, credit) as other, asset, purpose, reference, memo, kind, hold_id
from ledger.transfers where debit_seq is not null
union all
select shard, credit, credit_seq, id, at, amount, credit_balance, coalesce(debit_other, debit), asset, purpose, reference, memo, kind, hold_id
from ledger.transfers where credit_seq is not null;

-- The entries of one account, newest first. Each names the one before it, so this follows the chain, and only as far as
-- the caller's limit asks for.
create function ledger.public_history(of_shard smallint, of_account uuid)
  returns table (seq bigint, transfer_id uuid, at timestamptz, amount numeric, balance numeric, other uuid, asset text, purpose text, reference text, memo text, kind text, hold_id uuid)
  language sql stable parallel safe as $$
  with recursive walk as (
    select t.* from ledger.balances b join ledger.transfers t on t.shard = b.shard and t.id = b.last_transfer
    where b.shard = of_shard and b.account = of_account
    union all
    select t.* from walk w join ledger.transfers t on t.shard = of_shard and t.id = case when w.debit = of_account then w.debit_previous else w.credit_previous end)
  select case when debit = of_account then debit_seq else credit_seq end,
    id, at,
    case when debit = of_account then -amount else amount end,
    case when debit = of_account then debit_balance else credit_balance end,
    case when debit = of_account then coalesce(credit_other, credit) else coalesce(debit_other, debit) end,
    asset, purpose, reference, memo, kind, hold_id
  from walk
$$;
