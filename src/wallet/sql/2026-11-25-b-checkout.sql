create table wallet.merchants (
  shard smallint not null,
  person_id uuid not null,
  trading_name text not null,
  sells text not null,
  website text not null,
  contact text not null,
  state text not null check (state in ('applied', 'approved', 'refused', 'suspended')),
  reason text,
  applied_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (shard, person_id),
  constraint decided_merchant_says_by_whom check ((state = 'applied') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint refusal_says_why check (state not in ('refused', 'suspended') or reason is not null)
);
comment on table wallet.merchants is 'distributed: by shard; customers who sell, and who let them';

create table wallet.merchant_keys (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  name text not null,
  scopes text[] not null,
  secret_sha256 bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  -- The end of the overlap, once a new key replaces it.
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (shard, id),
  foreign key (shard, merchant_id) references wallet.merchants (shard, person_id)
);
create index merchant_keys_by_merchant on wallet.merchant_keys (shard, merchant_id, id);
comment on table wallet.merchant_keys is 'distributed: by shard; API keys of merchants, by their hashes';

create table wallet.checkout_payments (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  order_reference text not null,
  description text,
  return_url text not null,
  state text not null check (state in ('created', 'paid', 'cancelled', 'expired', 'partly-refunded', 'refunded')),
  -- Counts its changes, so that whoever hears of them late or twice can order them.
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  paid_at timestamptz,
  payer_id uuid,
  transfer_id uuid,
  fee numeric(38,0) not null default 0 check (fee >= 0),
  refunded numeric(38,0) not null default 0,
  primary key (shard, id),
  foreign key (shard, merchant_id) references wallet.merchants (shard, person_id),
  constraint paid_payment_says_by_whom check (
    (state in ('paid', 'partly-refunded', 'refunded')) = (paid_at is not null)
    and (paid_at is null) = (payer_id is null) and (paid_at is null) = (transfer_id is null)),
  constraint ended_payment_says_when check ((state in ('cancelled', 'expired')) = (ended_at is not null)),
  constraint refunds_stay_within_what_was_paid check (
    refunded >= 0 and refunded <= amount
    and (state = 'partly-refunded') = (refunded > 0 and refunded < amount)
    and (state = 'refunded') = (refunded = amount))
);
create index checkout_payments_by_merchant on wallet.checkout_payments (shard, merchant_id, id desc);
create index checkout_payments_by_order on wallet.checkout_payments (shard, merchant_id, order_reference);
create index checkout_payments_by_day on wallet.checkout_payments (shard, merchant_id, paid_at) where paid_at is not null;
comment on table wallet.checkout_payments is 'distributed: by shard; what merchants asked customers to pay, in the shard of the merchant';

create table wallet.checkout_refunds (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  payment_id uuid not null,
  amount numeric(38,0) not null check (amount > 0),
  reason text not null,
  transfer_id uuid not null,
  at timestamptz not null,
  made_by text not null,
  primary key (shard, id),
  foreign key (shard, payment_id) references wallet.checkout_payments (shard, id)
);
create index checkout_refunds_by_payment on wallet.checkout_refunds (shard, payment_id, id);
create index checkout_refunds_by_day on wallet.checkout_refunds (shard, merchant_id, at);
comment on table wallet.checkout_refunds is 'distributed: by shard; what merchants gave back of a payment';

create table wallet.webhook_endpoints (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz,
  created_at timestamptz not null,
  -- Since when nothing got through.
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_because text check (disabled_because in ('by-merchant', 'failing', 'gone')),
  primary key (shard, id),
  foreign key (shard, merchant_id) references wallet.merchants (shard, person_id),
  constraint disabled_endpoint_says_why check ((disabled_at is null) = (disabled_because is null)),
  constraint old_secret_has_an_end check ((old_secret is null) = (old_secret_until is null))
);
create index webhook_endpoints_by_merchant on wallet.webhook_endpoints (shard, merchant_id, id);
comment on table wallet.webhook_endpoints is 'distributed: by shard; where the programs of merchants hear what happened; their secrets are sealed';

create table wallet.webhook_messages (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  endpoint_id uuid not null,
  payment_id uuid not null,
  event text not null,
  sequence integer not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  -- How often it was put on its way: once, and once for each replay.
  rounds integer not null default 1,
  attempts integer not null default 0,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (shard, id),
  foreign key (shard, endpoint_id) references wallet.webhook_endpoints (shard, id),
  constraint settled_message_says_when check ((state = 'waiting') = (settled_at is null))
);
create index webhook_messages_by_endpoint on wallet.webhook_messages (shard, endpoint_id, id desc);
create index webhook_messages_dead on wallet.webhook_messages (shard, endpoint_id, id) where state = 'dead';
create index webhook_messages_by_payment on wallet.webhook_messages (shard, payment_id, sequence);
comment on table wallet.webhook_messages is 'distributed: by shard; each event that an endpoint is told of, and what became of it';

create table wallet.webhook_attempts (
  shard smallint not null,
  id uuid not null,
  message_id uuid not null,
  at timestamptz not null,
  duration_ms integer not null,
  -- The answer's status and its first bytes, or why there was none.
  status integer,
  answer text,
  error text,
  primary key (shard, id),
  foreign key (shard, message_id) references wallet.webhook_messages (shard, id),
  constraint attempt_has_an_answer_or_an_error check (status is not null or error is not null)
);
create index webhook_attempts_by_message on wallet.webhook_attempts (shard, message_id, id);
comment on table wallet.webhook_attempts is 'distributed: by shard; every try to deliver a message';
