-- A row is a captcha that was drawn and nobody has answered yet: the first answer deletes it, right or wrong.
create table captcha (
  id uuid primary key, -- made by the page that shows it
  text_hash bytea not null check (length(text_hash) = 32), -- keyed
  text_sealed bytea, -- demo mode only: the outbox shows it
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index captcha_expiry on captcha (expires_at);

-- A row is the newest code that was sent to an address for a purpose; using it deletes the row.
create table verification_code (
  channel text not null check (channel in ('sms', 'email')),
  target text not null,
  purpose text not null check (purpose in ('register', 'sign_in', 'recover', 'change', 'bind')),
  code_hash bytea not null check (length(code_hash) = 32), -- keyed: six digits are soon tried through
  tries_left integer not null check (tries_left >= 0),
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (channel, target, purpose)
);
create index verification_code_expiry on verification_code (expires_at);

-- A row says when a code was last asked for an address, and how many that day, whether or not anybody has that address.
create table code_wait (
  channel text not null check (channel in ('sms', 'email')),
  target text not null,
  sent_at timestamptz not null,
  day date not null, -- in Shanghai
  sent_that_day integer not null,
  primary key (channel, target)
);
create index code_wait_age on code_wait (sent_at);
