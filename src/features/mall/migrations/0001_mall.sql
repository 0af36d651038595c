-- 美多商城: goods to buy. Money is fen.

-- — catalogue —

-- A row is a picture that staff have uploaded for goods: products and their texts show these, and none of guests.
create table shop_picture (
  picture_id text primary key references picture,
  staff_id bigint not null references staff,
  at timestamptz not null
);

-- A row is a place in the tree of goods; goods hang on the third level.
create table category (
  id bigint generated always as identity primary key,
  parent_id bigint references category,
  level smallint not null check (level between 1 and 3),
  path bigint[] not null, -- from the first level down to itself
  name text not null check (length(name) between 1 and 32),
  position integer not null,
  visible boolean not null default true,
  picture_id text references picture,
  version integer not null default 1, -- two staff can't save over each other
  constraint category_level_key unique (id, level),
  constraint category_name_key unique nulls not distinct (parent_id, name),
  constraint category_path check (cardinality(path) = level and path[level] = id and (parent_id is null) = (level = 1) and (level = 1 or path[level - 1] = parent_id))
);
create index category_parent on category (parent_id);

create table brand (
  id bigint generated always as identity primary key,
  name text not null constraint brand_name_key unique check (length(name) between 1 and 32),
  first_letter text not null check (first_letter ~ '^[A-Z#]$'),
  logo_id text references picture,
  position integer not null default 0, -- among those of its letter
  version integer not null default 1
);

-- A row is a parameter that goods of a category and everything below it may state, e.g. 屏幕尺寸.
create table attribute (
  id bigint generated always as identity primary key,
  category_id bigint not null references category,
  name text not null check (length(name) between 1 and 32),
  kind text not null check (kind in ('text', 'number', 'bool')),
  unit text check (length(unit) between 1 and 16),
  filterable boolean not null,
  position integer not null,
  version integer not null default 1,
  constraint attribute_name_key unique (category_id, name)
);

-- A row is what an order pays for carriage. The rules are tried in order: [{"regions": ["340000", "310115"], "fee": 1000,
-- "freeOver": 9900 | null}]; a region stands for all below it. Where none fits, fee and free_over count.
create table freight_template (
  id bigint generated always as identity primary key,
  name text not null constraint freight_template_name_key unique check (length(name) between 1 and 32),
  fee bigint not null check (fee between 0 and 100000),
  free_over bigint check (free_over > 0), -- a sum of goods from which on carriage is free
  rules jsonb not null default '[]',
  is_default boolean not null default false,
  version integer not null default 1 -- two staff can't save over each other
);
create unique index freight_template_default on freight_template (is_default) where is_default;

-- A row is a product (SPU): what people look at. What they buy is a SKU of it.
create table product (
  id bigint generated always as identity primary key,
  category_id bigint not null,
  category_level smallint not null default 3 check (category_level = 3),
  brand_id bigint references brand,
  title text not null check (length(title) between 1 and 120),
  subtitle text not null default '' check (length(subtitle) <= 200),
  detail_html text not null default '', -- sanitised when it was written
  packing_html text not null default '',
  service_html text not null default '',
  freight_template_id bigint references freight_template, -- null: the default one
  status text not null default 'draft' check (status in ('draft', 'on', 'off')),
  listed_at timestamptz, -- when it was first put on the shelf
  cover_id text references picture,
  -- Kept for lists, from the SKUs on the shelf:
  price_min bigint,
  price_max bigint,
  market_price bigint, -- of the cheapest
  in_stock boolean not null default false,
  -- Kept for lists, from orders and reviews:
  sales integer not null default 0 check (sales >= 0),
  review_count integer not null default 0 check (review_count >= 0),
  score_sum integer not null default 0,
  score_tenths integer not null generated always as (case when review_count = 0 then 0 else score_sum * 10 / review_count end) stored,
  -- Kept for search: built from words that Node has cut (mall.md §6), by the version of the cutter.
  words tsvector not null default '',
  words_version smallint not null default 0,
  version integer not null default 1, -- two staff can't save over each other
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint product_category foreign key (category_id, category_level) references category (id, level),
  constraint product_on_shelf check (status <> 'on' or (listed_at is not null and price_min is not null))
);
create index product_category_id on product (category_id) where status = 'on';
create index product_brand on product (brand_id) where status = 'on';
create index product_new on product (listed_at, id) where status = 'on';
create index product_sales on product (sales, id) where status = 'on';
create index product_price on product (price_min, id) where status = 'on';
create index product_score on product (score_tenths, review_count, id) where status = 'on';
create index product_words on product using gin (words) with (fastupdate = off);
create index product_stale_words on product (words_version);

