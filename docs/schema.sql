-- The schema that the migrations make, for reviewers. Written by `npm run codegen`.

create table channels.contacts (
  shard smallint not null,
  id uuid not null,
  channel text not null,
  external_id text not null,
  envelope jsonb not null,
  raw bytea not null,
  received_at timestamp with time zone not null,
  filed_as text,
  filed_at timestamp with time zone,
  reason text,
  case_id uuid,
  sender text,
  subject text,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_because text,
  constraint contacts_check CHECK (((filed_as IS NULL) = (filed_at IS NULL))),
  constraint contacts_check1 CHECK (((filed_as <> ALL (ARRAY['case'::text, 'reply'::text])) OR (case_id IS NOT NULL))),
  constraint contacts_filed_as_check CHECK ((filed_as = ANY (ARRAY['case'::text, 'reply'::text, 'automatic'::text, 'bounce'::text, 'kept'::text]))),
  constraint contacts_pkey PRIMARY KEY (shard, id),
  constraint contacts_shard_channel_external_id_key UNIQUE (shard, channel, external_id)
);

create table channels.senders (
  address text not null,
  day date not null,
  cases integer not null,
  constraint senders_pkey PRIMARY KEY (address, day)
);

comment on table channels.contacts is 'distributed: by shard; the raw original of everything that reached us, stored before it was acknowledged';

comment on table channels.senders is 'distributed: by address; how many cases one address opened on one day, so that a loop of mails ends';

CREATE INDEX contacts_for_a_person ON channels.contacts USING btree (id) WHERE ((filed_as = 'kept'::text) AND (settled_at IS NULL));

CREATE INDEX contacts_of_case ON channels.contacts USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX contacts_unfiled ON channels.contacts USING btree (received_at) WHERE (filed_as IS NULL);

create table complaints.case_events (
  shard smallint not null,
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  kind text not null,
  actor text not null,
  actor_name text,
  data jsonb not null,
  constraint case_events_seq_check CHECK ((seq > 0)),
  constraint case_events_shard_case_id_fkey FOREIGN KEY (shard, case_id) REFERENCES complaints.cases(shard, id),
  constraint case_events_pkey PRIMARY KEY (shard, case_id, seq)
);

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
  added_at timestamp with time zone not null,
  constraint case_files_shard_case_id_fkey FOREIGN KEY (shard, case_id) REFERENCES complaints.cases(shard, id),
  constraint case_files_pkey PRIMARY KEY (shard, case_id, file_id)
);

create table complaints.case_keys (
  key text not null,
  kind text not null,
  shard smallint not null,
  case_id uuid not null,
  constraint case_keys_kind_check CHECK ((kind = ANY (ARRAY['number'::text, 'link'::text, 'mail'::text]))),
  constraint case_keys_pkey PRIMARY KEY (key)
);

create table complaints.cases (
  shard smallint not null,
  id uuid not null,
  number text not null,
  version integer not null,
  state text not null,
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
  claimed_amount numeric(38,0),
  assigned_to uuid,
  outcome jsonb,
  redress jsonb not null,
  decisions integer not null,
  missed integer not null,
  unanswered_since timestamp with time zone,
  opened_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  disagree_until timestamp with time zone,
  closed_at timestamp with time zone,
  summary text not null,
  answers jsonb not null,
  name text,
  email text,
  phone text,
  locale text not null,
  mail_subject text,
  mail_references text[] not null,
  assignee_name text,
  first_contact_at timestamp with time zone,
  next_due_at timestamp with time zone,
  breached boolean not null,
  queue_at timestamp with time zone not null,
  on_desk boolean not null,
  residence text,
  constraint cases_check CHECK (((claimed_asset IS NULL) = (claimed_amount IS NULL))),
  constraint cases_claimed_amount_check CHECK ((claimed_amount > (0)::numeric)),
  constraint cases_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'zh-CN'::text]))),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['received'::text, 'in_progress'::text, 'waiting_for_customer'::text, 'decided'::text, 'disagreed'::text, 'closed'::text, 'withdrawn'::text]))),
  constraint cases_version_check CHECK ((version > 0)),
  constraint cases_pkey PRIMARY KEY (shard, id)
) with (fillfactor=80);

create table complaints.clocks (
  shard smallint not null,
  case_id uuid not null,
  pack text not null,
  rule text not null,
  round smallint not null,
  bearer text not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  missed_at timestamp with time zone,
  facts jsonb not null,
  constraint clocks_shard_case_id_fkey FOREIGN KEY (shard, case_id) REFERENCES complaints.cases(shard, id),
  constraint clocks_pkey PRIMARY KEY (shard, case_id, pack, rule, round)
);

create table complaints.drafts (
  code_hash bytea not null,
  id uuid not null,
  answers jsonb not null,
  started_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (code_hash)
);

create table complaints.messages (
  shard smallint not null,
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  direction text not null,
  kind text not null,
  channel text not null,
  author_id uuid,
  author text,
  text text not null,
  html text,
  contact_id uuid,
  mail_message_id text,
  constraint messages_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'note'::text]))),
  constraint messages_shard_case_id_fkey FOREIGN KEY (shard, case_id) REFERENCES complaints.cases(shard, id),
  constraint messages_pkey PRIMARY KEY (shard, case_id, seq)
);

create table complaints.presence (
  shard smallint not null,
  case_id uuid not null,
  person_id uuid not null,
  name text not null,
  seen_at timestamp with time zone not null,
  constraint presence_pkey PRIMARY KEY (shard, case_id, person_id)
);

create table complaints.reply_drafts (
  shard smallint not null,
  case_id uuid not null,
  person_id uuid not null,
  text text not null,
  saved_at timestamp with time zone not null,
  constraint reply_drafts_pkey PRIMARY KEY (shard, case_id, person_id)
);

create table complaints.verifications (
  shard smallint not null,
  case_id uuid not null,
  code_hash bytea not null,
  attempts smallint default 0 not null,
  codes_sent smallint default 1 not null,
  expires_at timestamp with time zone not null,
  constraint verifications_pkey PRIMARY KEY (shard, case_id)
);

comment on table complaints.case_events is 'distributed: by shard; the record of each case, append-only, without gaps';

comment on table complaints.case_files is 'distributed: by shard; which files of the vault belong to a case';

comment on table complaints.case_keys is 'distributed: by key; what names or opens a case: its number, and the SHA-256 of its link and of its mail address';

comment on table complaints.cases is 'distributed: by shard; the read row of each case';

comment on table complaints.clocks is 'distributed: by shard; the deadlines of each case, one row each time a rule runs';

comment on table complaints.drafts is 'distributed: by code_hash; complaints that are being written, kept under the hash of their resume code';

comment on table complaints.messages is 'distributed: by shard; everything said in a case, in, out and among staff';

comment on table complaints.presence is 'distributed: by shard; who has a case open; old rows mean nobody';

comment on table complaints.reply_drafts is 'distributed: by shard; a handler''s unsent reply';

comment on table complaints.verifications is 'distributed: by shard; the code that confirms a complainant''s address';

CREATE INDEX cases_by_email ON complaints.cases USING btree (email, id) WHERE (email IS NOT NULL);

CREATE INDEX cases_by_time ON complaints.cases USING btree (opened_at DESC, id DESC);

CREATE INDEX cases_ended ON complaints.cases USING btree (state, opened_at DESC, id DESC) WHERE (state = ANY (ARRAY['decided'::text, 'closed'::text, 'withdrawn'::text]));

CREATE INDEX cases_of_person ON complaints.cases USING btree (person_id, id) WHERE (person_id IS NOT NULL);

CREATE INDEX cases_on_desk ON complaints.cases USING btree (queue_at, id) WHERE on_desk;

CREATE INDEX cases_on_desk_breached ON complaints.cases USING btree (queue_at, id) WHERE (on_desk AND breached);

CREATE INDEX cases_on_desk_by_assignee ON complaints.cases USING btree (assigned_to, queue_at, id) WHERE on_desk;

CREATE INDEX cases_on_desk_by_issue ON complaints.cases USING btree (issue, queue_at, id) WHERE on_desk;

CREATE INDEX cases_to_close ON complaints.cases USING btree (disagree_until) WHERE (state = 'decided'::text);

CREATE INDEX clocks_running ON complaints.clocks USING btree (due_at) WHERE ((stopped_at IS NULL) AND (missed_at IS NULL));

CREATE INDEX drafts_by_expiry ON complaints.drafts USING btree (expires_at);

CREATE TRIGGER case_events_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON complaints.case_events FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table evidence.files (
  shard smallint not null,
  holder uuid not null,
  id uuid not null,
  sha256 bytea not null,
  name text not null,
  type text not null,
  size integer not null,
  shown boolean not null,
  stored_at timestamp with time zone not null,
  constraint files_sha256_check CHECK ((length(sha256) = 32)),
  constraint files_size_check CHECK ((size >= 0)),
  constraint files_shard_holder_fkey FOREIGN KEY (shard, holder) REFERENCES evidence.keys(shard, holder),
  constraint files_pkey PRIMARY KEY (shard, holder, id)
);

create table evidence.keys (
  shard smallint not null,
  holder uuid not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null,
  constraint keys_pkey PRIMARY KEY (shard, holder)
);

comment on table evidence.files is 'distributed: by shard; what is in the vault, by holder (a case, or a draft of one)';

comment on table evidence.keys is 'distributed: by shard; the key of each holder of files, wrapped under the master key; without it the files are noise';

create table identity.credentials (
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE,
  constraint credentials_pkey PRIMARY KEY (id),
  constraint credentials_user_id_provider_id_key UNIQUE (user_id, provider_id)
);

