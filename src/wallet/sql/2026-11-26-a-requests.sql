create table wallet.payment_requests (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  asset text not null,
  amount numeric(38,0) check (amount > 0),
  note text,
  single boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (shard, id),
  constraint request_expires_later check (expires_at > created_at)
);
create index payment_requests_by_person on wallet.payment_requests (shard, person_id, id desc);
comment on table wallet.payment_requests is 'distributed: by shard; what people ask others to pay, by a link';

create table wallet.request_payments (
  shard smallint not null,
  request_id uuid not null,
  transfer_id uuid not null,
  single boolean not null,
  amount numeric(38,0) not null check (amount > 0),
  paid_at timestamptz not null,
  primary key (shard, request_id, transfer_id),
  foreign key (shard, request_id) references wallet.payment_requests (shard, id)
);
create unique index single_request_is_paid_once on wallet.request_payments (shard, request_id) where single;
comment on table wallet.request_payments is 'distributed: by shard; which payments followed a request';

create table wallet.contacts (
  shard smallint not null,
  person_id uuid not null,
  contact_id uuid not null,
  name text,
  hidden boolean not null,
  changed_at timestamptz not null,
  primary key (shard, person_id, contact_id)
);
comment on table wallet.contacts is 'distributed: by shard; whom a person saved, named, or wants to see no more among those he paid';

create table wallet.shared_receipts (
  shard smallint not null,
  transfer_id uuid not null,
  shared_at timestamptz not null,
  primary key (shard, transfer_id)
);
comment on table wallet.shared_receipts is 'distributed: by shard; payments whose sender made a link by which others may verify them';