create table product_picture (
  product_id bigint not null references product,
  picture_id text not null references picture,
  position integer not null,
  primary key (product_id, picture_id)
);

create table product_attribute (
  product_id bigint not null references product,
  attribute_id bigint not null references attribute,
  value text not null check (length(value) between 1 and 64), -- as people read it, without the unit
  number double precision, -- of kind number
  primary key (product_id, attribute_id)
);
create index product_attribute_value on product_attribute (attribute_id, value, product_id);

-- A specification of a product (颜色) and its options (黑, 白).
create table spec (
  id bigint generated always as identity primary key,
  product_id bigint not null references product,
  name text not null check (length(name) between 1 and 16),
  position integer not null,
  constraint spec_name_key unique (product_id, name) deferrable -- two names may be exchanged by one statement
);
create table spec_option (
  id bigint generated always as identity primary key,
  spec_id bigint not null references spec,
  value text not null check (length(value) between 1 and 32),
  swatch text check (swatch ~ '^#[0-9a-f]{6}$'),
  position integer not null,
  constraint spec_option_value_key unique (spec_id, value) deferrable
);

-- A row is what can be bought: one option of each specification.
create table sku (
  id bigint generated always as identity primary key,
  product_id bigint not null references product,
  code text not null constraint sku_code_key unique deferrable check (length(code) between 1 and 40),
  option_ids bigint[] not null, -- in the order of the specifications; written so by the store
  spec_text text not null, -- '黑 256GB', as orders keep it
  price bigint not null check (price between 1 and 1000000000),
  market_price bigint check (market_price > 0),
  cost bigint check (cost >= 0), -- for the console only
  weight integer check (weight >= 0), -- grams
  picture_id text references picture,
  status text not null default 'on' check (status in ('on', 'off')),
  per_person integer check (per_person between 1 and 999), -- how many one person may have in one order and unpaid
  sales integer not null default 0 check (sales >= 0),
  changed_at timestamptz not null,
  constraint sku_options_key unique (product_id, option_ids) deferrable
);

create table price_change (
  id bigint generated always as identity primary key,
  sku_id bigint not null references sku,
  price bigint not null,
  market_price bigint,
  staff_id bigint references staff, -- null: loaded
  at timestamptz not null
);
create index price_change_sku on price_change (sku_id, id);

-- — stock —

-- The hot row of a SKU: narrow, so that an order changes little. What can be bought is on_hand - reserved.
create table sku_stock (
  sku_id bigint primary key references sku,
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0,
  low_mark integer not null default 5 check (low_mark >= 0),
  constraint sku_stock_reserved check (reserved >= 0 and on_hand >= reserved)
) with (fillfactor = 70);

-- — home page —

create table channel_group (
  id bigint generated always as identity primary key,
  name text not null constraint channel_group_name_key unique check (length(name) between 1 and 32),
  position integer not null,
  version integer not null default 1 -- of its name and its channels
);
-- A row is a first-level category in the menu of the home page.
create table channel (
  id bigint generated always as identity primary key,
  group_id bigint not null references channel_group on delete cascade,
  category_id bigint not null references category,
  position integer not null,
  constraint channel_once unique (group_id, category_id)
);
-- A row is a place for advertisements on a page of the site: shopfront/slots.ts has their list. Width and height give the shape.
create table ad_slot (
  key text primary key check (key ~ '^[a-z0-9-]{1,32}$'),
  name text not null check (length(name) between 1 and 32),
  width integer not null check (width between 1 and 4096),
  height integer not null check (height between 1 and 4096)
);
insert into ad_slot (key, name, width, height) values ('home-hero', '首页焦点图', 1280, 560), ('home-wide', '首页通栏', 1280, 320);
create table ad (
  id bigint generated always as identity primary key,
  slot_key text not null references ad_slot,
  title text not null check (length(title) between 1 and 64),
  picture_id text references picture,
  target text not null check (target ~ '^/[^/\\]' or target = '/'), -- a page of this site
  position integer not null,
  starts_at timestamptz,
  ends_at timestamptz,
  visible boolean not null default true,
  version integer not null default 1,
  constraint ad_runs check (starts_at < ends_at)
);
create index ad_of_slot on ad (slot_key, position);