create table identity.devices (
  shard smallint not null,
  person_id uuid not null,
  key bytea not null,
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  constraint devices_key_check CHECK ((length(key) = 32)),
  constraint devices_pkey PRIMARY KEY (shard, person_id, key)
);

create table identity.email_changes (
  shard smallint not null,
  person_id uuid not null,
  email text not null,
  code_hash bytea not null,
  asked_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  effective_at timestamp with time zone,
  constraint email_changes_email_check CHECK ((email = lower(email))),
  constraint email_changes_pkey PRIMARY KEY (shard, person_id)
);

create table identity.email_claims (
  email text not null,
  shard smallint not null,
  person_id uuid not null,
  constraint email_claims_email_check CHECK ((email = lower(email))),
  constraint email_claims_pkey PRIMARY KEY (email)
);

create table identity.handle_claims (
  handle text not null,
  shard smallint not null,
  person_id uuid not null,
  claimed_at timestamp with time zone not null,
  constraint handle_claims_handle_check CHECK ((handle ~ '^[a-z0-9_]{3,20}$'::text)),
  constraint handle_claims_pkey PRIMARY KEY (handle)
);

create table identity.invitations (
  id uuid not null,
  token_hash bytea not null,
  email text,
  roles text[] not null,
  invited_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  constraint invitations_email_check CHECK ((email = lower(email))),
  constraint invitations_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['handler'::text, 'supervisor'::text, 'compliance'::text, 'admin'::text]))),
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_token_hash_key UNIQUE (token_hash)
);

create table identity.passkeys (
  id uuid not null,
  name text,
  public_key text not null,
  user_id uuid not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone,
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_id_key UNIQUE (credential_id)
);

create table identity.people (
  shard smallint not null,
  id uuid not null,
  display_name text not null,
  email text not null,
  handle text,
  locale text not null,
  created_at timestamp with time zone not null,
  verification_level smallint default 0 not null,
  security_changed_at timestamp with time zone,
  constraint people_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 80))),
  constraint people_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'zh-CN'::text]))),
  constraint people_verification_level_check CHECK (((verification_level >= 0) AND (verification_level <= 2))),
  constraint person_is_in_the_shard_of_its_id CHECK ((shard = get_byte(uuid_send(id), 15))),
  constraint people_pkey PRIMARY KEY (shard, id)
);

create table identity.rate_limits (
  id uuid not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limits_pkey PRIMARY KEY (id),
  constraint rate_limits_key_key UNIQUE (key)
);

create table identity.sessions (
  id uuid not null,
  token text not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  proven_at timestamp with time zone,
  device_since timestamp with time zone,
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token)
);

create table identity.staff (
  person_id uuid not null,
  roles text[] not null,
  joined_at timestamp with time zone not null,
  constraint staff_roles_check CHECK ((roles <@ ARRAY['customer'::text, 'handler'::text, 'supervisor'::text, 'compliance'::text, 'admin'::text])),
  constraint staff_pkey PRIMARY KEY (person_id)
);

create table identity.tries (
  key text not null,
  since timestamp with time zone not null,
  count integer not null,
  constraint tries_pkey PRIMARY KEY (key)
);

create table identity.two_factors (
  id uuid not null,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamp with time zone,
  constraint two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE,
  constraint two_factors_pkey PRIMARY KEY (id),
  constraint two_factors_user_id_key UNIQUE (user_id)
);

create table identity.users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email)
);

create table identity.verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verifications_pkey PRIMARY KEY (id)
);

comment on table identity.credentials is 'local: sign-in mechanics';

comment on table identity.devices is 'distributed: by shard; browsers on which a person has signed in';

comment on table identity.email_changes is 'distributed: by shard; an e-mail address that is to replace a person’s own, one at a time';

comment on table identity.email_claims is 'distributed: by email; an e-mail address belongs to one person';

comment on table identity.handle_claims is 'distributed: by handle; a handle stays with its first owner, so that nobody is paid by mistake in his place';

comment on table identity.invitations is 'reference: links that make their holder staff, once';

comment on table identity.passkeys is 'local: sign-in mechanics';

comment on table identity.people is 'distributed: by shard; everybody who has registered or joined';

comment on view identity.public_people is 'who a person is, for the other slices';

comment on table identity.rate_limits is 'local: sign-in mechanics';

comment on table identity.sessions is 'local: sign-in mechanics';

comment on table identity.staff is 'reference: who works or worked for the provider, with all roles; whoever is not here is a customer';

comment on table identity.tries is 'distributed: by key; how often something that may be guessed or flooded was tried of late';

comment on table identity.two_factors is 'local: sign-in mechanics';

comment on table identity.users is 'local: sign-in mechanics';

comment on table identity.verifications is 'local: sign-in mechanics';

CREATE INDEX handle_claims_by_person ON identity.handle_claims USING btree (person_id);

CREATE INDEX passkeys_by_user ON identity.passkeys USING btree (user_id);

CREATE INDEX sessions_by_end ON identity.sessions USING btree (expires_at);

CREATE INDEX sessions_by_user ON identity.sessions USING btree (user_id);

CREATE INDEX two_factors_by_secret ON identity.two_factors USING btree (secret);

CREATE INDEX verifications_by_end ON identity.verifications USING btree (expires_at);

CREATE INDEX verifications_by_identifier ON identity.verifications USING btree (identifier);

create view identity.public_people as
 SELECT p.shard,
    p.id,
    p.display_name,
    p.email,
    p.handle,
    p.locale,
    COALESCE(s.roles, ARRAY['customer'::text]) AS roles,
    p.created_at,
    p.verification_level
   FROM (identity.people p
     LEFT JOIN identity.staff s ON ((s.person_id = p.id)));

create table ledger.accounts (
  shard smallint not null,
  id uuid not null,
  owner text not null,
  asset text not null,
  kind text not null,
  opened_at timestamp with time zone not null,
  constraint account_is_in_the_shard_of_its_id CHECK ((shard = ledger.shard_of(id))),
  constraint accounts_pkey PRIMARY KEY (shard, id),
  constraint accounts_shard_owner_asset_kind_key UNIQUE (shard, owner, asset, kind)
);

create table ledger.balances (
  shard smallint not null,
  account uuid not null,
  asset text not null,
  floor numeric(38,0),
  frozen text default 'none'::text not null,
  closed_at timestamp with time zone,
  balance numeric(38,0) default 0 not null,
  held_out numeric(38,0) default 0 not null,
  held_in numeric(38,0) default 0 not null,
  last_seq bigint default 0 not null,
  last_transfer uuid,
  constraint balances_frozen_check CHECK ((frozen = ANY (ARRAY['none'::text, 'debits'::text, 'all'::text]))),
  constraint balances_held_in_check CHECK ((held_in >= (0)::numeric)),
  constraint balances_held_out_check CHECK ((held_out >= (0)::numeric)),
  constraint closed_account_is_empty CHECK (((closed_at IS NULL) OR ((balance = (0)::numeric) AND (held_out = (0)::numeric) AND (held_in = (0)::numeric)))),
  constraint floor_is_kept CHECK (((balance - held_out) >= floor)),
  constraint balances_pkey PRIMARY KEY (shard, account)
) with (fillfactor=50);

create table ledger.holds (
  shard smallint not null,
  id uuid not null,
  debit uuid not null,
  credit uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  expires_at timestamp with time zone,
  state text not null,
  resolved_by uuid,
  constraint holds_amount_check CHECK ((amount > (0)::numeric)),
  constraint holds_state_check CHECK ((state = ANY (ARRAY['open'::text, 'posted'::text, 'voided'::text, 'expired'::text]))),
  constraint only_an_open_hold_is_unresolved CHECK (((state = 'open'::text) = (resolved_by IS NULL))),
  constraint holds_pkey PRIMARY KEY (shard, id)
);

create table ledger.transfers (
  shard smallint not null,
  id uuid not null,
  kind text not null,
  status text not null,
  refusal text,
  at timestamp with time zone not null,
  debit uuid,
  credit uuid,
  asset text,
  amount numeric(38,0),
  purpose text not null,
  reference text,
  memo text,
  group_id uuid,
  hold_id uuid,
  expires_at timestamp with time zone,
  debit_other uuid,
  credit_other uuid,
  debit_seq bigint,
  debit_previous uuid,
  debit_balance numeric(38,0),
  debit_held numeric(38,0),
  credit_seq bigint,
  credit_previous uuid,
  credit_balance numeric(38,0),
  credit_held numeric(38,0),
  constraint accepted_transfer_is_whole CHECK (((status = 'refused'::text) OR ((debit IS NOT NULL) AND (credit IS NOT NULL) AND (debit <> credit) AND (asset IS NOT NULL) AND (amount > (0)::numeric)))),
  constraint posting_has_two_entries CHECK (((debit_seq IS NULL) = (credit_seq IS NULL))),
  constraint refused_transfer_moves_nothing CHECK ((((status = 'refused'::text) = (refusal IS NOT NULL)) AND ((status <> 'refused'::text) OR ((debit_seq IS NULL) AND (credit_seq IS NULL))))),
  constraint transfers_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'hold'::text, 'post-hold'::text, 'void-hold'::text]))),
  constraint transfers_status_check CHECK ((status = ANY (ARRAY['posted'::text, 'held'::text, 'voided'::text, 'expired'::text, 'refused'::text]))),
  constraint transfers_pkey PRIMARY KEY (shard, id)
);

comment on table ledger.accounts is 'distributed: by shard; who holds what';

comment on table ledger.balances is 'distributed: by shard; each account after its last entry, and what it may do';

comment on table ledger.holds is 'distributed: by shard; what became of each hold';

comment on table ledger.transfers is 'distributed: by shard; every transfer asked for, with its answer';

CREATE INDEX holds_to_expire ON ledger.holds USING btree (shard, expires_at) WHERE ((state = 'open'::text) AND (expires_at IS NOT NULL));

