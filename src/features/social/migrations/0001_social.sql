-- Distances are computed from the centres of H3 cells; where somebody really is is never stored (social.md §2.9).

-- A row is a person who meets people: what they show, whom they want to meet, and how. Complete once born, gender and photos are there.
create table social_profile (
  account_id bigint primary key references account,
  -- Not the account's: who meets somebody here does not find their reviews and homes by it.
  public_id uuid not null constraint social_profile_public_id_key unique,
  name text not null check (char_length(name) between 1 and 20),
  birth_date date,
  -- The day on which the birth date was set: adults only, and the database says so (social.md §1, adult gate).
  birth_set_on date,
  -- Staff who corrected it; without them it stays as it was set once.
  birth_corrected_at timestamptz,
  -- 1 woman, 2 man, 4 other; `seeks` is a sum of them.
  gender smallint check (gender in (1, 2, 4)),
  seeks smallint not null default 7 check (seeks between 1 and 7),
  about text not null default '' check (char_length(about) <= 500),
  tags text[] not null default '{}' check (cardinality(tags) <= 10),
  -- Where they live, and where they look: codes of cities (core/regions).
  city text check (city ~ '^[0-9]{6}$'),
  scope text not null default 'near' check (scope in ('near', 'city', 'anywhere')),
  target_city text check (target_city ~ '^[0-9]{6}$'),
  min_km smallint not null default 0,
  max_km smallint not null default 50 check (max_km between 1 and 500),
  age_min smallint not null default 18 check (age_min >= 18),
  age_max smallint not null default 60 check (age_max <= 100),
  -- Only matches see more than the first photo (D-18).
  album_for_matches boolean not null default false,
  autoplay boolean not null default true,
  vibration boolean not null default true,
  on_ranking boolean not null default false,
  paused boolean not null default false,
  -- IANA zone: quotas begin anew at 04:00 there.
  zone text not null default 'Asia/Shanghai' check (length(zone) <= 64),
  -- Hidden by staff, with the reason the person reads and the time it ends; without an end, for good.
  banned_at timestamptz,
  banned_until timestamptz,
  ban_reason text,
  warned_at timestamptz,
  warn_reason text,
  -- Where they are, as H3 cells of resolution 5, 6 and 7 (20, 7 and 3 km across); a city named by hand has but the first.
  -- `resolution` is the finest in which enough others are, lat and lng are the centre of that cell: all that is ever computed with.
  c5 bigint,
  c6 bigint,
  c7 bigint,
  resolution smallint check (resolution between 5 and 7),
  lat real,
  lng real,
  located_at timestamptz,
  -- Where a member is on a visit: the middle of the target city, while they look around in another one than their own.
  visit_c5 bigint,
  visit_lat real,
  visit_lng real,
  active_at timestamptz not null,
  created_at timestamptz not null,
  constraint social_profile_distance check (min_km between 0 and max_km),
  constraint social_profile_ages check (age_min <= age_max),
  constraint social_profile_adult check (birth_date is null or birth_date <= birth_set_on - interval '18 years'),
  constraint social_profile_born check ((birth_date is null) = (birth_set_on is null)),
  constraint social_profile_visit check ((visit_c5 is null) = (visit_lat is null) and (visit_c5 is null) = (visit_lng is null)),
  constraint social_profile_ban check ((banned_at is null) = (ban_reason is null))
);
create index social_profile_banned on social_profile (banned_at) where banned_at is not null;
create index social_profile_ranking on social_profile (account_id) where on_ranking;
create index social_profile_visits on social_profile (account_id) where visit_c5 is not null;
create index social_profile_created on social_profile (created_at, account_id);
create index social_profile_active on social_profile (active_at, account_id);
create index social_profile_paused on social_profile (created_at, account_id) where paused;
-- How a name begins: staff look for people by it.
create index social_profile_named on social_profile (lower(name) collate "C", account_id);

create function social_birth_locked() returns trigger language plpgsql as $$
begin
  if old.birth_date is not null and new.birth_date is distinct from old.birth_date and new.birth_corrected_at is not distinct from old.birth_corrected_at then
    raise exception 'a birth date is set once' using errcode = 'check_violation', constraint = 'social_profile_birth_once';
  end if;
  return new;
end $$;
create trigger social_birth_locked before update of birth_date on social_profile for each row execute function social_birth_locked();

