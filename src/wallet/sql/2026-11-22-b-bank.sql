create table wallet.bank_accounts (
  number text primary key,
  asset text not null,
  holder text not null,
  bank text not null,
  bic text,
  opened_at timestamptz not null
);
comment on table wallet.bank_accounts is 'reference: our own accounts at banks, to which customers send money';

create table wallet.bank_files (
  sha256 bytea primary key,
  content bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null
);
comment on table wallet.bank_files is 'distributed: by sha256; every statement file that was imported, as it came';

create table wallet.bank_statements (
  shard smallint not null,
  id uuid not null,
  file_sha256 bytea not null,
  bank_account text not null,
  bank_id text not null,
  asset text not null,
  opening numeric(38,0) not null,
  closing numeric(38,0) not null,
  seen integer not null,
  skipped integer not null,
  imported_at timestamptz not null,
  primary key (shard, id)
);
create index bank_statements_by_file on wallet.bank_statements (shard, file_sha256);
comment on table wallet.bank_statements is 'distributed: by shard; every bank statement that was imported';

create table wallet.bank_references (
  key text primary key,
  bank_id text not null,
  amount numeric(38,0) not null
);
comment on table wallet.bank_references is 'distributed: by key; each movement at a bank that was booked here, once for ever';

create table wallet.bank_lines (
  shard smallint not null,
  id uuid not null,
  statement_id uuid not null,
  position integer not null,
  bank_account text not null,
  bank_reference text,
  asset text not null,
  direction text not null check (direction in ('in', 'out')),
  amount numeric(38,0) not null check (amount > 0),
  booked_on date not null,
  value_on date,
  texts text[] not null,
  payer_name text,
  payer_account text,
  state text not null check (state in ('credited', 'open', 'assigned', 'duplicate', 'returned', 'cost')),
  why_open text,
  person_id uuid,
  transfer_id uuid not null,
  settled_by_transfer_id uuid,
  settled_at timestamptz,
  settled_by text,
  settled_because text,
  primary key (shard, id),
  foreign key (shard, statement_id) references wallet.bank_statements (shard, id),
  constraint credited_line_names_whom check (state not in ('credited', 'assigned') or person_id is not null),
  constraint other_line_says_why check ((state = 'credited') = (why_open is null)),
  constraint settled_line_says_by_whom_and_why check (
    (state in ('credited', 'open')) = (settled_at is null)
    and (settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_because is null))
);
create index bank_lines_open on wallet.bank_lines (shard, id) where state = 'open';
create index bank_lines_settled on wallet.bank_lines (shard, id) where settled_at is not null;
create index bank_lines_by_statement on wallet.bank_lines (shard, statement_id, position);
create index bank_lines_by_transfer on wallet.bank_lines (shard, transfer_id);
create index bank_lines_by_settling_transfer on wallet.bank_lines (shard, settled_by_transfer_id) where settled_by_transfer_id is not null;
comment on table wallet.bank_lines is 'distributed: by shard; every booked line of every statement, and what became of it';
