create table wallet.recalls (
  shard smallint not null,
  transfer_id uuid not null,
  sender_id uuid not null,
  recipient_id uuid not null,
  asset text not null,
  amount numeric(38,0) not null check (amount > 0),
  reason text not null,
  state text not null check (state in ('asked', 'returned', 'returned-in-part', 'declined', 'expired', 'voided')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  declined_because text,
  returned numeric(38,0) not null default 0 check (returned between 0 and amount),
  return_transfer_id uuid,
  primary key (shard, transfer_id),
  constraint only_an_asked_recall_is_unanswered check ((state = 'asked') = (answered_at is null)),
  constraint declined_recall_says_why check ((state = 'declined') = (declined_because is not null)),
  constraint returned_money_has_its_transfer check (
    (state in ('returned', 'returned-in-part')) = (return_transfer_id is not null) and (return_transfer_id is not null) = (returned > 0))
);
create index recalls_to_expire on wallet.recalls (shard, expires_at) where state = 'asked';
create index recalls_by_return on wallet.recalls (return_transfer_id) where return_transfer_id is not null;
comment on table wallet.recalls is 'distributed: by shard; payments that their senders asked back as mistaken, once each, and what came of it; in the shard of the payment';

create table wallet.recalls_to_answer (
  shard smallint not null,
  person_id uuid not null,
  transfer_id uuid not null,
  primary key (shard, person_id, transfer_id)
);
comment on table wallet.recalls_to_answer is 'distributed: by shard; which recalls wait for an answer, in the shard of the recipient';
