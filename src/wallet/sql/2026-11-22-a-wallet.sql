create table wallet.deposit_references (
  reference text primary key,
  person_id uuid not null
);
comment on table wallet.deposit_references is 'distributed: by reference; whom a bank transfer with this reference is for';

create table wallet.wallets (
  shard smallint not null,
  person_id uuid not null,
  deposit_reference text not null,
  opened_at timestamptz not null,
  primary key (shard, person_id)
);
comment on table wallet.wallets is 'distributed: by shard; every person who holds a wallet';

create table wallet.freezes (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  scope text not null check (scope in ('debits', 'all')),
  reason text not null,
  note text,
  frozen_at timestamptz not null,
  frozen_by text not null,
  frozen_by_role text not null,
  lifted_at timestamptz,
  lifted_by text,
  lifted_because text,
  primary key (shard, id),
  constraint lifted_freeze_says_by_whom_and_why check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_because is null))
);
create unique index one_freeze_at_a_time on wallet.freezes (shard, person_id) where lifted_at is null;
create index freezes_by_person on wallet.freezes (shard, person_id, frozen_at desc);
comment on table wallet.freezes is 'distributed: by shard; when and why a wallet was frozen, and unfrozen';

create table wallet.redress (
  shard smallint not null,
  transfer_id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('refund', 'credit')),
  of_transfer_id uuid,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  at timestamptz not null,
  primary key (shard, transfer_id)
);
create index redress_by_transfer on wallet.redress (shard, of_transfer_id) where of_transfer_id is not null;
comment on table wallet.redress is 'distributed: by shard; money paid to put a case right, and the payment that it gives back';
