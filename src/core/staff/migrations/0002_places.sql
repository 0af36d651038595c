-- A row is a network from which this person has signed in: nobody elsewhere can lock them out there.
create table staff_place (
  staff_id bigint not null references staff,
  place_hash bytea not null check (length(place_hash) = 32),
  seen_at timestamptz not null,
  primary key (staff_id, place_hash)
);
create index staff_place_seen on staff_place (seen_at);

-- Wrong tries are counted in the kit's table now, for names that exist and for those that don't.
alter table staff drop column failures, drop column locked_until;
