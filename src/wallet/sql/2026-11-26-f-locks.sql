-- Locks of different reasons stand beside each other, and legal orders of several authorities do; of each other reason
-- there is one at a time.
drop index wallet.one_freeze_at_a_time;
create unique index one_freeze_for_a_reason on wallet.freezes (shard, person_id, reason) where lifted_at is null and reason <> 'legal-order';

alter table wallet.freezes
  -- By whose order, where the reason is one: who ordered it, under which number, on which day.
  add column authority text,
  add column order_reference text,
  add column ordered_on date,
  -- False where the order forbids to tell the customer of it.
  add column disclosed boolean not null default true,
  add constraint order_is_whole check ((authority is null) = (order_reference is null) and (authority is null) = (ordered_on is null)
    and (authority is null or reason = 'legal-order'));
comment on table wallet.freezes is 'distributed: by shard; when and why a wallet was locked, by whose order, and when each lock was lifted';
