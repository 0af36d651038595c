-- A row is a write somebody asked for with an Idempotency-Key, and what it answered.
create table idempotency_key (
  account_id bigint not null,
  key text not null,
  request_hash text not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- Makes ranges of days comparable together with plain numbers in one exclusion constraint.
create extension if not exists btree_gist;

-- A row is something the site remembers of itself.
create table site_fact (name text primary key, value text not null);