create view ledger.public_accounts as
 SELECT a.shard,
    a.id,
    a.owner,
    a.asset,
    a.kind,
    b.floor,
    b.frozen,
    b.balance,
    b.held_out AS held,
    b.held_in AS incoming,
    b.last_seq,
    a.opened_at,
    b.closed_at
   FROM (ledger.accounts a
     JOIN ledger.balances b ON (((b.shard = a.shard) AND (b.account = a.id))));

create view ledger.public_entries as
 SELECT transfers.shard,
    transfers.debit AS account,
    transfers.debit_seq AS seq,
    transfers.id AS transfer_id,
    transfers.at,
    (- transfers.amount) AS amount,
    transfers.debit_balance AS balance,
    COALESCE(transfers.credit_other, transfers.credit) AS other,
    transfers.asset,
    transfers.purpose,
    transfers.reference,
    transfers.memo,
    transfers.kind,
    transfers.hold_id
   FROM ledger.transfers
  WHERE (transfers.debit_seq IS NOT NULL)
UNION ALL
 SELECT transfers.shard,
    transfers.credit AS account,
    transfers.credit_seq AS seq,
    transfers.id AS transfer_id,
    transfers.at,
    transfers.amount,
    transfers.credit_balance AS balance,
    COALESCE(transfers.debit_other, transfers.debit) AS other,
    transfers.asset,
    transfers.purpose,
    transfers.reference,
    transfers.memo,
    transfers.kind,
    transfers.hold_id
   FROM ledger.transfers
  WHERE (transfers.credit_seq IS NOT NULL);

create view ledger.public_holds as
 SELECT shard,
    id,
    state,
    resolved_by
   FROM ledger.holds;

create view ledger.public_transfers as
 SELECT shard,
    id,
    kind,
    status,
    at,
    COALESCE(debit_other, debit) AS debit,
    COALESCE(credit_other, credit) AS credit,
    asset,
    amount,
    purpose,
    reference,
    memo,
    group_id,
    hold_id,
    expires_at
   FROM ledger.transfers
  WHERE ((status <> 'refused'::text) AND (shard = ledger.shard_of(COALESCE(debit_other, debit))));

CREATE OR REPLACE FUNCTION ledger.public_history(of_shard smallint, of_account uuid, of_transfer uuid)
 RETURNS TABLE(seq bigint, transfer_id uuid, at timestamp with time zone, amount numeric, balance numeric, other uuid, asset text, purpose text, reference text, memo text, kind text, hold_id uuid, group_id uuid)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive walk as (
    select t.* from ledger.balances b join ledger.transfers t on t.shard = b.shard and t.id = coalesce(of_transfer, b.last_transfer)
    where b.shard = of_shard and b.account = of_account and of_account in (t.debit, t.credit)
    union all
    select t.* from walk w cross join lateral (
      select * from ledger.transfers where shard = of_shard and id = case when w.debit = of_account then w.debit_previous else w.credit_previous end limit 1) t)
  select case when debit = of_account then debit_seq else credit_seq end,
    id, at,
    case when debit = of_account then -amount else amount end,
    case when debit = of_account then debit_balance else credit_balance end,
    case when debit = of_account then coalesce(credit_other, credit) else coalesce(debit_other, debit) end,
    asset, purpose, reference, memo, kind, hold_id, group_id
  from walk
$function$
;

CREATE OR REPLACE FUNCTION ledger.shard_of(id uuid)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (get_byte(uuid_send(id), 15))::smallint
;

CREATE TRIGGER accounts_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.accounts FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE TRIGGER transfers_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.transfers FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table platform.history (
  id uuid not null,
  at timestamp with time zone not null,
  operation text not null,
  actor text not null,
  subject text,
  request_id text not null,
  constraint history_pkey PRIMARY KEY (id)
);

create table platform.idempotency_keys (
  key text not null,
  operation text not null,
  request_hash bytea not null,
  response jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (key)
);

create table platform.migrations (
  name text not null,
  hash text not null,
  at timestamp with time zone default now() not null,
  constraint migrations_pkey PRIMARY KEY (name)
);

create table platform.outbox (
  id uuid not null,
  kind text not null,
  dedupe_key text not null,
  payload jsonb not null,
  status text default 'waiting'::text not null,
  attempts integer default 0 not null,
  last_error text,
  receipt jsonb,
  created_at timestamp with time zone not null,
  waiting_since timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint outbox_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'kept'::text, 'dead'::text]))),
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_dedupe_key_key UNIQUE (dedupe_key)
);

create table platform.settings (
  name text not null,
  value jsonb not null,
  constraint settings_pkey PRIMARY KEY (name)
);

comment on table platform.history is 'local: one line for every command that committed';

comment on table platform.idempotency_keys is 'distributed: by key; the first answer to a keyed request, returned to every repeat';

comment on table platform.migrations is 'reference: the schema changes that this database has had';

comment on table platform.outbox is 'local: every effect outside the database, delivered at least once';

comment on table platform.settings is 'reference: choices made once, at installation';

CREATE INDEX history_by_actor ON platform.history USING btree (actor, at);

CREATE INDEX history_by_subject ON platform.history USING btree (subject, at);

CREATE INDEX outbox_unsettled ON platform.outbox USING btree (status, id) WHERE (status <> 'sent'::text);

CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $function$
;

CREATE TRIGGER history_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.history FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table rails.bank_accounts (
  number text not null,
  asset text not null,
  holder text not null,
  bank text not null,
  bic text,
  opened_at timestamp with time zone not null,
  constraint bank_accounts_pkey PRIMARY KEY (number)
);

create table rails.bank_batches (
  shard smallint not null,
  id uuid not null,
  reference text not null,
  bank_account text not null,
  asset text not null,
  payments integer not null,
  sum numeric(38,0) not null,
  file bytea not null,
  state text not null,
  made_at timestamp with time zone not null,
  first_by text,
  released_by text,
  released_at timestamp with time zone,
  handed_over_by text,
  handed_over_at timestamp with time zone,
  refused_by text,
  refused_at timestamp with time zone,
  refused_because text,
  constraint bank_batches_payments_check CHECK ((payments > 0)),
  constraint bank_batches_state_check CHECK ((state = ANY (ARRAY['made'::text, 'released'::text, 'handed-over'::text, 'refused'::text]))),
  constraint bank_batches_sum_check CHECK ((sum > (0)::numeric)),
  constraint refused_batch_says_why CHECK (((state = 'refused'::text) = (refused_because IS NOT NULL))),
  constraint two_people_release_a_batch CHECK (((state <> ALL (ARRAY['released'::text, 'handed-over'::text])) OR (first_by <> released_by))),
  constraint bank_batches_bank_account_fkey FOREIGN KEY (bank_account) REFERENCES rails.bank_accounts(number),
  constraint bank_batches_pkey PRIMARY KEY (shard, id),
  constraint bank_batches_shard_reference_key UNIQUE (shard, reference)
);

create table rails.bank_payouts (
  shard smallint not null,
  id uuid not null,
  reference text not null,
  owner text not null,
  asset text not null,
  amount numeric(38,0) not null,
  iban text not null,
  bic text,
  name text not null,
  state text not null,
  batch_id uuid,
  bank_status text,
  reason_code text,
  reason_note text,
  queued_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint bank_payouts_amount_check CHECK ((amount > (0)::numeric)),
  constraint bank_payouts_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'batched'::text, 'sent'::text, 'settled'::text, 'returned'::text, 'failed'::text]))),
  constraint failed_payout_says_why CHECK (((state <> ALL (ARRAY['failed'::text, 'returned'::text])) OR (reason_code IS NOT NULL))),
  constraint payout_is_paid_by_a_batch CHECK (
CASE state
    WHEN 'queued'::text THEN (batch_id IS NULL)
    WHEN 'failed'::text THEN true
    ELSE (batch_id IS NOT NULL)
END),
  constraint bank_payouts_shard_batch_id_fkey FOREIGN KEY (shard, batch_id) REFERENCES rails.bank_batches(shard, id),
  constraint bank_payouts_pkey PRIMARY KEY (shard, id),
  constraint bank_payouts_shard_reference_key UNIQUE (shard, reference)
);

create table rails.evm_addresses (
  address text not null,
  owner text not null,
  number integer not null,
  constraint evm_addresses_pkey PRIMARY KEY (address)
);

create table rails.evm_blocks (
  height integer not null,
  hash text not null,
  constraint evm_blocks_pkey PRIMARY KEY (height)
);

create table rails.evm_chain (
  chain_id bigint not null,
  height integer not null,
  hash text not null,
  started_at integer not null,
  head integer not null,
  checked_at timestamp with time zone not null,
  health text not null,
  health_since timestamp with time zone not null,
  fault text,
  follower text,
  followed_until timestamp with time zone,
  constraint evm_chain_pkey PRIMARY KEY (chain_id)
);

create table rails.evm_deposits (
  shard smallint not null,
  id uuid not null,
  key text not null,
  owner text not null,
  address text not null,
  asset text,
  token text,
  amount numeric(38,0) not null,
  sender text,
  tx_hash text,
  height integer not null,
  block_hash text,
  need integer not null,
  state text not null,
  reason text,
  seen_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  vanished_at timestamp with time zone,
  swept_by uuid,
  constraint deposit_to_credit_is_of_an_asset CHECK (((asset IS NOT NULL) OR (state = ANY (ARRAY['ignored'::text, 'vanished'::text])))),
  constraint evm_deposits_amount_check CHECK ((amount > (0)::numeric)),
  constraint evm_deposits_state_check CHECK ((state = ANY (ARRAY['seen'::text, 'confirmed'::text, 'vanished'::text, 'ignored'::text]))),
  constraint ignored_deposit_says_why CHECK (((state <> 'ignored'::text) OR (reason IS NOT NULL))),
  constraint evm_deposits_pkey PRIMARY KEY (shard, id),
  constraint one_deposit_a_movement UNIQUE (shard, key)
);

