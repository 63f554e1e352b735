create table rails.evm_seed (
  id smallint primary key check (id = 1),
  sealed bytea not null,
  next_number integer not null
);
comment on table rails.evm_seed is 'local: the secret from which every key on the chain follows, sealed under the master key; and the number of the next address';

create table rails.evm_chain (
  chain_id bigint primary key,
  height integer not null,
  hash text not null,
  started_at integer not null,
  head integer not null,
  checked_at timestamptz not null,
  health text not null,
  health_since timestamptz not null,
  fault text,
  follower text,
  followed_until timestamptz
);
comment on table rails.evm_chain is 'local: how far the chain was followed, and how its node is';

create table rails.evm_blocks (
  height integer primary key,
  hash text not null
);
comment on table rails.evm_blocks is 'local: the latest blocks that were followed, by which a reorganisation is noticed';

create table rails.evm_addresses (
  address text primary key,
  owner text not null,
  number integer not null
);
comment on table rails.evm_addresses is 'distributed: by address; our own addresses, and whose deposits they take';

create table rails.evm_owners (
  shard smallint not null,
  owner text not null,
  address text not null,
  opened_at timestamptz not null,
  primary key (shard, owner)
);
comment on table rails.evm_owners is 'distributed: by shard; the deposit address of each person who asked for one';

create table rails.evm_deposits (
  shard smallint not null,
  id uuid not null,
  key text not null,
  owner text not null,
  address text not null,
  asset text,
  token text,
  amount numeric(38,0) not null check (amount > 0),
  sender text,
  tx_hash text,
  height integer not null,
  block_hash text,
  need integer not null,
  state text not null check (state in ('seen', 'confirmed', 'vanished', 'ignored')),
  reason text,
  seen_at timestamptz not null,
  confirmed_at timestamptz,
  vanished_at timestamptz,
  swept_by uuid,
  primary key (shard, id),
  constraint one_deposit_a_movement unique (shard, key),
  constraint ignored_deposit_says_why check (state <> 'ignored' or reason is not null),
  constraint deposit_to_credit_is_of_an_asset check (asset is not null or state in ('ignored', 'vanished'))
);
create index evm_deposits_by_owner on rails.evm_deposits (shard, owner, id);
create index evm_deposits_by_height on rails.evm_deposits (height, shard);
create index evm_deposits_to_confirm on rails.evm_deposits (shard, height) where state = 'seen';
create index evm_deposits_to_sweep on rails.evm_deposits (shard, address, asset) where state = 'confirmed' and swept_by is null;
create index evm_deposits_by_address on rails.evm_deposits (address);
create index evm_deposits_by_transaction on rails.evm_deposits (tx_hash);
comment on table rails.evm_deposits is 'distributed: by shard; every movement on the chain to one of our addresses, and what became of it';

create table rails.evm_orders (
  id uuid primary key,
  kind text not null check (kind in ('payout', 'sweep', 'gas')),
  sender text not null,
  recipient text not null,
  asset text not null,
  token text,
  amount numeric(38,0) not null check (amount > 0),
  need integer not null,
  nonce integer,
  state text not null check (state in ('queued', 'sent', 'mined', 'settled', 'failed', 'cancelled')),
  reason text,
  tx_hash text,
  height integer,
  block_hash text,
  cost numeric(38,0),
  succeeded boolean,
  queued_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,
  constraint one_order_a_nonce unique (sender, nonce),
  constraint sent_order_has_a_nonce check (state in ('queued', 'failed', 'cancelled') or nonce is not null),
  constraint mined_order_has_a_block check ((state in ('mined', 'settled')) <= (height is not null and block_hash is not null and tx_hash is not null))
);
create index evm_orders_open on rails.evm_orders (queued_at) where state in ('queued', 'sent', 'mined');
create index evm_orders_gas on rails.evm_orders (recipient) where kind = 'gas';
comment on table rails.evm_orders is 'local: what is to be moved on the chain, each by exactly one nonce';

create table rails.evm_transactions (
  hash text primary key,
  order_id uuid not null references rails.evm_orders (id),
  attempt integer not null,
  raw text not null,
  gas numeric(38,0) not null,
  fee numeric(38,0) not null,
  tip numeric(38,0) not null,
  signed_at timestamptz not null,
  fault text,
  constraint one_transaction_an_attempt unique (order_id, attempt)
);
comment on table rails.evm_transactions is 'local: every transaction that was signed, before anybody could send it';

create table rails.evm_nonces (
  address text primary key,
  next integer not null
);
comment on table rails.evm_nonces is 'local: the next nonce of each of our addresses; none is given twice';
