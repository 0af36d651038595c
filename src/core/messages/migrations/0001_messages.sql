-- A row is a message to one person by SMS or e-mail.
create table message (
  id bigint generated always as identity primary key,
  channel text not null check (channel in ('sms', 'email')),
  target text not null,
  purpose text not null, -- which text
  lang text not null check (lang in ('zh-CN', 'en')),
  params_sealed bytea, -- AES-256-GCM of what fills the text, codes among it; emptied as soon as it is sent or given up (kept in demo mode)
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  tries integer not null default 0,
  held_until timestamptz, -- somebody is sending it now; after this they are taken for dead
  driver text, -- which way it went
  provider_id text,
  failure text, -- of the last try; holds neither address nor content
  created_at timestamptz not null,
  expires_at timestamptz, -- later it is of no use any more
  sent_at timestamptz
);
create index message_age on message (created_at);
create index message_queued on message (created_at) where status = 'queued';
