create table channels.contacts (
  shard smallint not null,
  id uuid not null,
  channel text not null,
  -- What tells a repeat of the same contact from a new one; the shard is made of it, so that it is unique everywhere.
  external_id text not null,
  -- How it reached us, as the channel knows it: for mail the SMTP envelope.
  envelope jsonb not null,
  raw bytea not null,
  received_at timestamptz not null,
  filed_as text check (filed_as in ('case', 'reply', 'automatic', 'bounce', 'kept')),
  filed_at timestamptz,
  -- Why it is filed so, a word of `mail-filing.ts`.
  reason text,
  -- The case it is filed in, or seems to be about.
  case_id uuid,
  sender text,
  subject text,
  -- By whom a contact that waited for a person was settled, and what he wrote for the record.
  settled_at timestamptz,
  settled_by uuid,
  settled_because text,
  primary key (shard, id),
  unique (shard, channel, external_id),
  check ((filed_as is null) = (filed_at is null)),
  check (filed_as not in ('case', 'reply') or case_id is not null)
);
-- Mail is base64 for the most part: compressing it costs time and saves nothing.
alter table channels.contacts alter column raw set storage external;
create index contacts_for_a_person on channels.contacts (id) where filed_as = 'kept' and settled_at is null;
create index contacts_unfiled on channels.contacts (received_at) where filed_as is null;
create index contacts_of_case on channels.contacts (case_id) where case_id is not null;
comment on table channels.contacts is 'distributed: by shard; the raw original of everything that reached us, stored before it was acknowledged';

create table channels.senders (
  address text not null,
  day date not null,
  cases integer not null,
  primary key (address, day)
);
comment on table channels.senders is 'distributed: by address; how many cases one address opened on one day, so that a loop of mails ends';
