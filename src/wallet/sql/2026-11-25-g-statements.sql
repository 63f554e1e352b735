create table wallet.documents (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('statement', 'monthly', 'export')),
  asset text,
  from_day date,
  to_day date,
  format text not null check (format in ('pdf', 'csv', 'zip')),
  locale text not null check (locale in ('en', 'zh-CN')),
  state text not null check (state in ('waiting', 'making', 'ready', 'failed', 'expired')),
  attempts integer not null default 0,
  done integer not null default 0,
  total integer,
  error text,
  file_id uuid,
  file_name text,
  size bigint,
  asked_at timestamptz not null,
  made_at timestamptz,
  expires_at timestamptz,
  primary key (shard, id),
  constraint statement_says_of_what check (
    (kind = 'export') = (format = 'zip') and (kind = 'export') = (asset is null)
    and (kind = 'export') = (from_day is null) and (kind = 'export') = (to_day is null)),
  constraint made_document_has_a_file check (
    (state in ('ready', 'expired')) = (file_id is not null) and (file_id is null) = (file_name is null)
    and (file_id is null) = (size is null) and (file_id is null) = (made_at is null) and (file_id is null) = (expires_at is null))
);
create index documents_by_person on wallet.documents (shard, person_id, id desc);
create index documents_to_expire on wallet.documents (shard, expires_at) where state = 'ready';
create unique index one_monthly_statement on wallet.documents (shard, person_id, asset, from_day) where kind = 'monthly';
comment on table wallet.documents is 'distributed: by shard; statements and exports that a person asked for, or that were made for him; the file lies in the vault under its own key';

create table wallet.balance_marks (
  shard smallint not null,
  account uuid not null,
  at timestamptz not null,
  transfer_id uuid not null,
  primary key (shard, account, at)
);
comment on table wallet.balance_marks is 'distributed: by shard; the last transfer of an account before a moment, found once, at which reading of what is older begins';

create table wallet.statement_months (
  shard smallint not null,
  month date not null,
  ordered_at timestamptz not null,
  primary key (shard, month)
);
comment on table wallet.statement_months is 'distributed: by shard; months whose statements were ordered for everybody';

create table wallet.notice_cursors (
  shard smallint not null,
  account uuid not null,
  seq bigint not null,
  primary key (shard, account)
);
comment on table wallet.notice_cursors is 'distributed: by shard; the last entry of each account of which its owner was told';
-- What happened before there were notices is nobody’s news.
insert into wallet.notice_cursors select shard, id, last_seq from ledger.public_accounts where kind = 'wallet' and last_seq > 0;

create table wallet.notice_settings (
  shard smallint not null,
  person_id uuid not null,
  off text[] not null,
  changed_at timestamptz not null,
  primary key (shard, person_id)
);
comment on table wallet.notice_settings is 'distributed: by shard; the kinds of notices that a person does not want; everybody else gets all';

create table wallet.notice_hours (
  shard smallint not null,
  person_id uuid not null,
  hour timestamptz not null,
  sent integer not null default 0,
  held integer not null default 0,
  told_at timestamptz,
  primary key (shard, person_id, hour)
);
create index notice_hours_to_tell on wallet.notice_hours (shard, hour) where held > 0 and told_at is null;
comment on table wallet.notice_hours is 'distributed: by shard; notices of an hour to a person, and how many were left for the summary of the hour';
