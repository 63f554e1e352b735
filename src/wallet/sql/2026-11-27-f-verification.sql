create table wallet.verifications (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  -- The level that is asked for.
  level smallint not null check (level in (1, 2)),
  state text not null check (state in ('draft', 'submitted', 'recommended', 'approved', 'refused')),
  -- What the customer says of himself, as far as the level asks for it.
  details jsonb not null default '{}',
  opened_at timestamptz not null,
  submitted_at timestamptz,
  recommended_at timestamptz,
  recommended_by uuid,
  recommendation text check (recommendation in ('approve', 'refuse')),
  -- For compliance alone.
  recommended_because text,
  decided_at timestamptz,
  decided_by uuid,
  -- Codes of why it was refused, and what the customer reads beside them.
  reasons text[] not null default '{}',
  remark text,
  primary key (shard, id),
  constraint two_different_people check (decided_by <> recommended_by),
  constraint nobody_decides_about_himself check (recommended_by <> person_id and decided_by <> person_id),
  constraint decided_after_recommended check (state not in ('approved', 'refused') or (recommended_by is not null and decided_by is not null)),
  constraint refused_with_reasons check ((state = 'refused') = (cardinality(reasons) > 0))
);
create unique index one_open_verification on wallet.verifications (shard, person_id) where state in ('draft', 'submitted', 'recommended');
create index verifications_by_person on wallet.verifications (shard, person_id, opened_at desc);
create index verifications_waiting on wallet.verifications (submitted_at) where state in ('submitted', 'recommended');
comment on table wallet.verifications is 'distributed: by shard; what customers show to be known better, who of compliance recommended and who decided';

create table wallet.verification_files (
  shard smallint not null,
  verification_id uuid not null,
  file_id uuid not null,
  kind text not null check (kind in ('identity', 'address', 'funds')),
  primary key (shard, verification_id, file_id),
  foreign key (shard, verification_id) references wallet.verifications (shard, id)
);
comment on table wallet.verification_files is 'distributed: by shard; what each document of a verification shows; the files are in the vault';

create table wallet.document_openings (
  shard smallint not null,
  id uuid not null,
  -- The verification or the legal freeze that the document belongs to.
  holder uuid not null,
  file_id uuid not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  primary key (shard, id)
);
create index document_openings_by_holder on wallet.document_openings (shard, holder, opened_at);
comment on table wallet.document_openings is 'distributed: by shard; who of compliance opened which document of a customer, and when';
