create table identity.people (
  shard smallint not null,
  id uuid not null,
  display_name text not null check (length(display_name) between 1 and 80),
  email text not null,
  handle text,
  locale text not null check (locale in ('en', 'zh-CN')),
  created_at timestamptz not null,
  primary key (shard, id),
  constraint person_is_in_the_shard_of_its_id check (shard = get_byte(uuid_send(id), 15))
);
comment on table identity.people is 'distributed: by shard; everybody who has registered or joined';

create table identity.email_claims (
  email text primary key check (email = lower(email)),
  shard smallint not null,
  person_id uuid not null
);
comment on table identity.email_claims is 'distributed: by email; an e-mail address belongs to one person';

create table identity.handle_claims (
  handle text primary key check (handle ~ '^[a-z0-9_]{3,20}$'),
  shard smallint not null,
  person_id uuid not null,
  claimed_at timestamptz not null
);
create index handle_claims_by_person on identity.handle_claims (person_id);
comment on table identity.handle_claims is 'distributed: by handle; a handle stays with its first owner, so that nobody is paid by mistake in his place';

create table identity.staff (
  person_id uuid primary key,
  roles text[] not null check (roles <@ array['customer', 'handler', 'supervisor', 'compliance', 'admin']),
  joined_at timestamptz not null
);
comment on table identity.staff is 'reference: who works or worked for the provider, with all roles; whoever is not here is a customer';

create table identity.invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  -- Null: the link of the first admin, who names the address himself.
  email text check (email = lower(email)),
  roles text[] not null check (cardinality(roles) > 0 and roles <@ array['handler', 'supervisor', 'compliance', 'admin']),
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid
);
comment on table identity.invitations is 'reference: links that make their holder staff, once';

create table identity.tries (
  key text primary key,
  since timestamptz not null,
  count integer not null
);
comment on table identity.tries is 'distributed: by key; how often something that may be guessed or flooded was tried of late';

-- What the sign-in library keeps. The names are ours, the meaning is its own.
create table identity.users (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table identity.users is 'local: sign-in mechanics';

create table identity.sessions (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references identity.users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_by_user on identity.sessions (user_id);
create index sessions_by_end on identity.sessions (expires_at);
comment on table identity.sessions is 'local: sign-in mechanics';

create table identity.credentials (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references identity.users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, provider_id)
);
comment on table identity.credentials is 'local: sign-in mechanics';

create table identity.verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on identity.verifications (identifier);
create index verifications_by_end on identity.verifications (expires_at);
comment on table identity.verifications is 'local: sign-in mechanics';

create table identity.passkeys (
  id uuid primary key,
  name text,
  public_key text not null,
  user_id uuid not null references identity.users on delete cascade,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkeys_by_user on identity.passkeys (user_id);
comment on table identity.passkeys is 'local: sign-in mechanics';

create table identity.two_factors (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null unique references identity.users on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factors_by_secret on identity.two_factors (secret);
comment on table identity.two_factors is 'local: sign-in mechanics';

create table identity.rate_limits (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
comment on table identity.rate_limits is 'local: sign-in mechanics';

create view identity.public_people as
  select p.shard, p.id, p.display_name, p.email, p.handle, p.locale, coalesce(s.roles, array['customer']) as roles, p.created_at
  from identity.people p left join identity.staff s on s.person_id = p.id;
comment on view identity.public_people is 'who a person is, for the other slices';
