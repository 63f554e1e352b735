create table evidence.keys (
  shard smallint not null,
  holder uuid not null,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (shard, holder)
);
comment on table evidence.keys is 'distributed: by shard; the key of each holder of files, wrapped under the master key; without it the files are noise';

create table evidence.files (
  shard smallint not null,
  holder uuid not null,
  id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  name text not null,
  type text not null,
  size integer not null check (size >= 0),
  shown boolean not null,
  stored_at timestamptz not null,
  primary key (shard, holder, id),
  foreign key (shard, holder) references evidence.keys (shard, holder)
);
comment on table evidence.files is 'distributed: by shard; what is in the vault, by holder (a case, or a draft of one)';
