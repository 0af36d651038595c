-- A row is something that one person was told, as they find it in their inbox; kept for 180 days.
create table notice (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  module text not null,
  purpose text not null, -- which text, of the module's `messages`
  params jsonb not null, -- what fills it, by language: {"zh-CN": {…}, "en": {…}}
  path text not null check (path ~ '^/([^/\\]|$)'), -- the page it is about
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_newest on notice (account_id, created_at desc, id desc);
create index notice_unread on notice (account_id, id) where read_at is null;
create index notice_age on notice (created_at);
