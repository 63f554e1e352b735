create table wallet.chain_deposits (
  shard smallint not null,
  deposit_id uuid not null,
  owner text not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  round integer not null,
  state text not null check (state in ('credited', 'refused', 'missing', 'reversed', 'gone', 'closed')),
  why text,
  transfer_id uuid,
  hold_id uuid,
  held numeric(38,0),
  at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  settled_because text,
  primary key (shard, deposit_id),
  constraint credited_deposit_has_its_transfer check ((state in ('credited', 'missing', 'reversed')) <= (transfer_id is not null)),
  constraint held_deposit_has_its_hold check ((hold_id is null) = (held is null)),
  constraint settled_deposit_says_by_whom_and_why check (
    (settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_because is null))
);
create index chain_deposits_open on wallet.chain_deposits (shard, deposit_id) where state in ('refused', 'missing');
create index chain_deposits_by_transfer on wallet.chain_deposits (shard, transfer_id) where transfer_id is not null;
comment on table wallet.chain_deposits is 'distributed: by shard; what the books made of each confirmed deposit on the chain';

create table wallet.chain_costs (
  id uuid primary key,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  transfer_id uuid not null
);
comment on table wallet.chain_costs is 'distributed: by id; each network fee that was booked, once for ever';
