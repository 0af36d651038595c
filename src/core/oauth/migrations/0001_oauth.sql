-- A row lets somebody sign in to an account by another site's account: one of each provider for an account, one account for each.
create table oauth_identity (
  provider text not null,
  openid text not null check (length(openid) between 1 and 64),
  account_id bigint not null references account,
  created_at timestamptz not null,
  constraint oauth_identity_openid primary key (provider, openid),
  constraint oauth_identity_account unique (provider, account_id)
);
create index oauth_identity_of on oauth_identity (account_id);

-- A row is somebody on their way to a provider: who comes back with this state, in the same browser, once, goes on to `next`.
create table oauth_state (
  state_hash bytea primary key check (length(state_hash) = 32),
  provider text not null,
  browser_hash bytea not null check (length(browser_hash) = 32),
  next text not null check (next ~ '^/'),
  expires_at timestamptz not null
);
create index oauth_state_expires on oauth_state (expires_at);

-- A row is somebody a provider has named whom we don't know yet: good for one binding, in the same browser.
create table oauth_ticket (
  ticket_hash bytea primary key check (length(ticket_hash) = 32),
  provider text not null,
  openid text not null,
  browser_hash bytea not null check (length(browser_hash) = 32),
  expires_at timestamptz not null
);
create index oauth_ticket_expires on oauth_ticket (expires_at);
