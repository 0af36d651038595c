-- A row is a person. Stable for other modules to join: id, public_id, name, avatar_id, status, created_at (see index.ts).
create table account (
  id bigint generated always as identity primary key,
  public_id text not null constraint account_public_id_key unique,
  mobile text constraint account_mobile_key unique check (mobile ~ '^1[3-9][0-9]{9}$'),
  email text constraint account_email_key unique check (email = lower(email) and length(email) <= 254),
  username text check (username ~ '^[A-Za-z0-9_]{5,20}$' and username !~ '^1[3-9][0-9]{9}$'),
  name text not null check (length(name) between 2 and 32),
  password_hash text check (password_hash like '$argon2id$%'),
  avatar_id text references picture,
  lang text check (lang in ('zh-CN', 'en')),
  status text not null default 'active' check (status in ('active', 'suspended', 'deleted')),
  status_reason text,
  terms_version text not null,
  terms_accepted_at timestamptz not null,
  created_at timestamptz not null,
  constraint account_status_reason check (status <> 'suspended' or status_reason is not null),
  constraint account_reachable check (mobile is not null or email is not null or status = 'deleted')
);
-- Upper and lower case are the same name.
create unique index account_username_key on account (lower(username));

-- A row is a sign-in that still holds; ending it deletes the row.
create table session (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  kind text not null check (kind in ('browser', 'token')),
  -- SHA-256 of the cookie's token; of a token session, a random value its refresh tokens are bound to.
  secret_hash bytea not null constraint session_secret_key unique check (length(secret_hash) = 32),
  -- Which refresh token is the next to be good; an older one that comes back was stolen.
  refresh_number integer not null default 0,
  user_agent text not null check (length(user_agent) <= 300),
  address text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index session_account on session (account_id);

-- A row counts down the wrong passwords that may still be given under a key (see lockout.ts), until it is forgotten.
create table sign_in_failure (
  key text primary key,
  account_id bigint references account,
  tries_left integer not null check (tries_left >= 0),
  until timestamptz not null
);
create index sign_in_failure_account on sign_in_failure (account_id) where account_id is not null;
create index sign_in_failure_until on sign_in_failure (until);

-- A row is a device or an address from which this person has signed in: nobody elsewhere can lock them out there.
create table sign_in_place (
  account_id bigint not null references account,
  place_hash bytea not null check (length(place_hash) = 32),
  seen_at timestamptz not null,
  primary key (account_id, place_hash)
);
create index sign_in_place_seen on sign_in_place (seen_at);

-- A row is a forgotten password on its way to a new one; without an account it leads nowhere and looks the same.
create table password_recovery (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id bigint references account,
  channel text not null check (channel in ('sms', 'email')),
  target text not null,
  expires_at timestamptz not null
);
create index password_recovery_expires on password_recovery (expires_at);

-- A row is a confirmed identity: at most one for an account, at most one account for a number (S-75, B-53).
create table identity (
  account_id bigint constraint identity_pkey primary key references account,
  -- HMAC of the number, only to find it again.
  number_hash bytea not null constraint identity_number_key unique check (length(number_hash) = 32),
  -- AES-256-GCM of the name, the number and what follows from it (S-78): nothing of it is readable in a copy of the database.
  sealed bytea not null,
  key_version smallint not null,
  verified_at timestamptz not null
);
