-- Who has asked to be deleted is `leaving` until `leaves_at`, and can come back until then. Staff may suspend them meanwhile;
-- they are deleted all the same. Of a deleted account `leaves_at` says since when it could be.
alter table account drop constraint account_status_check;
alter table account add constraint account_status_check check (status in ('active', 'leaving', 'suspended', 'deleted'));
alter table account add column leaves_at timestamptz;
alter table account add constraint account_leaves check (case status when 'active' then leaves_at is null when 'leaving' then leaves_at is not null else true end);
create index account_leaves_at on account (leaves_at) where leaves_at is not null and status <> 'deleted';

-- A row is the phone number of somebody who was suspended when their account was deleted: it opens no new account (social.md §2.12).
create table banned_mobile (
  mobile_hash bytea primary key check (length(mobile_hash) = 32), -- HMAC: of no use but to find it again
  banned_at timestamptz not null
);