create table rails.evm_nonces (
  address text not null,
  next integer not null,
  constraint evm_nonces_pkey PRIMARY KEY (address)
);

create table rails.evm_orders (
  id uuid not null,
  kind text not null,
  sender text not null,
  recipient text not null,
  asset text not null,
  token text,
  amount numeric(38,0) not null,
  need integer not null,
  nonce integer,
  state text not null,
  reason text,
  tx_hash text,
  height integer,
  block_hash text,
  cost numeric(38,0),
  succeeded boolean,
  queued_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint evm_orders_amount_check CHECK ((amount > (0)::numeric)),
  constraint evm_orders_kind_check CHECK ((kind = ANY (ARRAY['payout'::text, 'sweep'::text, 'gas'::text]))),
  constraint evm_orders_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'mined'::text, 'settled'::text, 'failed'::text, 'cancelled'::text]))),
  constraint mined_order_has_a_block CHECK (((state = ANY (ARRAY['mined'::text, 'settled'::text])) <= ((height IS NOT NULL) AND (block_hash IS NOT NULL) AND (tx_hash IS NOT NULL)))),
  constraint sent_order_has_a_nonce CHECK (((state = ANY (ARRAY['queued'::text, 'failed'::text, 'cancelled'::text])) OR (nonce IS NOT NULL))),
  constraint evm_orders_pkey PRIMARY KEY (id),
  constraint one_order_a_nonce UNIQUE (sender, nonce)
);

create table rails.evm_owners (
  shard smallint not null,
  owner text not null,
  address text not null,
  opened_at timestamp with time zone not null,
  constraint evm_owners_pkey PRIMARY KEY (shard, owner)
);

create table rails.evm_seed (
  id smallint not null,
  sealed bytea not null,
  next_number integer not null,
  constraint evm_seed_id_check CHECK ((id = 1)),
  constraint evm_seed_pkey PRIMARY KEY (id)
);

create table rails.evm_transactions (
  hash text not null,
  order_id uuid not null,
  attempt integer not null,
  raw text not null,
  gas numeric(38,0) not null,
  fee numeric(38,0) not null,
  tip numeric(38,0) not null,
  signed_at timestamp with time zone not null,
  fault text,
  constraint evm_transactions_order_id_fkey FOREIGN KEY (order_id) REFERENCES rails.evm_orders(id),
  constraint evm_transactions_pkey PRIMARY KEY (hash),
  constraint one_transaction_an_attempt UNIQUE (order_id, attempt)
);

comment on table rails.bank_accounts is 'reference: our own accounts at banks, to which customers send money and from which we pay out';

comment on table rails.bank_batches is 'distributed: by shard; every file of payments made for a bank, as it was given out';

comment on table rails.bank_payouts is 'distributed: by shard; every payment that we are to make by bank, in one batch ever';

comment on table rails.evm_addresses is 'distributed: by address; our own addresses, and whose deposits they take';

comment on table rails.evm_blocks is 'local: the latest blocks that were followed, by which a reorganisation is noticed';

comment on table rails.evm_chain is 'local: how far the chain was followed, and how its node is';

comment on table rails.evm_deposits is 'distributed: by shard; every movement on the chain to one of our addresses, and what became of it';

comment on table rails.evm_nonces is 'local: the next nonce of each of our addresses; none is given twice';

comment on table rails.evm_orders is 'local: what is to be moved on the chain, each by exactly one nonce';

comment on table rails.evm_owners is 'distributed: by shard; the deposit address of each person who asked for one';

comment on table rails.evm_seed is 'local: the secret from which every key on the chain follows, sealed under the master key; and the number of the next address';

comment on table rails.evm_transactions is 'local: every transaction that was signed, before anybody could send it';

CREATE INDEX bank_payouts_by_batch ON rails.bank_payouts USING btree (shard, batch_id) WHERE (batch_id IS NOT NULL);

CREATE INDEX bank_payouts_on_the_way ON rails.bank_payouts USING btree (shard, amount) WHERE (state = ANY (ARRAY['batched'::text, 'sent'::text]));

CREATE INDEX bank_payouts_queued ON rails.bank_payouts USING btree (shard, queued_at) WHERE (state = 'queued'::text);

CREATE INDEX evm_deposits_by_address ON rails.evm_deposits USING btree (address);

CREATE INDEX evm_deposits_by_height ON rails.evm_deposits USING btree (height, shard);

CREATE INDEX evm_deposits_by_owner ON rails.evm_deposits USING btree (shard, owner, id);

CREATE INDEX evm_deposits_by_transaction ON rails.evm_deposits USING btree (tx_hash);

CREATE INDEX evm_deposits_to_confirm ON rails.evm_deposits USING btree (shard, height) WHERE (state = 'seen'::text);

CREATE INDEX evm_deposits_to_sweep ON rails.evm_deposits USING btree (shard, address, asset) WHERE ((state = 'confirmed'::text) AND (swept_by IS NULL));

CREATE INDEX evm_orders_gas ON rails.evm_orders USING btree (recipient) WHERE (kind = 'gas'::text);

CREATE INDEX evm_orders_open ON rails.evm_orders USING btree (queued_at) WHERE (state = ANY (ARRAY['queued'::text, 'sent'::text, 'mined'::text]));

create view rails.public_bank_accounts as
 SELECT number,
    asset,
    holder,
    bank,
    bic,
    opened_at
   FROM rails.bank_accounts;

create view rails.public_bank_payouts as
 SELECT shard,
    id,
    reference,
    owner,
    asset,
    amount,
    iban,
    name,
    state,
    batch_id,
    queued_at,
    changed_at
   FROM rails.bank_payouts;

create table wallet.balance_marks (
  shard smallint not null,
  account uuid not null,
  at timestamp with time zone not null,
  transfer_id uuid not null,
  constraint balance_marks_pkey PRIMARY KEY (shard, account, at)
);

create table wallet.bank_files (
  sha256 bytea not null,
  content bytea not null,
  uploaded_at timestamp with time zone not null,
  uploaded_by text not null,
  kind text,
  state text not null,
  refused_code text,
  refused_text jsonb,
  settled_by text,
  settled_at timestamp with time zone,
  settled_because text,
  constraint bank_files_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'notification'::text, 'status-report'::text]))),
  constraint bank_files_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'refused'::text, 'waiting'::text, 'booking'::text, 'booked'::text, 'turned-down'::text]))),
  constraint refused_file_says_why CHECK (((state <> 'refused'::text) OR ((refused_code IS NOT NULL) AND (refused_text IS NOT NULL)))),
  constraint bank_files_pkey PRIMARY KEY (sha256)
);

create table wallet.bank_lines (
  shard smallint not null,
  id uuid not null,
  statement_id uuid not null,
  "position" integer not null,
  bank_account text not null,
  bank_reference text,
  asset text not null,
  direction text not null,
  amount numeric(38,0) not null,
  booked_on date not null,
  value_on date,
  texts text[] not null,
  payer_name text,
  payer_account text,
  state text not null,
  why_open text,
  person_id uuid,
  transfer_id uuid not null,
  settled_by_transfer_id uuid,
  settled_at timestamp with time zone,
  settled_by text,
  settled_because text,
  confirmed_by uuid,
  name_match text,
  end_to_end_id text,
  return_code text,
  return_note text,
  payout_id uuid,
  told_at timestamp with time zone,
  constraint bank_lines_amount_check CHECK ((amount > (0)::numeric)),
  constraint bank_lines_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint bank_lines_name_match_check CHECK ((name_match = ANY (ARRAY['same'::text, 'similar'::text, 'different'::text, 'unknown'::text]))),
  constraint credited_line_names_whom CHECK (((state <> ALL (ARRAY['credited'::text, 'assigned'::text])) OR (person_id IS NOT NULL))),
  constraint line_is_in_a_state CHECK ((state = ANY (ARRAY['credited'::text, 'open'::text, 'assigned'::text, 'duplicate'::text, 'returned'::text, 'cost'::text, 'split'::text, 'paid'::text, 'paid-back'::text]))),
  constraint other_line_says_why CHECK (((why_open IS NOT NULL) OR (state = ANY (ARRAY['credited'::text, 'paid'::text, 'paid-back'::text])))),
  constraint paid_line_names_the_payout CHECK (((state <> ALL (ARRAY['paid'::text, 'paid-back'::text])) OR (payout_id IS NOT NULL))),
  constraint settled_line_says_by_whom_and_why CHECK ((((state <> ALL (ARRAY['credited'::text, 'open'::text])) OR (settled_at IS NULL)) AND ((state <> ALL (ARRAY['assigned'::text, 'duplicate'::text, 'returned'::text, 'cost'::text, 'split'::text])) OR (settled_at IS NOT NULL)) AND ((settled_at IS NULL) = (settled_by IS NULL)) AND ((settled_at IS NULL) = (settled_because IS NULL)))),
  constraint bank_lines_shard_statement_id_fkey FOREIGN KEY (shard, statement_id) REFERENCES wallet.bank_statements(shard, id),
  constraint bank_lines_pkey PRIMARY KEY (shard, id)
);

create table wallet.bank_references (
  key text not null,
  bank_id text,
  amount numeric(38,0) not null,
  ordinal integer not null,
  lines uuid[] not null,
  constraint bank_references_pkey PRIMARY KEY (key, ordinal)
);

