-- A row is a picture: given by somebody and re-encoded, or drawn by us. Its files are named <id>-<width>.webp.
create table picture (
  id text primary key check (id ~ '^[0-9a-f]{32}$'), -- from the SHA-256 of what was given: the same picture is kept once
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null
);

-- A row is a picture of the demo site that is drawn when it is first looked at: so that a new site is up within seconds.
create table picture_drawing (
  picture_id text primary key references picture (id),
  kind text not null, -- which of the modules' drawings
  spec jsonb not null -- what to draw
);
