-- A row is an address somebody has things sent to. A deleted one shows nowhere any more and goes for good after some weeks.
create table address (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  title text not null check (length(title) <= 20),
  receiver text not null check (length(receiver) between 1 and 32),
  mobile text not null check (mobile ~ '^1[3-9][0-9]{9}$'),
  region_code text not null check (region_code ~ '^[1-9][0-9]{5}$'),
  -- The district's name as it was chosen: divisions are renamed and merged, what people have written stays.
  region text not null check (region <> ''),
  place text not null check (length(place) between 1 and 100),
  tel text check (length(tel) <= 20),
  email text check (length(email) <= 254),
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint address_of_account unique (account_id, id)
);
create index address_live on address (account_id, id desc) where deleted_at is null;
create index address_deleted on address (deleted_at) where deleted_at is not null;

-- A row is somebody's address book: how many addresses are in it, and the one default, which is theirs.
create table address_book (
  account_id bigint primary key references account,
  live smallint not null constraint address_book_full check (live between 0 and 20),
  default_id bigint,
  constraint address_book_default foreign key (account_id, default_id) references address (account_id, id)
);
