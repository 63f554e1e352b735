create table wallet.limit_uses (
  shard smallint not null,
  person_id uuid not null,
  transfer_id uuid not null,
  operation text not null check (operation in ('payment', 'checkout', 'withdrawal')),
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  -- In the zone of the installation.
  day date not null,
  counted_at timestamptz not null,
  primary key (shard, person_id, transfer_id)
);
comment on table wallet.limit_uses is 'distributed: by shard; what counts towards a person’s limits, once for each transfer';

create table wallet.limit_counters (
  shard smallint not null,
  person_id uuid not null,
  operation text not null,
  asset text not null,
  -- The latest day on which anything was counted; the counts are of it and of its month.
  day date not null,
  day_used numeric(38,0) not null check (day_used >= 0),
  month_used numeric(38,0) not null check (month_used >= day_used),
  primary key (shard, person_id, operation, asset)
);
comment on table wallet.limit_counters is 'distributed: by shard; how much of the limits of a day and a month a person has used, one row that its payments take turns on';

-- Counts a transfer unless a limit would be passed, and says which. One statement for the caller; the counter's row is
-- locked from here to the caller's commit, so that two at a time count one after the other. The limits are of the
-- verification levels 0, 1, 2.
create function wallet.use_limits(of_shard smallint, of_person uuid, of_transfer uuid, of_operation text, of_asset text, of_amount numeric,
    at timestamptz, zone text, per_transaction numeric[], per_day numeric[], per_month numeric[])
  returns text language plpgsql as $$
declare
  today date := (at at time zone zone)::date;
  place integer := 1 + (select verification_level from identity.public_people where shard = of_shard and id = of_person);
  counter wallet.limit_counters;
begin
  insert into wallet.limit_uses (shard, person_id, transfer_id, operation, asset, amount, day, counted_at)
    values (of_shard, of_person, of_transfer, of_operation, of_asset, of_amount, today, at) on conflict do nothing;
  if not found then return 'counted'; end if;
  if of_amount > per_transaction[place] then
    delete from wallet.limit_uses where shard = of_shard and person_id = of_person and transfer_id = of_transfer;
    return 'transaction';
  end if;
  insert into wallet.limit_counters as c (shard, person_id, operation, asset, day, day_used, month_used)
    values (of_shard, of_person, of_operation, of_asset, today, of_amount, of_amount)
    on conflict (shard, person_id, operation, asset) do update set
      day = greatest(c.day, today),
      day_used = of_amount + case when c.day < today then 0 else c.day_used end,
      month_used = of_amount + case when date_trunc('month', c.day) < date_trunc('month', today) then 0 else c.month_used end
    returning * into counter;
  -- Another process's clock may already be past midnight.
  if counter.day > today then
    update wallet.limit_uses set day = counter.day where shard = of_shard and person_id = of_person and transfer_id = of_transfer;
  end if;
  if counter.day_used <= per_day[place] and counter.month_used <= per_month[place] then return 'counted'; end if;
  perform wallet.release_limits(of_shard, of_person, of_transfer);
  return case when counter.day_used > per_day[place] then 'day' else 'month' end;
end $$;

-- Takes a transfer out of the counts again.
create function wallet.release_limits(of_shard smallint, of_person uuid, of_transfer uuid) returns void language sql as $$
  with gone as (
    delete from wallet.limit_uses where shard = of_shard and person_id = of_person and transfer_id = of_transfer returning *)
  update wallet.limit_counters c set
    day_used = c.day_used - case when c.day = gone.day then gone.amount else 0 end,
    month_used = c.month_used - case when date_trunc('month', c.day) = date_trunc('month', gone.day) then gone.amount else 0 end
  from gone where c.shard = gone.shard and c.person_id = gone.person_id and c.operation = gone.operation and c.asset = gone.asset
$$;
