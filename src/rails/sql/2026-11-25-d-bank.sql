create table rails.bank_accounts (
  number text primary key,
  asset text not null,
  holder text not null,
  bank text not null,
  bic text,
  opened_at timestamptz not null
);
comment on table rails.bank_accounts is 'reference: our own accounts at banks, to which customers send money and from which we pay out';

create view rails.public_bank_accounts as select number, asset, holder, bank, bic, opened_at from rails.bank_accounts;

create table rails.bank_batches (
  shard smallint not null,
  id uuid not null,
  reference text not null,
  bank_account text not null references rails.bank_accounts (number),
  asset text not null,
  payments integer not null check (payments > 0),
  sum numeric(38,0) not null check (sum > 0),
  file bytea not null,
  state text not null check (state in ('made', 'released', 'handed-over', 'refused')),
  made_at timestamptz not null,
  first_by text,
  released_by text,
  released_at timestamptz,
  handed_over_by text,
  handed_over_at timestamptz,
  refused_by text,
  refused_at timestamptz,
  refused_because text,
  primary key (shard, id),
  unique (shard, reference),
  constraint two_people_release_a_batch check (state not in ('released', 'handed-over') or first_by <> released_by),
  constraint refused_batch_says_why check ((state = 'refused') = (refused_because is not null))
);
comment on table rails.bank_batches is 'distributed: by shard; every file of payments made for a bank, as it was given out';

create table rails.bank_payouts (
  shard smallint not null,
  id uuid not null,
  reference text not null,
  owner text not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  iban text not null,
  bic text,
  name text not null,
  state text not null check (state in ('queued', 'batched', 'sent', 'settled', 'returned', 'failed')),
  batch_id uuid,
  bank_status text,
  reason_code text,
  reason_note text,
  queued_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (shard, id),
  unique (shard, reference),
  foreign key (shard, batch_id) references rails.bank_batches (shard, id),
  constraint payout_is_paid_by_a_batch check (case state when 'queued' then batch_id is null when 'failed' then true else batch_id is not null end),
  constraint failed_payout_says_why check (state not in ('failed', 'returned') or reason_code is not null)
);
create index bank_payouts_queued on rails.bank_payouts (shard, queued_at) where state = 'queued';
create index bank_payouts_by_batch on rails.bank_payouts (shard, batch_id) where batch_id is not null;
create index bank_payouts_on_the_way on rails.bank_payouts (shard, amount) where state in ('batched', 'sent');
comment on table rails.bank_payouts is 'distributed: by shard; every payment that we are to make by bank, in one batch ever';

create view rails.public_bank_payouts as
  select shard, id, reference, owner, asset, amount, iban, name, state, batch_id, queued_at, changed_at from rails.bank_payouts;
