-- Pictures of reviews and returns are arrays, which no foreign key watches: this refuses, as one would, to delete a picture that is shown.
create function mall_shows_picture() returns trigger language plpgsql as $$
begin
  if exists (select from product_review where picture_ids @> array[old.id]) or exists (select from return_case where picture_ids @> array[old.id]) then
    raise exception 'a review or a return shows this picture' using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;
create trigger mall_shows_picture before delete on picture for each row execute function mall_shows_picture();