-- A row is a photo of a person, in their order. pending and approved ones may be seen as the site's setting says, rejected ones only by themselves.
create table social_photo (
  id bigint generated always as identity primary key,
  account_id bigint not null references social_profile,
  picture_id text not null references picture,
  position smallint not null check (position between 1 and 9),
  state text not null default 'pending' check (state in ('pending', 'approved', 'rejected')),
  reason text,
  -- Perceptual hash, 64 bits: the same picture in another size has nearly the same.
  phash bit(64),
  -- A few pixels of it as a data: address, made when somebody who may not see it is shown that there is one.
  blur text check (length(blur) <= 1000),
  created_at timestamptz not null,
  judged_at timestamptz,
  constraint social_photo_place unique (account_id, position) deferrable initially deferred,
  constraint social_photo_once unique (account_id, picture_id),
  constraint social_photo_reason check ((state = 'rejected') = (reason is not null))
);
create index social_photo_queue on social_photo (id) where state = 'pending';
create index social_photo_judged on social_photo (state, judged_at desc, id desc) where judged_at is not null;

-- A row is the hash of a photo that may not come back, by whomever.
create table social_banned_photo (
  phash bit(64) primary key,
  picture_id text not null references picture,
  reason text not null,
  banned_at timestamptz not null
);
create index social_banned_photo_latest on social_banned_photo (banned_at desc, phash);

-- A row is somebody who can be shown: rebuilt from the profile with every change of it, missing as long as they can't be (paused, banned, incomplete).
create table social_card (
  account_id bigint primary key references social_profile on delete cascade,
  gender smallint not null,
  seeks smallint not null,
  birth_date date not null,
  age_min smallint not null,
  age_max smallint not null,
  -- How far somebody may be away, km, and in which city they have to be, so as to be shown to each other.
  reach_km integer not null,
  only_city text,
  city text not null,
  c5 bigint not null,
  c6 bigint,
  c7 bigint,
  resolution smallint not null,
  lat real not null,
  lng real not null,
  -- Last seen, to the hour: one row changes at most 24 times a day.
  active_hour timestamptz not null,
  -- Internal, 0 to 1: how probable it is that they and somebody else like each other, damped by how much they were shown.
  score real not null default 0.5
);
create index social_card_near on social_card (c5, gender, active_hour desc) include (account_id, seeks, birth_date, age_min, age_max, reach_km, only_city, city, lat, lng, score);
create index social_card_city on social_card (city, gender, active_hour desc);
create index social_card_anywhere on social_card (gender, active_hour desc);
create index social_card_c6 on social_card (c6);
create index social_card_c7 on social_card (c7);

-- A row is what one thinks of another: 0 pass, 1 like, 2 super-like. Once a person (social.md §2.2); a rewind deletes it.
-- There are more of these than of all else together: no foreign keys, who leaves takes their rows along.
create table swipe (
  actor bigint not null,
  target bigint not null,
  kind smallint not null check (kind between 0 and 2),
  at timestamptz not null,
  primary key (actor, target),
  constraint swipe_other check (actor <> target)
);
create index swipe_likes_in on swipe (target, at desc) include (actor, kind) where kind > 0;
create index swipe_latest on swipe (actor, at desc);
-- Passes are dropped when they are old; it grows at its end only.
create index swipe_passes on swipe (at) where kind = 0;
-- What a day brought is counted once, from the pages of that day.
create index swipe_days on swipe using brin (at) with (autosummarize = on);

-- A row counts what somebody may still do until it begins anew: likes, superlikes, rewinds, cities.
create table social_quota (
  account_id bigint not null references social_profile,
  kind text not null check (kind in ('like', 'superlike', 'rewind', 'city', 'report')),
  used integer not null check (used >= 0),
  resets_at timestamptz not null,
  -- When it last began: a new time zone brings the next reset no nearer than 20 hours after it.
  began_at timestamptz not null,
  primary key (account_id, kind)
);

-- A row is two people who like each other. Lower account first, so that a pair can be said in one way only.
create table social_match (
  id bigint generated always as identity primary key,
  public_id uuid not null constraint social_match_public_id_key unique,
  lo bigint not null references social_profile,
  hi bigint not null references social_profile,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Who ended it; null when a rewind or the site did.
  ended_by bigint references social_profile,
  -- Numbers of the messages are given under the lock of this row.
  last_seq integer not null default 0,
  last_at timestamptz not null,
  constraint social_match_pair check (lo < hi)
);
create unique index social_match_live on social_match (lo, hi) where ended_at is null;
-- Of two people who were matched: what a report may tell of.
create index social_match_ended on social_match (lo, hi, ended_at) where ended_at is not null;
create index social_match_days on social_match using brin (created_at) with (autosummarize = on);

