alter table identity.people add column security_changed_at timestamptz;

alter table identity.sessions
  -- When its person last showed password, code or passkey again; null: never since signing in.
  add column proven_at timestamptz,
  -- When its device was first seen; null: signed in before devices were remembered.
  add column device_since timestamptz;

create table identity.devices (
  shard smallint not null,
  person_id uuid not null,
  -- Hash of the browser's long-lived cookie, its name and its system.
  key bytea not null check (length(key) = 32),
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (shard, person_id, key)
);
comment on table identity.devices is 'distributed: by shard; browsers on which a person has signed in';

create table identity.email_changes (
  shard smallint not null,
  person_id uuid not null,
  email text not null check (email = lower(email)),
  code_hash bytea not null,
  asked_at timestamptz not null,
  -- When the code came back, and when the new address counts; null: the code is awaited.
  confirmed_at timestamptz,
  effective_at timestamptz,
  primary key (shard, person_id)
);
comment on table identity.email_changes is 'distributed: by shard; an e-mail address that is to replace a person’s own, one at a time';