create table wallet.bank_statements (
  shard smallint not null,
  id uuid not null,
  file_sha256 bytea not null,
  bank_account text not null,
  bank_id text not null,
  asset text not null,
  opening numeric(38,0),
  closing numeric(38,0),
  seen integer not null,
  skipped integer not null,
  imported_at timestamp with time zone not null,
  kind text not null,
  "position" integer not null,
  lines integer not null,
  booked integer not null,
  money_in numeric(38,0) not null,
  closed_on date,
  sequence bigint,
  constraint bank_statements_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'notification'::text]))),
  constraint statement_has_balances CHECK ((((kind = 'statement'::text) = (opening IS NOT NULL)) AND ((kind = 'statement'::text) = (closing IS NOT NULL)))),
  constraint bank_statements_pkey PRIMARY KEY (shard, id)
);

create table wallet.chain_costs (
  id uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  transfer_id uuid not null,
  constraint chain_costs_amount_check CHECK ((amount > (0)::numeric)),
  constraint chain_costs_pkey PRIMARY KEY (id)
);

create table wallet.chain_deposits (
  shard smallint not null,
  deposit_id uuid not null,
  owner text not null,
  asset text not null,
  amount numeric(38,0) not null,
  round integer not null,
  state text not null,
  why text,
  transfer_id uuid,
  hold_id uuid,
  held numeric(38,0),
  at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by text,
  settled_because text,
  constraint chain_deposits_amount_check CHECK ((amount > (0)::numeric)),
  constraint chain_deposits_state_check CHECK ((state = ANY (ARRAY['credited'::text, 'refused'::text, 'missing'::text, 'reversed'::text, 'gone'::text, 'closed'::text]))),
  constraint credited_deposit_has_its_transfer CHECK (((state = ANY (ARRAY['credited'::text, 'missing'::text, 'reversed'::text])) <= (transfer_id IS NOT NULL))),
  constraint held_deposit_has_its_hold CHECK (((hold_id IS NULL) = (held IS NULL))),
  constraint settled_deposit_says_by_whom_and_why CHECK ((((settled_at IS NULL) = (settled_by IS NULL)) AND ((settled_at IS NULL) = (settled_because IS NULL)))),
  constraint chain_deposits_pkey PRIMARY KEY (shard, deposit_id)
);

create table wallet.checkout_payments (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  order_reference text not null,
  description text,
  return_url text not null,
  state text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  paid_at timestamp with time zone,
  payer_id uuid,
  transfer_id uuid,
  fee numeric(38,0) default 0 not null,
  refunded numeric(38,0) default 0 not null,
  constraint checkout_payments_amount_check CHECK ((amount > (0)::numeric)),
  constraint checkout_payments_fee_check CHECK ((fee >= (0)::numeric)),
  constraint checkout_payments_state_check CHECK ((state = ANY (ARRAY['created'::text, 'paid'::text, 'cancelled'::text, 'expired'::text, 'partly-refunded'::text, 'refunded'::text]))),
  constraint ended_payment_says_when CHECK (((state = ANY (ARRAY['cancelled'::text, 'expired'::text])) = (ended_at IS NOT NULL))),
  constraint paid_payment_says_by_whom CHECK ((((state = ANY (ARRAY['paid'::text, 'partly-refunded'::text, 'refunded'::text])) = (paid_at IS NOT NULL)) AND ((paid_at IS NULL) = (payer_id IS NULL)) AND ((paid_at IS NULL) = (transfer_id IS NULL)))),
  constraint refunds_stay_within_what_was_paid CHECK (((refunded >= (0)::numeric) AND (refunded <= amount) AND ((state = 'partly-refunded'::text) = ((refunded > (0)::numeric) AND (refunded < amount))) AND ((state = 'refunded'::text) = (refunded = amount)))),
  constraint checkout_payments_shard_merchant_id_fkey FOREIGN KEY (shard, merchant_id) REFERENCES wallet.merchants(shard, person_id),
  constraint checkout_payments_pkey PRIMARY KEY (shard, id)
);

create table wallet.checkout_refunds (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  payment_id uuid not null,
  amount numeric(38,0) not null,
  reason text not null,
  transfer_id uuid not null,
  at timestamp with time zone not null,
  made_by text not null,
  constraint checkout_refunds_amount_check CHECK ((amount > (0)::numeric)),
  constraint checkout_refunds_shard_payment_id_fkey FOREIGN KEY (shard, payment_id) REFERENCES wallet.checkout_payments(shard, id),
  constraint checkout_refunds_pkey PRIMARY KEY (shard, id)
);

create table wallet.contacts (
  shard smallint not null,
  person_id uuid not null,
  contact_id uuid not null,
  name text,
  hidden boolean not null,
  changed_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (shard, person_id, contact_id)
);

create table wallet.coupon_codes (
  code_hash bytea not null,
  coupon_id uuid not null,
  constraint coupon_codes_pkey PRIMARY KEY (code_hash)
);

create table wallet.coupon_uses (
  shard smallint not null,
  transfer_id uuid not null,
  coupon_id uuid not null,
  person_id uuid not null,
  use text not null,
  of_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  at timestamp with time zone not null,
  constraint coupon_uses_amount_check CHECK ((amount > (0)::numeric)),
  constraint coupon_uses_use_check CHECK ((use = ANY (ARRAY['fees'::text, 'checkout'::text]))),
  constraint coupon_uses_pkey PRIMARY KEY (shard, transfer_id)
);

create table wallet.coupons (
  shard smallint not null,
  id uuid not null,
  campaign text,
  person_id uuid,
  asset text not null,
  amount numeric(38,0) not null,
  "left" numeric(38,0) not null,
  released numeric(38,0) default 0 not null,
  uses text[] not null,
  terms_en text not null,
  terms_zh text not null,
  source text not null,
  case_id uuid,
  state text not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  claimed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint coupons_amount_check CHECK ((amount > (0)::numeric)),
  constraint coupons_check CHECK ((("left" >= (0)::numeric) AND ("left" <= amount))),
  constraint coupons_released_check CHECK ((released >= (0)::numeric)),
  constraint coupons_source_check CHECK ((source = ANY (ARRAY['redress'::text, 'campaigns'::text]))),
  constraint coupons_state_check CHECK ((state = ANY (ARRAY['open'::text, 'used'::text, 'expired'::text]))),
  constraint coupons_uses_check CHECK (((uses <@ ARRAY['fees'::text, 'checkout'::text]) AND (cardinality(uses) > 0))),
  constraint only_an_expired_coupon_was_released CHECK (((released = (0)::numeric) OR (state = 'expired'::text))),
  constraint open_coupon_has_something_left CHECK (((state = 'open'::text) = ("left" > (0)::numeric))),
  constraint redress_names_its_case CHECK (((source = 'redress'::text) = (case_id IS NOT NULL))),
  constraint coupons_pkey PRIMARY KEY (shard, id)
);

create table wallet.deposit_references (
  reference text not null,
  person_id uuid not null,
  constraint deposit_references_pkey PRIMARY KEY (reference)
);

create table wallet.destinations (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  rail text not null,
  label text not null,
  details jsonb not null,
  canonical text not null,
  added_at timestamp with time zone not null,
  usable_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint destinations_label_check CHECK (((length(label) >= 1) AND (length(label) <= 80))),
  constraint destinations_rail_check CHECK ((rail = ANY (ARRAY['bank'::text, 'evm'::text]))),
  constraint destinations_pkey PRIMARY KEY (shard, id)
);

create table wallet.document_openings (
  shard smallint not null,
  id uuid not null,
  holder uuid not null,
  file_id uuid not null,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  constraint document_openings_pkey PRIMARY KEY (shard, id)
);

create table wallet.documents (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  asset text,
  from_day date,
  to_day date,
  format text not null,
  locale text not null,
  state text not null,
  attempts integer default 0 not null,
  done integer default 0 not null,
  total integer,
  error text,
  file_id uuid,
  file_name text,
  size bigint,
  asked_at timestamp with time zone not null,
  made_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint documents_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'csv'::text, 'zip'::text]))),
  constraint documents_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'monthly'::text, 'export'::text]))),
  constraint documents_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'zh-CN'::text]))),
  constraint documents_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'making'::text, 'ready'::text, 'failed'::text, 'expired'::text]))),
  constraint made_document_has_a_file CHECK ((((state = ANY (ARRAY['ready'::text, 'expired'::text])) = (file_id IS NOT NULL)) AND ((file_id IS NULL) = (file_name IS NULL)) AND ((file_id IS NULL) = (size IS NULL)) AND ((file_id IS NULL) = (made_at IS NULL)) AND ((file_id IS NULL) = (expires_at IS NULL)))),
  constraint statement_says_of_what CHECK ((((kind = 'export'::text) = (format = 'zip'::text)) AND ((kind = 'export'::text) = (asset IS NULL)) AND ((kind = 'export'::text) = (from_day IS NULL)) AND ((kind = 'export'::text) = (to_day IS NULL)))),
  constraint documents_pkey PRIMARY KEY (shard, id)
);

create table wallet.fee_rules (
  version integer not null,
  kind text not null,
  asset text not null,
  flat numeric(38,0) not null,
  basis_points integer not null,
  minimum numeric(38,0) not null,
  maximum numeric(38,0),
  constraint fee_rules_basis_points_check CHECK (((basis_points >= 0) AND (basis_points <= 10000))),
  constraint fee_rules_flat_check CHECK ((flat >= (0)::numeric)),
  constraint fee_rules_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'withdrawal'::text, 'checkout'::text]))),
  constraint fee_rules_minimum_check CHECK ((minimum >= (0)::numeric)),
  constraint maximum_is_not_below_minimum CHECK ((maximum >= minimum)),
  constraint fee_rules_version_fkey FOREIGN KEY (version) REFERENCES wallet.fee_tables(version),
  constraint fee_rules_pkey PRIMARY KEY (version, kind, asset)
);

