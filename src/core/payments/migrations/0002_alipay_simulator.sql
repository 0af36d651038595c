-- The three tables below are the other side: what a simulated Alipay knows. They stay empty outside demo sites.

-- A row is a trade that was opened at the simulated cashier.
create table alipay_simulator_trade (
  out_trade_no text primary key,
  trade_no text not null unique,
  subject text not null,
  amount bigint not null check (amount > 0), -- fen
  status text not null check (status in ('WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_CLOSED')),
  refunded bigint not null default 0 check (refunded between 0 and amount),
  notify_url text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  paid_at timestamptz
);

-- A row is a refund the simulated Alipay has paid out.
create table alipay_simulator_refund (
  out_trade_no text not null references alipay_simulator_trade,
  out_request_no text not null,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  primary key (out_trade_no, out_request_no)
);

-- A row is a notice that is told to the merchant again and again until it answers success.
create table alipay_simulator_notice (
  notify_id text primary key,
  out_trade_no text not null references alipay_simulator_trade,
  params jsonb not null,
  tries integer not null default 0,
  next_at timestamptz -- null: delivered, or given up
);
create index alipay_simulator_notice_due on alipay_simulator_notice (next_at) where next_at is not null;
