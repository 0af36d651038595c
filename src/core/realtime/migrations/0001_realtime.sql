-- A row is a browser in which somebody wants to be told of news; it goes with the session that asked for it.
create table push_subscription (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  session_id bigint not null references session on delete cascade,
  endpoint text not null constraint push_subscription_endpoint_key unique check (length(endpoint) <= 1000), -- where the browser's push service takes messages
  p256dh text not null, -- the browser's public key, base64url
  auth text not null, -- the secret of the message encryption (RFC 8291), base64url
  created_at timestamptz not null
);
create index push_subscription_account on push_subscription (account_id, id);
create index push_subscription_session on push_subscription (session_id);
