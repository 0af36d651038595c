-- A row is a district homes can be in. A retired one is offered no more; homes that are there stay.
create table area (
  id bigint generated always as identity primary key,
  name text not null constraint area_name_key unique check (length(name) between 1 and 32),
  position integer not null,
  retired_at timestamptz
);
insert into area (name, position) select name, n from unnest(array[
  '瑶海区', '庐阳区', '蜀山区', '包河区', '长丰县', '肥东县', '肥西县', '庐江县', '巢湖市'
]) with ordinality as hefei (name, n) order by n;

-- A row is something a home can have or allow.
create table facility (
  id bigint generated always as identity primary key,
  name text not null constraint facility_name_key unique check (length(name) between 1 and 32),
  icon text not null check (icon ~ '^[a-z][a-z0-9-]{0,31}$'),
  position integer not null,
  retired_at timestamptz
);
insert into facility (name, icon, position) select name, icon, n from unnest(
  array['无线网络', '热水淋浴', '空调', '暖气', '允许吸烟', '饮水设备', '牙具', '香皂', '拖鞋', '手纸', '毛巾', '沐浴露、洗发露', '冰箱', '洗衣机', '电梯', '允许做饭', '允许带宠物', '允许聚会', '门禁系统', '停车位', '有线网络', '电视', '浴缸'],
  array['wifi', 'shower', 'snow', 'heat', 'smoking', 'water', 'toothbrush', 'soap', 'slippers', 'paper', 'towel', 'shampoo', 'fridge', 'washer', 'lift', 'kitchen', 'paw', 'party', 'door', 'car', 'lan', 'tv', 'bath']
) with ordinality as usual (name, icon, n) order by n;

-- A row is a home its host lets by the night. Money is fen, hours are of the 24-hour clock in Asia/Shanghai.
create table house (
  id bigint generated always as identity primary key,
  host_id bigint not null references account,
  area_id bigint not null references area,
  title text not null check (length(title) between 1 and 64),
  description text not null check (length(description) <= 2000),
  address text not null check (length(address) between 1 and 200), -- told to guests after payment only
  price integer not null check (price between 100 and 10000000),
  deposit integer not null check (deposit between 0 and 10000000), -- shown, and paid at the door
  room_count integer not null check (room_count between 1 and 50),
  acreage integer not null check (acreage between 1 and 10000), -- square metres
  unit text not null check (length(unit) between 1 and 32),
  capacity integer not null check (capacity between 1 and 50),
  beds text not null check (length(beds) between 1 and 64),
  min_nights integer not null check (min_nights between 1 and 365),
  max_nights integer not null check (max_nights = 0 or max_nights between min_nights and 365), -- 0: no limit
  notice_days integer not null check (notice_days between 0 and 30),
  window_days integer not null check (window_days between 1 and 730), -- a stay must be over by today plus this
  instant boolean not null,
  policy text not null check (policy in ('flexible', 'moderate', 'strict')),
  check_in_hour integer not null check (check_in_hour between 0 and 23),
  check_out_hour integer not null check (check_out_hour between 0 and 23),
  facility_ids bigint[] not null, -- of facility, which nothing is ever deleted from; here, so that a search sees them in the row
  cover_id text references picture, -- the first of its pictures
  status text not null default 'published' check (status in ('published', 'paused', 'taken_down')),
  status_reason text,
  reviewed_at timestamptz, -- when staff last looked at it; null: new, or changed since
  booking_count integer not null default 0, -- bookings that were paid
  review_count integer not null default 0,
  rating_sum integer not null default 0,
  rating_tenths smallint not null generated always as (case when review_count = 0 then 0 else round(rating_sum * 10.0 / review_count) end) stored, -- 47: 4.7 stars
  host_cancel_count integer not null default 0, -- paid bookings the host has cancelled
  created_at timestamptz(3) not null, -- as exact as the paging cursor can say it
  changed_at timestamptz(3) not null,
  constraint house_taken_down_for_a_reason check (status <> 'taken_down' or status_reason is not null)
);
-- One index for each order a search can have, in one district and in all: a page is read from the front of it.
create index house_new on house (created_at, id) where status = 'published';
create index house_new_in_area on house (area_id, created_at, id) where status = 'published';
create index house_popular on house (booking_count, rating_tenths, id) where status = 'published';
create index house_popular_in_area on house (area_id, booking_count, rating_tenths, id) where status = 'published';
create index house_price on house (price, id) where status = 'published';
create index house_price_in_area on house (area_id, price, id) where status = 'published';
create index house_host on house (host_id, id);
create index house_unreviewed on house (id) where reviewed_at is null;

-- A row is a picture of a home, in its host's order.
create table house_image (
  id bigint generated always as identity primary key,
  house_id bigint not null references house,
  picture_id text not null references picture,
  position integer not null,
  constraint house_image_once unique (house_id, picture_id)
);