create table wallet.fee_tables (
  version integer not null,
  effective_from timestamp with time zone not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  constraint fee_tables_version_check CHECK ((version > 0)),
  constraint fee_tables_pkey PRIMARY KEY (version)
);

create table wallet.freezes (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  scope text not null,
  reason text not null,
  note text,
  frozen_at timestamp with time zone not null,
  frozen_by text not null,
  frozen_by_role text not null,
  lifted_at timestamp with time zone,
  lifted_by text,
  lifted_because text,
  authority text,
  order_reference text,
  ordered_on date,
  disclosed boolean default true not null,
  constraint freezes_scope_check CHECK ((scope = ANY (ARRAY['debits'::text, 'all'::text]))),
  constraint lifted_freeze_says_by_whom_and_why CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lifted_because IS NULL)))),
  constraint order_is_whole CHECK ((((authority IS NULL) = (order_reference IS NULL)) AND ((authority IS NULL) = (ordered_on IS NULL)) AND ((authority IS NULL) OR (reason = 'legal-order'::text)))),
  constraint freezes_pkey PRIMARY KEY (shard, id)
);

create table wallet.limit_counters (
  shard smallint not null,
  person_id uuid not null,
  operation text not null,
  asset text not null,
  day date not null,
  day_used numeric(38,0) not null,
  month_used numeric(38,0) not null,
  constraint limit_counters_check CHECK ((month_used >= day_used)),
  constraint limit_counters_day_used_check CHECK ((day_used >= (0)::numeric)),
  constraint limit_counters_pkey PRIMARY KEY (shard, person_id, operation, asset)
);

create table wallet.limit_uses (
  shard smallint not null,
  person_id uuid not null,
  transfer_id uuid not null,
  operation text not null,
  asset text not null,
  amount numeric(38,0) not null,
  day date not null,
  counted_at timestamp with time zone not null,
  constraint limit_uses_amount_check CHECK ((amount > (0)::numeric)),
  constraint limit_uses_operation_check CHECK ((operation = ANY (ARRAY['payment'::text, 'checkout'::text, 'withdrawal'::text]))),
  constraint limit_uses_pkey PRIMARY KEY (shard, person_id, transfer_id)
);

create table wallet.merchant_keys (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  name text not null,
  scopes text[] not null,
  secret_sha256 bytea not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint merchant_keys_shard_merchant_id_fkey FOREIGN KEY (shard, merchant_id) REFERENCES wallet.merchants(shard, person_id),
  constraint merchant_keys_pkey PRIMARY KEY (shard, id)
);

create table wallet.merchants (
  shard smallint not null,
  person_id uuid not null,
  trading_name text not null,
  sells text not null,
  website text not null,
  contact text not null,
  state text not null,
  reason text,
  applied_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  constraint decided_merchant_says_by_whom CHECK ((((state = 'applied'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)))),
  constraint merchants_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'approved'::text, 'refused'::text, 'suspended'::text]))),
  constraint refusal_says_why CHECK (((state <> ALL (ARRAY['refused'::text, 'suspended'::text])) OR (reason IS NOT NULL))),
  constraint merchants_pkey PRIMARY KEY (shard, person_id)
);

create table wallet.notice_cursors (
  shard smallint not null,
  account uuid not null,
  seq bigint not null,
  constraint notice_cursors_pkey PRIMARY KEY (shard, account)
);

create table wallet.notice_hours (
  shard smallint not null,
  person_id uuid not null,
  hour timestamp with time zone not null,
  sent integer default 0 not null,
  held integer default 0 not null,
  told_at timestamp with time zone,
  constraint notice_hours_pkey PRIMARY KEY (shard, person_id, hour)
);

create table wallet.notice_settings (
  shard smallint not null,
  person_id uuid not null,
  off text[] not null,
  changed_at timestamp with time zone not null,
  constraint notice_settings_pkey PRIMARY KEY (shard, person_id)
);

create table wallet.payment_requests (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  asset text not null,
  amount numeric(38,0),
  note text,
  single boolean not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  constraint payment_requests_amount_check CHECK ((amount > (0)::numeric)),
  constraint request_expires_later CHECK ((expires_at > created_at)),
  constraint payment_requests_pkey PRIMARY KEY (shard, id)
);

create table wallet.recalls (
  shard smallint not null,
  transfer_id uuid not null,
  sender_id uuid not null,
  recipient_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  reason text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  declined_because text,
  returned numeric(38,0) default 0 not null,
  return_transfer_id uuid,
  constraint declined_recall_says_why CHECK (((state = 'declined'::text) = (declined_because IS NOT NULL))),
  constraint only_an_asked_recall_is_unanswered CHECK (((state = 'asked'::text) = (answered_at IS NULL))),
  constraint recalls_amount_check CHECK ((amount > (0)::numeric)),
  constraint recalls_check CHECK (((returned >= (0)::numeric) AND (returned <= amount))),
  constraint recalls_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'returned'::text, 'returned-in-part'::text, 'declined'::text, 'expired'::text, 'voided'::text]))),
  constraint returned_money_has_its_transfer CHECK ((((state = ANY (ARRAY['returned'::text, 'returned-in-part'::text])) = (return_transfer_id IS NOT NULL)) AND ((return_transfer_id IS NOT NULL) = (returned > (0)::numeric)))),
  constraint recalls_pkey PRIMARY KEY (shard, transfer_id)
);

create table wallet.recalls_to_answer (
  shard smallint not null,
  person_id uuid not null,
  transfer_id uuid not null,
  constraint recalls_to_answer_pkey PRIMARY KEY (shard, person_id, transfer_id)
);

create table wallet.reconciliations (
  shard smallint not null,
  id uuid not null,
  at timestamp with time zone not null,
  by text not null,
  rows jsonb not null,
  unexplained integer not null,
  constraint reconciliations_pkey PRIMARY KEY (shard, id)
);

create table wallet.redress (
  shard smallint not null,
  transfer_id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  kind text not null,
  of_transfer_id uuid,
  asset text not null,
  amount numeric(38,0) not null,
  at timestamp with time zone not null,
  constraint redress_amount_check CHECK ((amount > (0)::numeric)),
  constraint redress_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'credit'::text]))),
  constraint redress_pkey PRIMARY KEY (shard, transfer_id)
);

create table wallet.request_payments (
  shard smallint not null,
  request_id uuid not null,
  transfer_id uuid not null,
  single boolean not null,
  amount numeric(38,0) not null,
  paid_at timestamp with time zone not null,
  constraint request_payments_amount_check CHECK ((amount > (0)::numeric)),
  constraint request_payments_shard_request_id_fkey FOREIGN KEY (shard, request_id) REFERENCES wallet.payment_requests(shard, id),
  constraint request_payments_pkey PRIMARY KEY (shard, request_id, transfer_id)
);

create table wallet.shared_receipts (
  shard smallint not null,
  transfer_id uuid not null,
  shared_at timestamp with time zone not null,
  constraint shared_receipts_pkey PRIMARY KEY (shard, transfer_id)
);

create table wallet.statement_months (
  shard smallint not null,
  month date not null,
  ordered_at timestamp with time zone not null,
  constraint statement_months_pkey PRIMARY KEY (shard, month)
);

create table wallet.verification_files (
  shard smallint not null,
  verification_id uuid not null,
  file_id uuid not null,
  kind text not null,
  constraint verification_files_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'address'::text, 'funds'::text]))),
  constraint verification_files_shard_verification_id_fkey FOREIGN KEY (shard, verification_id) REFERENCES wallet.verifications(shard, id),
  constraint verification_files_pkey PRIMARY KEY (shard, verification_id, file_id)
);

create table wallet.verifications (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  level smallint not null,
  state text not null,
  details jsonb default '{}'::jsonb not null,
  opened_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  recommended_at timestamp with time zone,
  recommended_by uuid,
  recommendation text,
  recommended_because text,
  decided_at timestamp with time zone,
  decided_by uuid,
  reasons text[] default '{}'::text[] not null,
  remark text,
  erased_at timestamp with time zone,
  constraint decided_after_recommended CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((recommended_by IS NOT NULL) AND (decided_by IS NOT NULL)))),
  constraint nobody_decides_about_himself CHECK (((recommended_by <> person_id) AND (decided_by <> person_id))),
  constraint refused_with_reasons CHECK (((state = 'refused'::text) = (cardinality(reasons) > 0))),
  constraint two_different_people CHECK ((decided_by <> recommended_by)),
  constraint verifications_level_check CHECK ((level = ANY (ARRAY[1, 2]))),
  constraint verifications_recommendation_check CHECK ((recommendation = ANY (ARRAY['approve'::text, 'refuse'::text]))),
  constraint verifications_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'recommended'::text, 'approved'::text, 'refused'::text]))),
  constraint verifications_pkey PRIMARY KEY (shard, id)
);

create table wallet.wallets (
  shard smallint not null,
  person_id uuid not null,
  deposit_reference text not null,
  opened_at timestamp with time zone not null,
  constraint wallets_pkey PRIMARY KEY (shard, person_id)
);

create table wallet.webhook_attempts (
  shard smallint not null,
  id uuid not null,
  message_id uuid not null,
  at timestamp with time zone not null,
  duration_ms integer not null,
  status integer,
  answer text,
  error text,
  constraint attempt_has_an_answer_or_an_error CHECK (((status IS NOT NULL) OR (error IS NOT NULL))),
  constraint webhook_attempts_shard_message_id_fkey FOREIGN KEY (shard, message_id) REFERENCES wallet.webhook_messages(shard, id),
  constraint webhook_attempts_pkey PRIMARY KEY (shard, id)
);

