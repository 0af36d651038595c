-- A row is a picture somebody gave us, re-encoded; its files are named <id>-<width>.webp.
create table picture (
  id text primary key check (id ~ '^[0-9a-f]{32}$'), -- from the SHA-256 of what was given: the same picture is kept once
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null
);
