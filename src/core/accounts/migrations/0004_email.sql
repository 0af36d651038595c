-- A row is a link on its way to an e-mail address: good once and for a day. A newer one takes the place of the one before.
create table email_activation (
  account_id bigint primary key references account,
  token_hash bytea not null constraint email_activation_token unique check (length(token_hash) = 32),
  email text not null check (email = lower(email) and length(email) <= 254),
  expires_at timestamptz not null
);
create index email_activation_expires on email_activation (expires_at);
