-- Wrong passwords are counted in the kit's table now, together with those of staff.
insert into tries (key, owner, tries_left, until) 
  select key, case when key like 'account %' then 'account ' || account_id end, tries_left, until from sign_in_failure;
drop table sign_in_failure;