create table wallet.webhook_endpoints (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamp with time zone,
  created_at timestamp with time zone not null,
  failing_since timestamp with time zone,
  disabled_at timestamp with time zone,
  disabled_because text,
  constraint disabled_endpoint_says_why CHECK (((disabled_at IS NULL) = (disabled_because IS NULL))),
  constraint old_secret_has_an_end CHECK (((old_secret IS NULL) = (old_secret_until IS NULL))),
  constraint webhook_endpoints_disabled_because_check CHECK ((disabled_because = ANY (ARRAY['by-merchant'::text, 'failing'::text, 'gone'::text]))),
  constraint webhook_endpoints_shard_merchant_id_fkey FOREIGN KEY (shard, merchant_id) REFERENCES wallet.merchants(shard, person_id),
  constraint webhook_endpoints_pkey PRIMARY KEY (shard, id)
);

create table wallet.webhook_messages (
  shard smallint not null,
  id uuid not null,
  merchant_id uuid not null,
  endpoint_id uuid not null,
  payment_id uuid not null,
  event text not null,
  sequence integer not null,
  body text not null,
  state text not null,
  rounds integer default 1 not null,
  attempts integer default 0 not null,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint settled_message_says_when CHECK (((state = 'waiting'::text) = (settled_at IS NULL))),
  constraint webhook_messages_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text]))),
  constraint webhook_messages_shard_endpoint_id_fkey FOREIGN KEY (shard, endpoint_id) REFERENCES wallet.webhook_endpoints(shard, id),
  constraint webhook_messages_pkey PRIMARY KEY (shard, id)
);

create table wallet.withdrawal_approvals (
  shard smallint not null,
  withdrawal_id uuid not null,
  review integer not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  note text,
  constraint withdrawal_approvals_shard_withdrawal_id_fkey FOREIGN KEY (shard, withdrawal_id) REFERENCES wallet.withdrawals(shard, id),
  constraint withdrawal_approvals_pkey PRIMARY KEY (shard, withdrawal_id, review, person_id)
);

create table wallet.withdrawal_steps (
  shard smallint not null,
  withdrawal_id uuid not null,
  number integer not null,
  state text not null,
  reasons text[] not null,
  at timestamp with time zone not null,
  by text not null,
  note text,
  constraint withdrawal_steps_shard_withdrawal_id_fkey FOREIGN KEY (shard, withdrawal_id) REFERENCES wallet.withdrawals(shard, id),
  constraint withdrawal_steps_pkey PRIMARY KEY (shard, withdrawal_id, number)
);

create table wallet.withdrawals (
  shard smallint not null,
  id uuid not null,
  person_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null,
  fee numeric(38,0) not null,
  fee_version integer not null,
  rail text not null,
  destination_id uuid not null,
  destination jsonb not null,
  hold_id uuid not null,
  fee_hold_id uuid,
  state text not null,
  reasons text[] not null,
  reason_text jsonb,
  since timestamp with time zone not null,
  step integer not null,
  review integer default 0 not null,
  requested_at timestamp with time zone not null,
  waits_until timestamp with time zone,
  promised_at timestamp with time zone,
  promise_missed_at timestamp with time zone,
  reference text,
  returned_amount numeric(38,0),
  constraint fee_has_its_hold CHECK (((fee > (0)::numeric) = (fee_hold_id IS NOT NULL))),
  constraint open_withdrawal_has_a_promise CHECK (((promised_at IS NOT NULL) = (state = ANY (ARRAY['requested'::text, 'review'::text, 'approved'::text, 'submitted'::text])))),
  constraint returned_withdrawal_says_how_much CHECK (((returned_amount IS NOT NULL) = (state = 'returned'::text))),
  constraint withdrawal_is_in_the_shard_of_its_person CHECK ((shard = get_byte(uuid_send(person_id), 15))),
  constraint withdrawals_amount_check CHECK ((amount > (0)::numeric)),
  constraint withdrawals_fee_check CHECK ((fee >= (0)::numeric)),
  constraint withdrawals_rail_check CHECK ((rail = ANY (ARRAY['bank'::text, 'evm'::text]))),
  constraint withdrawals_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'review'::text, 'approved'::text, 'submitted'::text, 'settled'::text, 'failed'::text, 'refused'::text, 'cancelled'::text, 'returned'::text]))),
  constraint withdrawals_shard_destination_id_fkey FOREIGN KEY (shard, destination_id) REFERENCES wallet.destinations(shard, id),
  constraint withdrawals_pkey PRIMARY KEY (shard, id)
);

create table wallet.work_items (
  shard smallint not null,
  id uuid not null,
  kind text not null,
  subject text not null,
  facts jsonb not null,
  asset text,
  amount numeric(38,0),
  raised_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by text,
  closed_because text,
  constraint closed_item_says_by_whom_and_why CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (closed_because IS NULL)))),
  constraint work_items_pkey PRIMARY KEY (shard, id)
);

comment on table wallet.balance_marks is 'distributed: by shard; the last transfer of an account before a moment, found once, at which reading of what is older begins';

comment on table wallet.bank_files is 'distributed: by sha256; every statement file that was imported, as it came';

comment on table wallet.bank_lines is 'distributed: by shard; every booked line of every statement, and what became of it';

comment on table wallet.bank_references is 'distributed: by key; each movement at a bank that was booked here, once for ever';

comment on table wallet.bank_statements is 'distributed: by shard; every bank statement that was imported';

comment on table wallet.chain_costs is 'distributed: by id; each network fee that was booked, once for ever';

comment on table wallet.chain_deposits is 'distributed: by shard; what the books made of each confirmed deposit on the chain';

comment on table wallet.checkout_payments is 'distributed: by shard; what merchants asked customers to pay, in the shard of the merchant';

comment on table wallet.checkout_refunds is 'distributed: by shard; what merchants gave back of a payment';

comment on table wallet.contacts is 'distributed: by shard; whom a person saved, named, or wants to see no more among those he paid';

comment on table wallet.coupon_codes is 'distributed: by code_hash; the coupon that whoever knows its code may take';

comment on table wallet.coupon_uses is 'distributed: by shard; what a coupon paid for, and how much of it, in the shard of whom it paid for';

comment on table wallet.coupons is 'distributed: by shard; each coupon, what is left of it, and its terms; what is left of the open ones is what the coupons account owes';

comment on table wallet.deposit_references is 'distributed: by reference; whom a bank transfer with this reference is for';

comment on table wallet.destinations is 'distributed: by shard; where a person has money paid out to, kept after removal';

comment on table wallet.document_openings is 'distributed: by shard; who of compliance opened which document of a customer, and when';

comment on table wallet.documents is 'distributed: by shard; statements and exports that a person asked for, or that were made for him; the file lies in the vault under its own key';

comment on table wallet.fee_rules is 'reference: what each version charges; what it does not name is free';

comment on table wallet.fee_tables is 'reference: every version of the fee table; of those that have begun, the last is in force';

comment on table wallet.freezes is 'distributed: by shard; when and why a wallet was locked, by whose order, and when each lock was lifted';

comment on table wallet.limit_counters is 'distributed: by shard; how much of the limits of a day and a month a person has used, one row that its payments take turns on';

comment on table wallet.limit_uses is 'distributed: by shard; what counts towards a person’s limits, once for each transfer';

comment on table wallet.merchant_keys is 'distributed: by shard; API keys of merchants, by their hashes';

comment on table wallet.merchants is 'distributed: by shard; customers who sell, and who let them';

comment on table wallet.notice_cursors is 'distributed: by shard; the last entry of each account of which its owner was told';

comment on table wallet.notice_hours is 'distributed: by shard; notices of an hour to a person, and how many were left for the summary of the hour';

comment on table wallet.notice_settings is 'distributed: by shard; the kinds of notices that a person does not want; everybody else gets all';

comment on table wallet.payment_requests is 'distributed: by shard; what people ask others to pay, by a link';

comment on table wallet.recalls is 'distributed: by shard; payments that their senders asked back as mistaken, once each, and what came of it; in the shard of the payment';

comment on table wallet.recalls_to_answer is 'distributed: by shard; which recalls wait for an answer, in the shard of the recipient';

comment on table wallet.reconciliations is 'distributed: by shard; every comparison of the books with banks and chains, and what explained the differences';

comment on table wallet.redress is 'distributed: by shard; money paid to put a case right, and the payment that it gives back';

comment on table wallet.request_payments is 'distributed: by shard; which payments followed a request';

comment on table wallet.shared_receipts is 'distributed: by shard; payments whose sender made a link by which others may verify them';

comment on table wallet.statement_months is 'distributed: by shard; months whose statements were ordered for everybody';

comment on table wallet.verification_files is 'distributed: by shard; what each document of a verification shows; the files are in the vault';

comment on table wallet.verifications is 'distributed: by shard; what customers show to be known better, who of compliance recommended and who decided';

comment on table wallet.wallets is 'distributed: by shard; every person who holds a wallet';

comment on table wallet.webhook_attempts is 'distributed: by shard; every try to deliver a message';

comment on table wallet.webhook_endpoints is 'distributed: by shard; where the programs of merchants hear what happened; their secrets are sealed';

comment on table wallet.webhook_messages is 'distributed: by shard; each event that an endpoint is told of, and what became of it';

comment on table wallet.withdrawal_approvals is 'distributed: by shard; who let a withdrawal under review go on';

comment on table wallet.withdrawal_steps is 'distributed: by shard; every step of every withdrawal, in order';

comment on table wallet.withdrawals is 'distributed: by shard; money on its way out, and what became of it';

comment on table wallet.work_items is 'distributed: by shard; what the money outside leaves for a person to look at, beside single bank lines';

