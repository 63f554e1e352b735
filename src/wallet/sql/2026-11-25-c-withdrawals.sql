create table wallet.destinations (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  rail text not null check (rail in ('bank', 'evm')),
  label text not null check (length(label) between 1 and 80),
  -- The destination in the one form in which its rail writes it, and that form as one text.
  details jsonb not null,
  canonical text not null,
  added_at timestamptz not null,
  usable_at timestamptz not null,
  removed_at timestamptz,
  primary key (shard, id)
);
create unique index destinations_of_a_person_differ on wallet.destinations (shard, person_id, canonical) where removed_at is null;
comment on table wallet.destinations is 'distributed: by shard; where a person has money paid out to, kept after removal';

create table wallet.withdrawals (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  fee numeric(38,0) not null check (fee >= 0),
  fee_version integer not null,
  rail text not null check (rail in ('bank', 'evm')),
  destination_id uuid not null,
  destination jsonb not null,
  hold_id uuid not null,
  fee_hold_id uuid,
  state text not null check (state in ('requested', 'review', 'approved', 'submitted', 'settled', 'failed', 'refused', 'cancelled', 'returned')),
  -- Codes of why it is in this state, and the outside's own sentence where it gave one.
  reasons text[] not null,
  reason_text jsonb,
  since timestamptz not null,
  -- Its last step in wallet.withdrawal_steps.
  step integer not null,
  -- How many times it was put under review.
  review integer not null default 0,
  requested_at timestamptz not null,
  -- Where it waits for a new destination's time.
  waits_until timestamptz,
  -- By when something must have happened that ends this state; null where nothing is to come.
  promised_at timestamptz,
  promise_missed_at timestamptz,
  -- What the outside knows it by.
  reference text,
  returned_amount numeric(38,0),
  primary key (shard, id),
  foreign key (shard, destination_id) references wallet.destinations (shard, id),
  constraint withdrawal_is_in_the_shard_of_its_person check (shard = get_byte(uuid_send(person_id), 15)),
  constraint fee_has_its_hold check ((fee > 0) = (fee_hold_id is not null)),
  constraint open_withdrawal_has_a_promise check ((promised_at is not null) = (state in ('requested', 'review', 'approved', 'submitted'))),
  constraint returned_withdrawal_says_how_much check ((returned_amount is not null) = (state = 'returned'))
);
create index withdrawals_by_person on wallet.withdrawals (shard, person_id, requested_at desc);
create index withdrawals_open on wallet.withdrawals (promised_at) where promised_at is not null;
create index withdrawals_by_destination on wallet.withdrawals (shard, destination_id) where promised_at is not null;
comment on table wallet.withdrawals is 'distributed: by shard; money on its way out, and what became of it';

create table wallet.withdrawal_steps (
  shard smallint not null,
  withdrawal_id uuid not null,
  number integer not null,
  state text not null,
  reasons text[] not null,
  at timestamptz not null,
  by text not null,
  -- For staff alone.
  note text,
  primary key (shard, withdrawal_id, number),
  foreign key (shard, withdrawal_id) references wallet.withdrawals (shard, id)
);
comment on table wallet.withdrawal_steps is 'distributed: by shard; every step of every withdrawal, in order';
create trigger withdrawal_steps_are_append_only before update or delete or truncate on wallet.withdrawal_steps
  for each statement execute function platform.refuse_change();

create table wallet.withdrawal_approvals (
  shard smallint not null,
  withdrawal_id uuid not null,
  -- Which review, so that another one asks anew.
  review integer not null,
  person_id uuid not null,
  at timestamptz not null,
  note text,
  -- Nobody is his own second person.
  primary key (shard, withdrawal_id, review, person_id),
  foreign key (shard, withdrawal_id) references wallet.withdrawals (shard, id)
);
comment on table wallet.withdrawal_approvals is 'distributed: by shard; who let a withdrawal under review go on';