-- A row is one side of a match: how far they have got and read. Both only grow.
create table social_match_member (
  match_id bigint not null references social_match,
  account_id bigint not null references social_profile,
  other_id bigint not null references social_profile,
  delivered_seq integer not null default 0,
  read_seq integer not null default 0,
  -- The same as the match's, so that one's list is one index.
  last_at timestamptz not null,
  live boolean not null default true,
  primary key (match_id, account_id),
  constraint social_member_read check (read_seq <= delivered_seq)
);
create index social_member_list on social_match_member (account_id, last_at desc, match_id desc) where live;
-- All of somebody's, for the copy of their data and for when they leave.
create index social_member_of on social_match_member (account_id, match_id);

-- A row is a message; `client_id` is the sender's own name of it, so that a repeated one is the same one.
create table social_message (
  match_id bigint not null references social_match,
  seq integer not null check (seq > 0),
  sender_id bigint not null references social_profile,
  client_id uuid not null,
  text text check (char_length(text) between 1 and 2000),
  picture_id text references picture,
  created_at timestamptz not null,
  primary key (match_id, seq),
  constraint social_message_once unique (match_id, sender_id, client_id),
  constraint social_message_content check ((text is null) <> (picture_id is null))
);
create index social_message_days on social_message using brin (created_at) with (autosummarize = on);

-- A row is a picture that somebody has uploaded to a match and may send there.
create table social_upload (
  match_id bigint not null references social_match,
  account_id bigint not null references social_profile,
  picture_id text not null references picture,
  at timestamptz not null,
  primary key (account_id, match_id, picture_id)
);

-- Two rows are a pair who don't see each other any more: one for each, whoever of them blocked.
create table social_block (
  account_id bigint not null references social_profile,
  other_id bigint not null references social_profile,
  by_me boolean not null,
  by_them boolean not null,
  at timestamptz not null,
  primary key (account_id, other_id),
  constraint social_block_other check (account_id <> other_id),
  constraint social_block_somebody check (by_me or by_them)
);