CREATE INDEX bank_files_unfinished ON wallet.bank_files USING btree (uploaded_at) WHERE (state = ANY (ARRAY['kept'::text, 'refused'::text, 'waiting'::text, 'booking'::text]));

CREATE INDEX bank_lines_by_payer ON wallet.bank_lines USING btree (shard, payer_account) WHERE (person_id IS NOT NULL);

CREATE INDEX bank_lines_by_payout ON wallet.bank_lines USING btree (shard, payout_id) WHERE (payout_id IS NOT NULL);

CREATE INDEX bank_lines_by_settling_transfer ON wallet.bank_lines USING btree (shard, settled_by_transfer_id) WHERE (settled_by_transfer_id IS NOT NULL);

CREATE INDEX bank_lines_by_statement ON wallet.bank_lines USING btree (shard, statement_id, "position");

CREATE INDEX bank_lines_by_transfer ON wallet.bank_lines USING btree (shard, transfer_id);

CREATE INDEX bank_lines_open ON wallet.bank_lines USING btree (shard, id) WHERE (state = 'open'::text);

CREATE INDEX bank_lines_settled ON wallet.bank_lines USING btree (shard, id) WHERE (settled_at IS NOT NULL);

CREATE INDEX bank_lines_unconfirmed ON wallet.bank_lines USING btree (shard, told_at) WHERE (confirmed_by IS NULL);

CREATE INDEX bank_lines_waiting_for ON wallet.bank_lines USING btree (shard, person_id) WHERE ((state = 'open'::text) AND (person_id IS NOT NULL));

CREATE INDEX bank_statements_by_account ON wallet.bank_statements USING btree (shard, bank_account, closed_on, sequence) WHERE (kind = 'statement'::text);

CREATE INDEX bank_statements_by_file ON wallet.bank_statements USING btree (shard, file_sha256);

CREATE INDEX chain_deposits_by_transfer ON wallet.chain_deposits USING btree (shard, transfer_id) WHERE (transfer_id IS NOT NULL);

CREATE INDEX chain_deposits_open ON wallet.chain_deposits USING btree (shard, deposit_id) WHERE (state = ANY (ARRAY['refused'::text, 'missing'::text]));

CREATE INDEX checkout_payments_by_day ON wallet.checkout_payments USING btree (shard, merchant_id, paid_at) WHERE (paid_at IS NOT NULL);

CREATE INDEX checkout_payments_by_merchant ON wallet.checkout_payments USING btree (shard, merchant_id, id DESC);

CREATE INDEX checkout_payments_by_order ON wallet.checkout_payments USING btree (shard, merchant_id, order_reference);

CREATE INDEX checkout_refunds_by_day ON wallet.checkout_refunds USING btree (shard, merchant_id, at);

CREATE INDEX checkout_refunds_by_payment ON wallet.checkout_refunds USING btree (shard, payment_id, id);

CREATE INDEX coupon_uses_by_coupon ON wallet.coupon_uses USING btree (shard, coupon_id);

CREATE INDEX coupon_uses_by_thing ON wallet.coupon_uses USING btree (shard, of_id);

CREATE INDEX coupons_by_campaign ON wallet.coupons USING btree (shard, campaign, id) WHERE (campaign IS NOT NULL);

CREATE INDEX coupons_by_person ON wallet.coupons USING btree (shard, person_id, id DESC) WHERE (person_id IS NOT NULL);

CREATE INDEX coupons_to_expire ON wallet.coupons USING btree (shard, expires_at) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX destinations_of_a_person_differ ON wallet.destinations USING btree (shard, person_id, canonical) WHERE (removed_at IS NULL);

CREATE INDEX document_openings_by_holder ON wallet.document_openings USING btree (shard, holder, opened_at);

CREATE INDEX documents_by_person ON wallet.documents USING btree (shard, person_id, id DESC);

CREATE INDEX documents_to_expire ON wallet.documents USING btree (shard, expires_at) WHERE (state = 'ready'::text);

CREATE UNIQUE INDEX one_monthly_statement ON wallet.documents USING btree (shard, person_id, asset, from_day) WHERE (kind = 'monthly'::text);

CREATE INDEX freezes_by_person ON wallet.freezes USING btree (shard, person_id, frozen_at DESC);

CREATE UNIQUE INDEX one_freeze_for_a_reason ON wallet.freezes USING btree (shard, person_id, reason) WHERE ((lifted_at IS NULL) AND (reason <> 'legal-order'::text));

CREATE INDEX merchant_keys_by_merchant ON wallet.merchant_keys USING btree (shard, merchant_id, id);

CREATE INDEX notice_hours_to_tell ON wallet.notice_hours USING btree (shard, hour) WHERE ((held > 0) AND (told_at IS NULL));

CREATE INDEX payment_requests_by_person ON wallet.payment_requests USING btree (shard, person_id, id DESC);

CREATE INDEX recalls_by_return ON wallet.recalls USING btree (return_transfer_id) WHERE (return_transfer_id IS NOT NULL);

CREATE INDEX recalls_to_expire ON wallet.recalls USING btree (shard, expires_at) WHERE (state = 'asked'::text);

CREATE INDEX redress_by_transfer ON wallet.redress USING btree (shard, of_transfer_id) WHERE (of_transfer_id IS NOT NULL);

CREATE UNIQUE INDEX single_request_is_paid_once ON wallet.request_payments USING btree (shard, request_id) WHERE single;

CREATE UNIQUE INDEX one_open_verification ON wallet.verifications USING btree (shard, person_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'recommended'::text]));

CREATE INDEX verifications_by_person ON wallet.verifications USING btree (shard, person_id, opened_at DESC);

CREATE INDEX verifications_waiting ON wallet.verifications USING btree (submitted_at) WHERE (state = ANY (ARRAY['submitted'::text, 'recommended'::text]));

CREATE INDEX webhook_attempts_by_message ON wallet.webhook_attempts USING btree (shard, message_id, id);

CREATE INDEX webhook_endpoints_by_merchant ON wallet.webhook_endpoints USING btree (shard, merchant_id, id);

CREATE INDEX webhook_messages_by_endpoint ON wallet.webhook_messages USING btree (shard, endpoint_id, id DESC);

CREATE INDEX webhook_messages_by_payment ON wallet.webhook_messages USING btree (shard, payment_id, sequence);

CREATE INDEX webhook_messages_dead ON wallet.webhook_messages USING btree (shard, endpoint_id, id) WHERE (state = 'dead'::text);

CREATE INDEX withdrawals_by_destination ON wallet.withdrawals USING btree (shard, destination_id) WHERE (promised_at IS NOT NULL);

CREATE INDEX withdrawals_by_person ON wallet.withdrawals USING btree (shard, person_id, requested_at DESC);

CREATE INDEX withdrawals_open ON wallet.withdrawals USING btree (promised_at) WHERE (promised_at IS NOT NULL);

CREATE INDEX work_items_closed ON wallet.work_items USING btree (shard, closed_at) WHERE (closed_at IS NOT NULL);

CREATE UNIQUE INDEX work_items_open ON wallet.work_items USING btree (shard, kind, subject) WHERE (closed_at IS NULL);

CREATE OR REPLACE FUNCTION wallet.release_limits(of_shard smallint, of_person uuid, of_transfer uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  with gone as (
    delete from wallet.limit_uses where shard = of_shard and person_id = of_person and transfer_id = of_transfer returning *)
  update wallet.limit_counters c set
    day_used = c.day_used - case when c.day = gone.day then gone.amount else 0 end,
    month_used = c.month_used - case when date_trunc('month', c.day) = date_trunc('month', gone.day) then gone.amount else 0 end
  from gone where c.shard = gone.shard and c.person_id = gone.person_id and c.operation = gone.operation and c.asset = gone.asset
$function$
;

CREATE OR REPLACE FUNCTION wallet.use_limits(of_shard smallint, of_person uuid, of_transfer uuid, of_operation text, of_asset text, of_amount numeric, at timestamp with time zone, zone text, per_transaction numeric[], per_day numeric[], per_month numeric[])
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  today date := (at at time zone zone)::date;
  place integer := 1 + (select verification_level from identity.public_people where shard = of_shard and id = of_person);
  counter wallet.limit_counters;
begin
  insert into wallet.limit_uses (shard, person_id, transfer_id, operation, asset, amount, day, counted_at)
    values (of_shard, of_person, of_transfer, of_operation, of_asset, of_amount, today, at) on conflict do nothing;
  if not found then return 'counted'; end if;
  if of_amount > per_transaction[place] then
    delete from wallet.limit_uses where shard = of_shard and person_id = of_person and transfer_id = of_transfer;
    return 'transaction';
  end if;
  insert into wallet.limit_counters as c (shard, person_id, operation, asset, day, day_used, month_used)
    values (of_shard, of_person, of_operation, of_asset, today, of_amount, of_amount)
    on conflict (shard, person_id, operation, asset) do update set
      day = greatest(c.day, today),
      day_used = of_amount + case when c.day < today then 0 else c.day_used end,
      month_used = of_amount + case when date_trunc('month', c.day) < date_trunc('month', today) then 0 else c.month_used end
    returning * into counter;
  -- Another process's clock may already be past midnight.
  if counter.day > today then
    update wallet.limit_uses set day = counter.day where shard = of_shard and person_id = of_person and transfer_id = of_transfer;
  end if;
  if counter.day_used <= per_day[place] and counter.month_used <= per_month[place] then return 'counted'; end if;
  perform wallet.release_limits(of_shard, of_person, of_transfer);
  return case when counter.day_used > per_day[place] then 'day' else 'month' end;
end $function$
;

CREATE TRIGGER fee_rules_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON wallet.fee_rules FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE TRIGGER fee_tables_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON wallet.fee_tables FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE TRIGGER withdrawal_steps_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON wallet.withdrawal_steps FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
