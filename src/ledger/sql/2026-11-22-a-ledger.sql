create function ledger.shard_of(id uuid) returns smallint
  language sql immutable strict parallel safe
  return get_byte(uuid_send(id), 15)::smallint;

create table ledger.accounts (
  shard smallint not null,
  id uuid not null,
  owner text not null,
  asset text not null,
  kind text not null,
  opened_at timestamptz not null,
  primary key (shard, id),
  unique (shard, owner, asset, kind),
  constraint account_is_in_the_shard_of_its_id check (shard = ledger.shard_of(id))
);
comment on table ledger.accounts is 'distributed: by shard; who holds what';

create table ledger.balances (
  shard smallint not null,
  account uuid not null,
  asset text not null,
  floor numeric(38,0),
  frozen text not null default 'none' check (frozen in ('none', 'debits', 'all')),
  closed_at timestamptz,
  balance numeric(38,0) not null default 0,
  held_out numeric(38,0) not null default 0 check (held_out >= 0),
  held_in numeric(38,0) not null default 0 check (held_in >= 0),
  last_seq bigint not null default 0,
  last_transfer uuid,
  primary key (shard, account),
  constraint floor_is_kept check (balance - held_out >= floor),
  constraint closed_account_is_empty check (closed_at is null or (balance = 0 and held_out = 0 and held_in = 0))
  -- Room on each page lets a balance change without touching the index.
) with (fillfactor = 50);
comment on table ledger.balances is 'distributed: by shard; each account after its last entry, and what it may do';

create table ledger.transfers (
  shard smallint not null,
  id uuid not null,
  kind text not null check (kind in ('post', 'hold', 'post-hold', 'void-hold')),
  status text not null check (status in ('posted', 'held', 'voided', 'expired', 'refused')),
  refusal text,
  at timestamptz not null,
  debit uuid,
  credit uuid,
  asset text,
  amount numeric(38,0),
  purpose text not null,
  reference text,
  memo text,
  group_id uuid,
  hold_id uuid,
  expires_at timestamptz,
  debit_other uuid,
  credit_other uuid,
  debit_seq bigint,
  debit_previous uuid,
  debit_balance numeric(38,0),
  debit_held numeric(38,0),
  credit_seq bigint,
  credit_previous uuid,
  credit_balance numeric(38,0),
  credit_held numeric(38,0),
  primary key (shard, id),
  constraint refused_transfer_moves_nothing check (
    (status = 'refused') = (refusal is not null)
    and (status <> 'refused' or (debit_seq is null and credit_seq is null))),
  constraint accepted_transfer_is_whole check (
    status = 'refused' or (debit is not null and credit is not null and debit <> credit and asset is not null and amount > 0)),
  constraint posting_has_two_entries check ((debit_seq is null) = (credit_seq is null))
);
comment on table ledger.transfers is 'distributed: by shard; every transfer asked for, with its answer';

create table ledger.holds (
  shard smallint not null,
  id uuid not null,
  debit uuid not null,
  credit uuid not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  expires_at timestamptz,
  state text not null check (state in ('open', 'posted', 'voided', 'expired')),
  resolved_by uuid,
  primary key (shard, id),
  constraint only_an_open_hold_is_unresolved check ((state = 'open') = (resolved_by is null))
);
create index holds_to_expire on ledger.holds (shard, expires_at) where state = 'open' and expires_at is not null;
comment on table ledger.holds is 'distributed: by shard; what became of each hold';

create trigger accounts_are_append_only before update or delete or truncate on ledger.accounts
  for each statement execute function platform.refuse_change();
create trigger transfers_are_append_only before update or delete or truncate on ledger.transfers
  for each statement execute function platform.refuse_change();
