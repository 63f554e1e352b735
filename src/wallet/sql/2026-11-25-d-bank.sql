-- Our accounts at banks belong to the rail, which also pays out from them.
insert into rails.public_bank_accounts select number, asset, holder, bank, bic, opened_at from wallet.bank_accounts;
drop table wallet.bank_accounts;

alter table wallet.bank_files
  add column kind text check (kind in ('statement', 'notification', 'status-report')),
  add column state text not null default 'booked' check (state in ('kept', 'refused', 'waiting', 'booking', 'booked', 'turned-down')),
  add column refused_code text,
  add column refused_text jsonb,
  add column settled_by text,
  add column settled_at timestamptz,
  add column settled_because text,
  add constraint refused_file_says_why check (state <> 'refused' or (refused_code is not null and refused_text is not null));
alter table wallet.bank_files alter column state drop default;
create index bank_files_unfinished on wallet.bank_files (uploaded_at) where state in ('kept', 'refused', 'waiting', 'booking');

alter table wallet.bank_statements
  add column kind text not null default 'statement' check (kind in ('statement', 'notification')),
  add column position integer not null default 0,
  add column lines integer not null default 0,
  add column booked integer not null default 0,
  add column money_in numeric(38,0) not null default 0,
  add column closed_on date,
  add column sequence bigint,
  alter column opening drop not null,
  alter column closing drop not null,
  add constraint statement_has_balances check ((kind = 'statement') = (opening is not null) and (kind = 'statement') = (closing is not null));
alter table wallet.bank_statements
  alter column kind drop default, alter column position drop default, alter column lines drop default,
  alter column booked drop default, alter column money_in drop default;
create index bank_statements_by_account on wallet.bank_statements (shard, bank_account, closed_on, sequence) where kind = 'statement';

-- A name may stand for several movements of the bank, told by statements and notifications: `bank_id` is the statement
-- that booked this one, null as long as only a notification told of it.
alter table wallet.bank_references drop constraint bank_references_pkey;
alter table wallet.bank_references
  add column ordinal integer not null default 1,
  add column lines uuid[] not null default '{}',
  alter column bank_id drop not null,
  add primary key (key, ordinal);
alter table wallet.bank_references alter column ordinal drop default, alter column lines drop default;

alter table wallet.bank_lines
  add column confirmed_by uuid,
  add column name_match text check (name_match in ('same', 'similar', 'different', 'unknown')),
  add column end_to_end_id text,
  add column return_code text,
  add column return_note text,
  add column payout_id uuid,
  add column told_at timestamptz,
  drop constraint bank_lines_state_check,
  drop constraint credited_line_names_whom,
  drop constraint other_line_says_why,
  drop constraint settled_line_says_by_whom_and_why,
  add constraint line_is_in_a_state check (state in ('credited', 'open', 'assigned', 'duplicate', 'returned', 'cost', 'split', 'paid', 'paid-back')),
  add constraint credited_line_names_whom check (state not in ('credited', 'assigned') or person_id is not null),
  add constraint paid_line_names_the_payout check (state not in ('paid', 'paid-back') or payout_id is not null),
  add constraint other_line_says_why check (why_open is not null or state in ('credited', 'paid', 'paid-back')),
  add constraint settled_line_says_by_whom_and_why check (
    (state not in ('credited', 'open') or settled_at is null)
    and (state not in ('assigned', 'duplicate', 'returned', 'cost', 'split') or settled_at is not null)
    and (settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_because is null));
update wallet.bank_lines set confirmed_by = statement_id;
create index bank_lines_unconfirmed on wallet.bank_lines (shard, told_at) where confirmed_by is null;
create index bank_lines_by_payer on wallet.bank_lines (shard, payer_account) where person_id is not null;
create index bank_lines_by_payout on wallet.bank_lines (shard, payout_id) where payout_id is not null;
create index bank_lines_waiting_for on wallet.bank_lines (shard, person_id) where state = 'open' and person_id is not null;

create table wallet.work_items (
  shard smallint not null,
  id uuid not null,
  kind text not null,
  subject text not null,
  facts jsonb not null,
  asset text,
  amount numeric(38,0),
  raised_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  closed_because text,
  primary key (shard, id),
  constraint closed_item_says_by_whom_and_why check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closed_because is null))
);
create unique index work_items_open on wallet.work_items (shard, kind, subject) where closed_at is null;
create index work_items_closed on wallet.work_items (shard, closed_at) where closed_at is not null;
comment on table wallet.work_items is 'distributed: by shard; what the money outside leaves for a person to look at, beside single bank lines';

create table wallet.reconciliations (
  shard smallint not null,
  id uuid not null,
  at timestamptz not null,
  by text not null,
  rows jsonb not null,
  unexplained integer not null,
  primary key (shard, id)
);
comment on table wallet.reconciliations is 'distributed: by shard; every comparison of the books with banks and chains, and what explained the differences';
