-- A row is a set of permissions with a name; '*' means all there are and will be.
create table role (
  id bigint generated always as identity primary key,
  name text not null constraint role_name_key unique check (length(name) between 1 and 40),
  permissions text[] not null
);
insert into role (name, permissions) values ('owner', '{*}');

-- A row is somebody who works in the console. They are not members: no account of the site opens the console.
create table staff (
  id bigint generated always as identity primary key,
  name text not null constraint staff_name_key unique check (name ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  password_hash text not null check (password_hash like '$argon2id$%'),
  totp_sealed bytea not null, -- AES-256-GCM of the TOTP secret
  totp_last_step bigint not null default 0, -- a code is good once: only later steps than this are taken
  status text not null default 'active' check (status in ('active', 'disabled')),
  failures integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);

create table staff_role (
  staff_id bigint not null references staff,
  role_id bigint not null references role,
  primary key (staff_id, role_id)
);

-- A row is a console sign-in that still holds; ending it deletes the row.
create table staff_session (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  secret_hash bytea not null constraint staff_session_secret_key unique check (length(secret_hash) = 32),
  address text not null,
  user_agent text not null check (length(user_agent) <= 300),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index staff_session_staff on staff_session (staff_id);

-- A row is one thing that staff have done, written in the transaction that did it. Rows are never changed.
create table audit (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  action text not null, -- e.g. stays.take_down
  target text not null, -- e.g. house:17
  reason text,
  before jsonb,
  after jsonb,
  at timestamptz not null
);
create index audit_target on audit (target, id);
create index audit_staff on audit (staff_id, id);
