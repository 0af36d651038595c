-- For the lists and figures of the console: the newest first, by how a name begins, by when an identity was confirmed.
create index account_created on account (created_at, id);
create index account_name_begins on account (lower(name) text_pattern_ops);
create index identity_verified on identity (verified_at, account_id);
