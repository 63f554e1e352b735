create table wallet.coupons (
  shard smallint not null,
  id uuid not null,
  campaign text,
  person_id uuid,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  "left" numeric(38,0) not null check ("left" >= 0 and "left" <= amount),
  released numeric(38,0) not null default 0 check (released >= 0),
  uses text[] not null check (uses <@ array['fees', 'checkout'] and cardinality(uses) > 0),
  terms_en text not null,
  terms_zh text not null,
  source text not null check (source in ('redress', 'campaigns')),
  case_id uuid,
  state text not null check (state in ('open', 'used', 'expired')),
  issued_at timestamptz not null,
  issued_by text not null,
  claimed_at timestamptz,
  expires_at timestamptz not null,
  primary key (shard, id),
  constraint open_coupon_has_something_left check ((state = 'open') = ("left" > 0)),
  constraint only_an_expired_coupon_was_released check (released = 0 or state = 'expired'),
  constraint redress_names_its_case check ((source = 'redress') = (case_id is not null))
);
create index coupons_by_person on wallet.coupons (shard, person_id, id desc) where person_id is not null;
create index coupons_by_campaign on wallet.coupons (shard, campaign, id) where campaign is not null;
create index coupons_to_expire on wallet.coupons (shard, expires_at) where state = 'open';
comment on table wallet.coupons is 'distributed: by shard; each coupon, what is left of it, and its terms; what is left of the open ones is what the coupons account owes';

create table wallet.coupon_codes (
  code_hash bytea primary key,
  coupon_id uuid not null
);
comment on table wallet.coupon_codes is 'distributed: by code_hash; the coupon that whoever knows its code may take';

create table wallet.coupon_uses (
  shard smallint not null,
  transfer_id uuid not null,
  coupon_id uuid not null,
  person_id uuid not null,
  use text not null check (use in ('fees', 'checkout')),
  of_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  at timestamptz not null,
  primary key (shard, transfer_id)
);
create index coupon_uses_by_coupon on wallet.coupon_uses (shard, coupon_id);
create index coupon_uses_by_thing on wallet.coupon_uses (shard, of_id);
comment on table wallet.coupon_uses is 'distributed: by shard; what a coupon paid for, and how much of it, in the shard of whom it paid for';
