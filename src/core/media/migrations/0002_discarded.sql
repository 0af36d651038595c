-- A row is a picture that somebody has taken away, or that went with them: from then on its files are removed, unless something shows it still.
create table picture_discarded (
  picture_id text primary key references picture (id) on delete cascade,
  due_at timestamptz not null
);
create index picture_discarded_due on picture_discarded (due_at);