-- A row says that staff should look at somebody, with what the reporter could see of them then. A person is reported by another once at a time.
create table social_report (
  id bigint generated always as identity primary key,
  reporter_id bigint not null references social_profile,
  reported_id bigint not null references social_profile,
  reason text not null check (reason in ('spam', 'fake', 'photos', 'harassment', 'minor', 'money', 'offline', 'other')),
  text text not null default '' check (char_length(text) <= 1000),
  snapshot jsonb not null,
  state text not null default 'open' check (state in ('open', 'dismissed', 'acted')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint,
  -- What was done about it, and the words in which the reported was told. left: one of the two has left before staff decided.
  decision text check (decision in ('dismiss', 'warn', 'reject_photos', 'ban', 'ban_and_suspend', 'left')),
  decision_reason text,
  constraint social_report_other check (reporter_id <> reported_id),
  constraint social_report_decided check ((state = 'open') = (decided_at is null) and (state = 'open') = (decision is null))
);
create unique index social_report_open_once on social_report (reporter_id, reported_id) where state = 'open';
create index social_report_queue on social_report (id) where state = 'open';
create index social_report_done on social_report (state, decided_at desc, id desc) where state <> 'open';
create index social_report_of on social_report (reported_id, id);
create index social_report_by on social_report (reporter_id, id);

-- A row is somebody's word against a ban, once for each ban.
create table social_appeal (
  id bigint generated always as identity primary key,
  account_id bigint not null references social_profile,
  banned_at timestamptz not null,
  text text not null check (char_length(text) between 10 and 1000),
  state text not null default 'open' check (state in ('open', 'granted', 'refused')),
  answer text,
  created_at timestamptz not null,
  decided_at timestamptz,
  constraint social_appeal_once unique (account_id, banned_at)
);
create index social_appeal_queue on social_appeal (id) where state = 'open';

-- A row is a level of membership and what it allows; 0 is what everybody has. null: as many as one likes.
create table membership_level (
  level smallint primary key check (level between 0 and 9),
  name_zh text not null check (char_length(name_zh) between 1 and 20),
  name_en text not null check (char_length(name_en) between 1 and 30),
  badge boolean not null,
  likes_a_day integer check (likes_a_day >= 0),
  superlikes_a_day integer check (superlikes_a_day >= 0),
  rewinds_a_day integer check (rewinds_a_day >= 0),
  any_city boolean not null,
  sees_likes boolean not null,
  version integer not null default 1
);
insert into membership_level (level, name_zh, name_en, badge, likes_a_day, superlikes_a_day, rewinds_a_day, any_city, sees_likes) values
  (0, '普通', 'Free', false, 100, 0, 3, false, false),
  (1, '青铜', 'Bronze', true, 200, 3, 3, false, false),
  (2, '白银', 'Silver', true, 300, 5, null, false, false),
  (3, '黄金', 'Gold', true, null, 10, null, true, true);

-- A row is what can be bought: a level for so many days. Prices are fen.
create table membership_plan (
  id bigint generated always as identity primary key,
  level smallint not null references membership_level check (level > 0),
  days integer not null check (days between 1 and 3660),
  price integer not null check (price > 0),
  on_sale boolean not null default true,
  version integer not null default 1,
  constraint membership_plan_once unique (level, days)
);
insert into membership_plan (level, days, price) values
  (1, 30, 1000), (1, 180, 5000), (1, 365, 9000),
  (2, 30, 2000), (2, 180, 10000), (2, 365, 18000),
  (3, 30, 4000), (3, 180, 22000), (3, 365, 36000);

-- A row is a purchase, as it was agreed. Together they are the ledger that spans are made from.
create table membership_order (
  id bigint generated always as identity primary key,
  no text not null constraint membership_order_no_key unique,
  account_id bigint not null references account,
  level smallint not null,
  days integer not null,
  price integer not null,
  status text not null default 'WAIT_PAYMENT' check (status in ('WAIT_PAYMENT', 'PAID', 'CANCELED', 'REFUNDED')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  payment_id bigint references payment,
  -- Staff have asked for the money back: `refunded` fen of it. The entitlement ends when it is there, at `refunded_at`.
  refund_asked_at timestamptz,
  refunded_at timestamptz,
  refunded integer not null default 0 check (refunded between 0 and price),
  constraint membership_order_paid_for check ((status in ('PAID', 'REFUNDED')) = (paid_at is not null)),
  constraint membership_order_back check ((status = 'REFUNDED') = (refunded_at is not null) and (refunded > 0) = (refund_asked_at is not null))
);
create index membership_order_of on membership_order (account_id, id);
create index membership_order_open on membership_order (expires_at) where status = 'WAIT_PAYMENT';
create index membership_order_paid on membership_order (paid_at) where paid_at is not null;

-- A row says which level somebody has from when to when; made anew from the ledger with each purchase and refund.
create table membership_span (
  account_id bigint not null references account,
  level smallint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (account_id, starts_at),
  constraint membership_span_some check (starts_at < ends_at)
);
create index membership_span_now on membership_span (account_id, ends_at);

-- A row is a place of the ranking, made anew every few minutes (O-11). Only people who want to be on it.
create table social_rank (
  period text not null check (period in ('week', 'all')),
  place smallint not null,
  account_id bigint not null references social_profile on delete cascade,
  points integer not null,
  primary key (period, place)
);

-- A row counts what somebody has decided about others and others about them, as far as the sweep has read; the score of their card comes of it.
create table social_tally (
  account_id bigint primary key references social_profile on delete cascade,
  given integer not null default 0,
  given_likes integer not null default 0,
  received integer not null default 0,
  received_likes integer not null default 0,
  -- How many have decided about them lately: each counts 1 and fades within a day.
  exposure real not null default 0,
  score real not null default 0.5,
  counted_at timestamptz not null
);
create index social_tally_fading on social_tally (counted_at) where exposure > 0;

-- The only row says up to when swipes are counted.
create table social_tally_mark (
  only_one boolean primary key default true check (only_one),
  counted_to timestamptz not null
);

-- A row is what somebody will be shown next, best first; a mere cache: what was swiped since is left out when served.
create table social_deck (
  account_id bigint primary key references social_profile on delete cascade,
  ids bigint[] not null,
  -- Who of them was shown: only they can be swiped and looked up (social.md §2.8).
  served bigint[] not null default '{}',
  -- Whose swipe was taken back: on top whenever the deck is filled again.
  rewound bigint[] not null default '{}',
  made_at timestamptz not null
);

-- A row is a place too far from the one before to have been travelled to; it was not believed (social.md §2.9).
create table social_jump (
  account_id bigint not null references social_profile,
  at timestamptz not null,
  km integer not null,
  primary key (account_id, at)
);

-- A row is whom somebody was shown since `began_at`; after a day it begins anew. Who wants to see everybody copies the site.
create table social_looks (
  account_id bigint primary key references social_profile on delete cascade,
  ids bigint[] not null,
  began_at timestamptz not null,
  -- When they were first refused more.
  stopped_at timestamptz
);
create index social_looks_stopped on social_looks (stopped_at, account_id) where stopped_at is not null;

-- A row is what a day in Shanghai has brought, counted by a sweep while it lasts and once after it.
create table social_day (
  day date primary key,
  people integer not null,
  new_people integer not null,
  active_people integer not null,
  passes integer not null,
  likes integer not null,
  superlikes integer not null,
  matches integer not null,
  messages integer not null,
  reports integer not null,
  -- Fen.
  income bigint not null,
  refunds bigint not null,
  counted_at timestamptz not null
);
create index membership_order_refunded on membership_order (refunded_at) where refunded_at is not null;