-- — what people look at —

create table product_view (
  account_id bigint not null references account,
  product_id bigint not null references product,
  at timestamptz not null,
  primary key (account_id, product_id)
);
create index product_view_latest on product_view (account_id, at);
create table favourite (
  account_id bigint not null references account,
  product_id bigint not null references product,
  price bigint not null, -- price_min then: a drop is told
  at timestamptz not null,
  primary key (account_id, product_id)
);
create index favourite_latest on favourite (account_id, at);
-- Views of goods by their category's first level, for the console.
create table category_view (
  day date not null,
  category_id bigint not null references category,
  views integer not null,
  primary key (day, category_id)
);
create table search_word (
  word text primary key check (length(word) between 1 and 40),
  times integer not null,
  found integer not null, -- the last time; 0: something people want and the shop has not
  last_at timestamptz not null
);
create index search_word_hot on search_word (times) where found > 0;
create index search_word_missed on search_word (times) where found = 0;
create table search_history (
  account_id bigint not null references account,
  word text not null,
  at timestamptz not null,
  primary key (account_id, word)
);
-- What the search field offers while somebody types.
create table suggestion (
  text text primary key check (length(text) between 1 and 40),
  kind text not null check (kind in ('brand', 'category', 'word')),
  pinyin text not null, -- huaweishouji
  initials text not null, -- hwsj
  weight integer not null
);
create index suggestion_text on suggestion (lower(text) text_pattern_ops);
create index suggestion_pinyin on suggestion (pinyin text_pattern_ops);
create index suggestion_initials on suggestion (initials text_pattern_ops);

-- — cart —

create table cart (
  id bigint generated always as identity primary key,
  account_id bigint constraint cart_of_account unique references account,
  token_hash bytea constraint cart_of_guest unique,
  changed_at timestamptz not null,
  constraint cart_owner check ((account_id is null) <> (token_hash is null))
);
create index cart_idle on cart (changed_at) where token_hash is not null;
create table cart_item (
  cart_id bigint not null references cart on delete cascade,
  sku_id bigint not null references sku,
  quantity integer not null check (quantity between 1 and 999),
  selected boolean not null,
  price bigint not null, -- when it was put in: a change is told, never charged
  added_at timestamptz not null,
  primary key (cart_id, sku_id)
);

-- — coupons —

create table coupon (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 32),
  kind text not null check (kind in ('amount', 'percent')),
  amount bigint check (amount > 0), -- fen off
  percent integer check (percent between 1 and 99), -- percent off
  most bigint check (most > 0), -- fen off at most, of kind percent
  threshold bigint not null default 0 check (threshold >= 0), -- sum of the goods it is for
  category_id bigint references category, -- goods of this category and below; null: all
  per_person integer not null default 1 check (per_person between 1 and 99),
  total integer check (total > 0), -- null: no end
  claimed integer not null default 0,
  claim_from timestamptz not null,
  claim_until timestamptz not null,
  days integer not null check (days between 1 and 366), -- for how long after the claim it can be used
  visible boolean not null default true,
  version integer not null default 1, -- of what staff can change
  created_at timestamptz not null,
  constraint coupon_kind check ((kind = 'amount') = (amount is not null) and (kind = 'percent') = (percent is not null)),
  constraint coupon_runs check (claim_from < claim_until),
  constraint coupon_claimed check (claimed >= 0 and (total is null or claimed <= total))
);

-- — orders —

