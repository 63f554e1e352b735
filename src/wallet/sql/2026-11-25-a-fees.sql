create table wallet.fee_tables (
  version integer primary key check (version > 0),
  effective_from timestamptz not null,
  published_at timestamptz not null,
  published_by text not null
);
comment on table wallet.fee_tables is 'reference: every version of the fee table; of those that have begun, the last is in force';

create table wallet.fee_rules (
  version integer not null references wallet.fee_tables (version),
  kind text not null check (kind in ('payment', 'withdrawal', 'checkout')),
  asset text not null,
  flat numeric(38,0) not null check (flat >= 0),
  basis_points integer not null check (basis_points between 0 and 10000),
  minimum numeric(38,0) not null check (minimum >= 0),
  maximum numeric(38,0),
  primary key (version, kind, asset),
  constraint maximum_is_not_below_minimum check (maximum >= minimum)
);
comment on table wallet.fee_rules is 'reference: what each version charges; what it does not name is free';

create trigger fee_tables_are_append_only before update or delete or truncate on wallet.fee_tables
  for each statement execute function platform.refuse_change();
create trigger fee_rules_are_append_only before update or delete or truncate on wallet.fee_rules
  for each statement execute function platform.refuse_change();

-- The first version charges nothing, and has applied from the beginning.
insert into wallet.fee_tables (version, effective_from, published_at, published_by)
values (1, '1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 'system:installation');
