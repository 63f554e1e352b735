alter table identity.people add column verification_level smallint not null default 0 check (verification_level between 0 and 2);

create or replace view identity.public_people as
  select p.shard, p.id, p.display_name, p.email, p.handle, p.locale, coalesce(s.roles, array['customer']) as roles, p.created_at, p.verification_level
  from identity.people p left join identity.staff s on s.person_id = p.id;
