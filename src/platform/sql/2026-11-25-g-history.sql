-- A person may have everything that he did here.
create index history_by_actor on platform.history (actor, at);
