-- A history may begin at any of its entries, so that a period far back is read without what came after it.
drop function ledger.public_history(smallint, uuid);

-- The entries of one account, newest first, from the one of a transfer on or from the newest. Each names the one before
-- it, so this follows the chain, and only as far as the caller's limit asks for. `limit 1` has each step look its one row
-- up by its key: on young tables the planner would rather read the whole table at every step.
create function ledger.public_history(of_shard smallint, of_account uuid, of_transfer uuid)
  returns table (seq bigint, transfer_id uuid, at timestamptz, amount numeric, balance numeric, other uuid, asset text, purpose text, reference text, memo text, kind text, hold_id uuid, group_id uuid)
  language sql stable parallel safe as $$
  with recursive walk as (
    select t.* from ledger.balances b join ledger.transfers t on t.shard = b.shard and t.id = coalesce(of_transfer, b.last_transfer)
    where b.shard = of_shard and b.account = of_account and of_account in (t.debit, t.credit)
    union all
    select t.* from walk w cross join lateral (
      select * from ledger.transfers where shard = of_shard and id = case when w.debit = of_account then w.debit_previous else w.credit_previous end limit 1) t)
  select case when debit = of_account then debit_seq else credit_seq end,
    id, at,
    case when debit = of_account then -amount else amount end,
    case when debit = of_account then debit_balance else credit_balance end,
    case when debit = of_account then coalesce(credit_other, credit) else coalesce(debit_other, debit) end,
    asset, purpose, reference, memo, kind, hold_id, group_id
  from walk
$$;
