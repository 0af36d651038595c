-- A home whose host is suspended or leaving is off the site until they are back: `host_away` where it was published.
alter table house drop constraint house_status_check;
alter table house add constraint house_status_check check (status in ('published', 'paused', 'taken_down', 'host_away'));
update house set status = 'host_away' from account a where a.id = house.host_id and a.status <> 'active' and house.status = 'published';