-- A row is somebody's wish to stay and what became of it. From `title` on it keeps what was agreed: no later edit of the home touches that.
create table booking (
  id bigint generated by default as identity primary key,
  public_id text not null constraint booking_public_id_key unique,
  house_id bigint not null references house,
  host_id bigint not null references account,
  guest_id bigint not null references account,
  status text not null check (status in ('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'REJECTED', 'EXPIRED')),
  -- When its state is over by itself (nobody answered or paid, the stay has ended, the time to review is over).
  due_at timestamptz,
  extensions smallint not null default 0, -- times its payment deadline was moved because the provider could not be asked
  check_in date not null,
  check_out date not null, -- the nights are [check_in, check_out)
  starts_at timestamptz not null, -- check-in and check-out as instants
  ends_at timestamptz not null,
  guests integer not null check (guests >= 1),
  note text not null check (length(note) <= 500),
  title text not null,
  picture_id text references picture,
  area_id bigint not null references area,
  address text not null,
  instant boolean not null,
  check_in_hour integer not null,
  check_out_hour integer not null,
  price integer not null, -- of the first night
  lines jsonb not null, -- [{date, price}], one a night
  total bigint not null check (total > 0),
  deposit integer not null,
  policy text not null check (policy in ('flexible', 'moderate', 'strict')),
  refund_steps jsonb not null, -- [{before, refund}]: what comes back when the guest cancels before that instant
  payment_id bigint references payment,
  paid_at timestamptz,
  canceled_by text check (canceled_by in ('guest', 'host', 'staff')),
  reason text, -- why it was rejected or cancelled
  created_at timestamptz not null,
  constraint booking_nights check (check_in < check_out),
  constraint booking_own_house check (guest_id <> host_id),
  constraint booking_timed check ((due_at is not null) = (status in ('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT'))),
  constraint booking_paid check (status not in ('PAID', 'WAIT_COMMENT', 'COMPLETE') or paid_at is not null),
  constraint booking_canceled check ((status = 'CANCELED') = (canceled_by is not null)),
  constraint booking_rejected_for_a_reason check (status <> 'REJECTED' or reason is not null)
);
create index booking_guest on booking (guest_id, id);
create index booking_host on booking (host_id, id);
create index booking_house on booking (house_id, id);
create index booking_due on booking (due_at) where due_at is not null;
create index booking_open on booking (guest_id) where status in ('WAIT_ACCEPT', 'WAIT_PAYMENT');
create index booking_to_answer on booking (house_id) where status = 'WAIT_ACCEPT';

-- A row keeps nights [starts_on, ends_on) of a home for somebody, until it is released. Rows are never deleted, and a
-- request becomes a hold and a hold a booking by update: there is no instant at which the nights are nobody's.
create table stay_claim (
  id bigint generated always as identity primary key,
  house_id bigint not null references house,
  starts_on date not null,
  ends_on date not null,
  stay daterange not null generated always as (daterange(starts_on, ends_on)) stored,
  -- request: the host has not answered; hold: the guest has not paid; host_block with a booking: the host broke that
  -- booking and may not sell its nights again.
  kind text not null check (kind in ('request', 'hold', 'booking', 'host_block')),
  booking_id bigint references booking,
  expires_at timestamptz, -- from then on it counts no more, whether or not somebody has released it
  released_at timestamptz,
  constraint stay_claim_nights check (starts_on < ends_on and isfinite(starts_on) and isfinite(ends_on)),
  constraint stay_claim_of_booking check (kind = 'host_block' or booking_id is not null),
  constraint stay_claim_expires check ((expires_at is not null) = (kind in ('request', 'hold'))),
  -- Nothing is sold twice: the database decides (rental.md §2.2).
  constraint stay_claim_no_overlap exclude using gist (house_id with =, stay with &&) where (released_at is null)
);
-- Live claims of a home don't overlap, so the first that ends after a day tells whether the nights from that day are free.
create index stay_claim_next on stay_claim (house_id, ends_on) include (starts_on, expires_at) where released_at is null;
create index stay_claim_stale on stay_claim (house_id, expires_at) where released_at is null and expires_at is not null;
create index stay_claim_booking on stay_claim (booking_id);

-- A row is one step in a booking's life, and what became of its money.
create table booking_event (
  id bigint generated always as identity primary key,
  booking_id bigint not null references booking,
  action text not null,
  from_status text, -- null: it began
  to_status text not null,
  actor text not null check (actor in ('guest', 'host', 'staff', 'system')),
  reason text,
  at timestamptz not null,
  untold boolean not null -- somebody has still to be told by message
);
create index booking_event_booking on booking_event (booking_id, id);
create index booking_event_untold on booking_event (id) where untold;

-- A row is money of a booking on its way back; core/payments carries it out.
create table booking_refund (
  id bigint generated always as identity primary key,
  booking_id bigint not null references booking,
  refund_id bigint not null constraint booking_refund_once unique references refund,
  amount bigint not null check (amount > 0),
  reason text not null,
  status text not null default 'processing' check (status in ('processing', 'done', 'failed')),
  created_at timestamptz not null
);
create index booking_refund_booking on booking_refund (booking_id);

-- A row is what a guest says after a stay, and the host's answer.
create table review (
  id bigint generated always as identity primary key,
  booking_id bigint not null constraint review_once unique references booking,
  house_id bigint not null references house,
  guest_id bigint not null references account,
  rating integer not null check (rating between 1 and 5),
  text text not null check (length(text) between 1 and 1000),
  stayed_in text not null check (stayed_in ~ '^[0-9]{4}-[0-9]{2}$'),
  created_at timestamptz not null,
  answer_text text check (length(answer_text) between 1 and 1000),
  answered_at timestamptz,
  constraint review_answer check ((answer_text is null) = (answered_at is null))
);
create index review_house on review (house_id, id);
