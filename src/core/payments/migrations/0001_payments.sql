-- A row is one attempt to pay for one thing of a module (mall.md rule 17).
create table payment (
  id bigint generated always as identity primary key,
  -- What the provider and the return page know it by; random, so nobody finds another's.
  out_trade_no text not null constraint payment_out_trade_no_key unique check (out_trade_no ~ '^[0-9a-f]{32}$'),
  module text not null,
  reference text not null, -- the module's own id of the thing
  account_id bigint not null references account,
  amount bigint not null check (amount > 0), -- fen
  subject text not null,
  provider text not null,
  -- waiting: may be paid; paid: the thing is theirs; surplus: money came for a thing that could no longer be had, and goes back.
  status text not null default 'waiting' check (status in ('waiting', 'paid', 'closed', 'surplus')),
  provider_trade_no text,
  -- The sum of all refunds that have not failed: changed together with them, so it can never pass what was paid.
  refunded_amount bigint not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  paid_at timestamptz,
  next_check_at timestamptz, -- when the provider is asked next, should its notice be lost; null: no more
  checks integer not null default 0,
  asked_at timestamptz, -- when the payer's own page last had it asked
  constraint payment_provider_trade_key unique (provider, provider_trade_no),
  constraint payment_refund_within_paid check (refunded_amount between 0 and amount),
  constraint payment_money_is_documented check (case when status in ('paid', 'surplus') then provider_trade_no is not null and paid_at is not null else refunded_amount = 0 end)
);
create unique index payment_open_once on payment (module, reference) where status = 'waiting';
create unique index payment_paid_once on payment (module, reference) where status = 'paid';
create index payment_thing on payment (module, reference);
create index payment_account on payment (account_id);
create index payment_due on payment (next_check_at) where next_check_at is not null;

-- A row is money on its way back, all or part of a payment.
create table refund (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payment,
  -- Follows from the payment and the module's own name of the reason: asked for twice, it is the same refund, also for the provider.
  refund_no text not null constraint refund_refund_no_key unique,
  amount bigint not null check (amount > 0),
  reason text not null,
  status text not null default 'requested' check (status in ('requested', 'processing', 'done', 'failed')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint refund_end check ((finished_at is not null) = (status in ('done', 'failed')))
);
create index refund_payment on refund (payment_id);
create index refund_due on refund (next_try_at) where status in ('requested', 'processing');

-- A row is something a provider told us, or somebody in its name: a repeat finds its row and changes nothing.
create table payment_event (
  id bigint generated always as identity primary key,
  provider text not null,
  event_id text not null,
  payment_id bigint references payment,
  -- accepted, surplus, repeated, ignored; refused: and why.
  outcome text not null,
  facts jsonb not null, -- as it came, without signature and without the buyer
  received_at timestamptz not null,
  constraint payment_event_once unique (provider, event_id)
);
create index payment_event_payment on payment_event (payment_id);
create index payment_event_received on payment_event (received_at);
