create table platform.idempotency_keys (
  key text primary key,
  operation text not null,
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null
);
comment on table platform.idempotency_keys is 'distributed: by key; the first answer to a keyed request, returned to every repeat';

create table platform.history (
  id uuid primary key,
  at timestamptz not null,
  operation text not null,
  actor text not null,
  subject text,
  request_id text not null
);
create index history_by_subject on platform.history (subject, at);
comment on table platform.history is 'local: one line for every command that committed';

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger history_is_append_only before update or delete or truncate on platform.history
  for each statement execute function platform.refuse_change();

create table platform.outbox (
  id uuid primary key,
  kind text not null,
  dedupe_key text not null unique,
  payload jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'kept', 'dead')),
  attempts integer not null default 0,
  last_error text,
  receipt jsonb,
  created_at timestamptz not null,
  -- Since when it waits: later than its creation where a person sends it again.
  waiting_since timestamptz not null,
  settled_at timestamptz
);
create index outbox_unsettled on platform.outbox (status, id) where status <> 'sent';
comment on table platform.outbox is 'local: every effect outside the database, delivered at least once';

create table platform.settings (
  name text primary key,
  value jsonb not null
);
comment on table platform.settings is 'reference: choices made once, at installation';
