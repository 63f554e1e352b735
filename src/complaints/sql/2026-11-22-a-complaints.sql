create table complaints.case_keys (
  key text primary key,
  kind text not null check (kind in ('number', 'link', 'mail')),
  shard smallint not null,
  case_id uuid not null
);
comment on table complaints.case_keys is 'distributed: by key; what names or opens a case: its number, and the SHA-256 of its link and of its mail address';

create table complaints.cases (
  shard smallint not null,
  id uuid not null,
  number text not null,
  -- The fold of the record.
  version integer not null check (version > 0),
  state text not null check (state in ('received', 'in_progress', 'waiting_for_customer', 'decided', 'disagreed', 'closed', 'withdrawn')),
  channel text not null,
  issue text not null,
  sub_issue text,
  secondary text[] not null,
  product text,
  packs text[] not null,
  person_id uuid,
  verified boolean not null,
  urgent boolean not null,
  transaction_id uuid,
  claimed_asset text,
  claimed_amount numeric(38,0) check (claimed_amount > 0),
  assigned_to uuid,
  outcome jsonb,
  redress jsonb not null,
  decisions integer not null,
  missed integer not null,
  unanswered_since timestamptz,
  opened_at timestamptz not null,
  decided_at timestamptz,
  disagree_until timestamptz,
  closed_at timestamptz,
  -- What the record names only by its hash, and erasure removes.
  summary text not null,
  answers jsonb not null,
  name text,
  email text,
  phone text,
  locale text not null check (locale in ('en', 'zh-CN')),
  mail_subject text,
  mail_references text[] not null,
  assignee_name text,
  first_contact_at timestamptz,
  -- Derived from the clocks.
  next_due_at timestamptz,
  breached boolean not null,
  queue_at timestamptz not null,
  on_desk boolean not null,
  primary key (shard, id),
  check ((claimed_asset is null) = (claimed_amount is null))
);
-- Most updates of a case move no index: room for them on the same page.
alter table complaints.cases set (fillfactor = 80);
create index cases_on_desk on complaints.cases (queue_at, id) where on_desk;
create index cases_on_desk_by_assignee on complaints.cases (assigned_to, queue_at, id) where on_desk;
create index cases_on_desk_by_issue on complaints.cases (issue, queue_at, id) where on_desk;
create index cases_on_desk_breached on complaints.cases (queue_at, id) where on_desk and breached;
create index cases_ended on complaints.cases (state, opened_at desc, id desc) where state in ('decided', 'closed', 'withdrawn');
create index cases_by_time on complaints.cases (opened_at desc, id desc);
create index cases_of_person on complaints.cases (person_id, id) where person_id is not null;
create index cases_by_email on complaints.cases (email, id) where email is not null;
create index cases_to_close on complaints.cases (disagree_until) where state = 'decided';
comment on table complaints.cases is 'distributed: by shard; the read row of each case';

create table complaints.case_events (
  shard smallint not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  kind text not null,
  actor text not null,
  -- The name that staff went by; complainants have none here.
  actor_name text,
  data jsonb not null,
  primary key (shard, case_id, seq),
  foreign key (shard, case_id) references complaints.cases (shard, id)
);
comment on table complaints.case_events is 'distributed: by shard; the record of each case, append-only, without gaps';
create trigger case_events_are_append_only before update or delete or truncate on complaints.case_events
  for each statement execute function platform.refuse_change();

create table complaints.messages (
  shard smallint not null,
  case_id uuid not null,
  -- The event of the record that it belongs to, which holds the SHA-256 of its text.
  seq integer not null,
  at timestamptz not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  kind text not null,
  channel text not null,
  author_id uuid,
  author text,
  text text not null,
  html text,
  contact_id uuid,
  mail_message_id text,
  primary key (shard, case_id, seq),
  foreign key (shard, case_id) references complaints.cases (shard, id)
);
comment on table complaints.messages is 'distributed: by shard; everything said in a case, in, out and among staff';

create table complaints.clocks (
  shard smallint not null,
  case_id uuid not null,
  pack text not null,
  rule text not null,
  round smallint not null,
  bearer text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  stopped_at timestamptz,
  missed_at timestamptz,
  -- Everything that explains the date, as the engine gave it.
  facts jsonb not null,
  primary key (shard, case_id, pack, rule, round),
  foreign key (shard, case_id) references complaints.cases (shard, id)
);
create index clocks_running on complaints.clocks (due_at) where stopped_at is null and missed_at is null;
comment on table complaints.clocks is 'distributed: by shard; the deadlines of each case, one row each time a rule runs';

create table complaints.case_files (
  shard smallint not null,
  case_id uuid not null,
  file_id uuid not null,
  holder uuid not null,
  seq integer not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  shown boolean not null,
  added_at timestamptz not null,
  primary key (shard, case_id, file_id),
  foreign key (shard, case_id) references complaints.cases (shard, id)
);
comment on table complaints.case_files is 'distributed: by shard; which files of the vault belong to a case';

create table complaints.verifications (
  shard smallint not null,
  case_id uuid not null,
  code_hash bytea not null,
  attempts smallint not null default 0,
  codes_sent smallint not null default 1,
  expires_at timestamptz not null,
  primary key (shard, case_id)
);
comment on table complaints.verifications is 'distributed: by shard; the code that confirms a complainant''s address';

create table complaints.drafts (
  code_hash bytea primary key,
  id uuid not null,
  answers jsonb not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null
);
create index drafts_by_expiry on complaints.drafts (expires_at);
comment on table complaints.drafts is 'distributed: by code_hash; complaints that are being written, kept under the hash of their resume code';

create table complaints.reply_drafts (
  shard smallint not null,
  case_id uuid not null,
  person_id uuid not null,
  text text not null,
  saved_at timestamptz not null,
  primary key (shard, case_id, person_id)
);
comment on table complaints.reply_drafts is 'distributed: by shard; a handler''s unsent reply';

create table complaints.presence (
  shard smallint not null,
  case_id uuid not null,
  person_id uuid not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (shard, case_id, person_id)
);
comment on table complaints.presence is 'distributed: by shard; who has a case open; old rows mean nobody';
