-- A row counts down the wrong secrets that may still be given under a key (see tries.ts), until it is forgotten.
create table tries (
  key text primary key,
  owner text, -- whose secret it is, where they are forgotten all together; null when there is nobody
  tries_left integer not null check (tries_left >= 0),
  until timestamptz not null
);
create index tries_owner on tries (owner) where owner is not null;
create index tries_until on tries (until);
