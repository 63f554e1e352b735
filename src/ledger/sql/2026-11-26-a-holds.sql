-- What became of each hold; the transfer that made it keeps its first answer for ever.
create view ledger.public_holds as
select shard, id, state, resolved_by from ledger.holds;