-- A row is an order. Goods, prices and address stay as they were agreed, whatever happens to product, SKU or address.
create table shop_order (
  id bigint generated always as identity primary key,
  no text not null constraint shop_order_no_key unique, -- told to people, unguessable
  account_id bigint not null references account,
  status text not null check (status in ('WAIT_PAYMENT', 'WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'CLOSED')),
  payment_method text not null check (payment_method in ('alipay', 'cod')),
  due_at timestamptz, -- when its state is over by itself (unpaid, not confirmed, not reviewed)
  extensions smallint not null default 0,
  goods bigint not null check (goods > 0),
  discount bigint not null check (discount >= 0),
  freight bigint not null check (freight >= 0),
  payable bigint not null check (payable >= 0),
  address jsonb not null, -- {receiver, mobile, regionCode, region, place}
  note text not null default '' check (length(note) <= 200),
  staff_note text not null default '' check (length(staff_note) <= 500),
  payment_id bigint references payment,
  paid_at timestamptz,
  shipped_at timestamptz,
  received_at timestamptz,
  canceled_by text check (canceled_by in ('buyer', 'staff', 'system')),
  reason text,
  refunded bigint not null default 0 check (refunded >= 0 and refunded <= payable),
  waived bigint not null default 0, -- of `refunded`, what had not been paid and need not be any more (on delivery)
  freight_refunded boolean not null default false,
  created_at timestamptz not null,
  constraint shop_order_waived check (waived between 0 and refunded),
  constraint shop_order_sum check (payable = goods - discount + freight),
  constraint shop_order_canceled check ((canceled_by is not null) = (status in ('CANCELED', 'CLOSED'))),
  constraint shop_order_paid check (status <> 'WAIT_PAYMENT' or paid_at is null)
);
create index shop_order_account on shop_order (account_id, id);
create index shop_order_account_status on shop_order (account_id, status, id);
create index shop_order_status on shop_order (status, id);
create index shop_order_due on shop_order (due_at) where due_at is not null;
-- What is beside the keys is what the statistics sum up.
create index shop_order_created on shop_order (created_at) include (account_id);
create index shop_order_paid_at on shop_order (paid_at) include (payable, waived) where paid_at is not null;
create index shop_order_open on shop_order (account_id) where status = 'WAIT_PAYMENT';

create table order_item (
  id bigint generated always as identity primary key,
  order_id bigint not null references shop_order,
  sku_id bigint not null references sku,
  product_id bigint not null references product,
  sku_code text not null,
  title text not null,
  spec_text text not null,
  picture_id text references picture,
  price bigint not null, -- of one
  quantity integer not null check (quantity >= 1),
  discount bigint not null check (discount >= 0), -- its share of the order's
  payable bigint not null check (payable >= 0),
  shipped integer not null default 0,
  returned integer not null default 0, -- came back or was never sent, and is paid back or will be
  unsent integer not null default 0, -- of these, what was never sent and never will be
  refunded bigint not null default 0,
  reviewed_at timestamptz,
  paid_at timestamptz, -- the order's: what sells best is counted by it
  constraint order_item_once unique (order_id, sku_id),
  constraint order_item_sum check (payable = price * quantity - discount),
  constraint order_item_shipped check (shipped between 0 and quantity),
  constraint order_item_returned check (returned between 0 and quantity),
  constraint order_item_unsent check (unsent between 0 and returned and shipped + unsent <= quantity and returned - unsent <= shipped),
  constraint order_item_refunded check (refunded between 0 and payable)
);
create index order_item_sku on order_item (sku_id);
create index order_item_sold on order_item (paid_at) include (product_id, quantity, returned, payable) where paid_at is not null;

-- A row is money of an order that was paid and goes back, on the day that was decided; with `waived` they add up to `refunded`.
create table order_refund (
  id bigint generated always as identity primary key,
  order_id bigint not null references shop_order,
  amount bigint not null check (amount > 0),
  at timestamptz not null
);
create index order_refund_order on order_refund (order_id);
create index order_refund_at on order_refund (at) include (order_id, amount);

-- A row is one change of a stock, and why: their sums are the columns of sku_stock.
create table stock_entry (
  id bigint generated always as identity primary key,
  sku_id bigint not null references sku_stock,
  kind text not null check (kind in ('adjust', 'reserve', 'release', 'ship', 'return')),
  on_hand integer not null, -- changes
  reserved integer not null,
  order_item_id bigint references order_item,
  ref bigint not null default 0, -- the shipment or the return
  staff_id bigint references staff,
  reason text,
  at timestamptz not null,
  constraint stock_entry_once unique (order_item_id, kind, ref)
);
create index stock_entry_sku on stock_entry (sku_id, id);

create table coupon_claim (
  id bigint generated always as identity primary key,
  coupon_id bigint not null references coupon,
  account_id bigint not null references account,
  nth integer not null, -- the person's first, second … of this coupon
  order_id bigint references shop_order, -- that uses it; null again when that is cancelled
  discount bigint, -- fen it takes off that order
  claimed_at timestamptz not null,
  ends_at timestamptz not null,
  constraint coupon_claim_once unique (coupon_id, account_id, nth),
  constraint coupon_claim_of_order unique (order_id),
  constraint coupon_claim_used check ((discount is null) = (order_id is null))
);
create index coupon_claim_account on coupon_claim (account_id, id);
create index coupon_claim_uses on coupon_claim (coupon_id) include (discount) where order_id is not null;

create table shipment (
  id bigint generated always as identity primary key,
  order_id bigint not null references shop_order,
  carrier text not null check (length(carrier) between 1 and 32),
  tracking_no text not null check (length(tracking_no) between 1 and 40),
  staff_id bigint references staff,
  at timestamptz not null
);
create index shipment_order on shipment (order_id);
create index shipment_tracking on shipment (tracking_no);
create table shipment_item (
  shipment_id bigint not null references shipment,
  order_item_id bigint not null references order_item,
  quantity integer not null check (quantity >= 1),
  primary key (shipment_id, order_item_id)
);

-- A row is somebody's wish to give goods of one line back, or only to get money back for them, and what became of it; or money
-- that staff give back of their own accord.
create table return_case (
  id bigint generated always as identity primary key,
  no text not null constraint return_case_no_key unique,
  order_id bigint not null references shop_order,
  order_item_id bigint not null references order_item,
  account_id bigint not null references account,
  opened_by text not null default 'buyer' check (opened_by in ('buyer', 'staff')),
  kind text not null check (kind in ('refund', 'return')), -- refund: nothing is sent back
  unsent boolean not null, -- it is about units that have not been sent: as long as it is open they are not
  quantity integer not null check (quantity >= 1),
  amount bigint not null check (amount >= 0), -- fen of the goods
  freight bigint not null default 0 check (freight >= 0), -- fen of the carriage that go back with it
  reason text not null check (length(reason) between 1 and 200),
  picture_ids text[] not null default '{}',
  status text not null check (status in ('APPLIED', 'APPROVED', 'SENT', 'REFUNDING', 'REFUNDED', 'REJECTED', 'WITHDRAWN')),
  answer text, -- why it was rejected, or where to send the goods
  carrier text,
  tracking_no text,
  sellable integer, -- of what came back
  payout text check (payout in ('alipay', 'by_hand', 'none')), -- how its money goes back, once that is decided; none: it had not been paid
  refund_id bigint references refund, -- of payout alipay
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint return_case_payout check ((payout is not null) = (status in ('REFUNDING', 'REFUNDED')) and (refund_id is null or payout = 'alipay')),
  constraint return_case_unsent check (kind = 'refund' or not unsent),
  constraint return_case_opened check (opened_by = 'buyer' or kind = 'refund'),
  constraint return_case_rejected check (status <> 'REJECTED' or answer is not null),
  constraint return_case_sellable check (sellable between 0 and quantity)
);
create unique index return_case_undecided on return_case (order_item_id) where status in ('APPLIED', 'APPROVED', 'SENT');
create index return_case_order on return_case (order_id);
create index return_case_account on return_case (account_id, id);
create index return_case_status on return_case (status, id);

create table order_event (
  id bigint generated always as identity primary key,
  order_id bigint not null references shop_order,
  action text not null,
  from_status text,
  to_status text not null,
  actor text not null check (actor in ('buyer', 'staff', 'system')),
  reason text,
  at timestamptz not null,
  untold boolean not null, -- somebody has still to be told by message
  return_case_id bigint references return_case -- of the steps of a return
);
create index order_event_order on order_event (order_id, id);
create index order_event_untold on order_event (id) where untold;

-- A picture somebody has uploaded for a review or a return: only one's own can be used.
create table uploaded_picture (
  account_id bigint not null references account,
  picture_id text not null references picture,
  at timestamptz not null,
  primary key (account_id, picture_id)
);

create table product_review (
  id bigint generated always as identity primary key,
  order_item_id bigint not null constraint product_review_once unique references order_item,
  product_id bigint not null references product,
  account_id bigint not null references account,
  spec_text text not null,
  score smallint not null check (score between 0 and 5),
  text text not null check (length(text) between 5 and 1000),
  picture_ids text[] not null default '{}',
  anonymous boolean not null,
  visible boolean not null default true,
  answer text check (length(answer) between 1 and 1000),
  answered_at timestamptz,
  created_at timestamptz not null,
  constraint product_review_answer check ((answer is null) = (answered_at is null))
);
create index product_review_product on product_review (product_id, id) where visible;
create index product_review_unanswered on product_review (id) where answer is null;
