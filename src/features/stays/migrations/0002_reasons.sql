-- Reasons of the site itself are stored by name (reasons.ts), no longer in the words of one language.
update booking_refund set reason = 'stays.canceled_by_' || split_part(reason, ' ', 3) where reason in ('canceled by guest', 'canceled by host', 'canceled by staff');
update refund set reason = 'stays.canceled_by_' || split_part(reason, ' ', 3) where reason in ('canceled by guest', 'canceled by host', 'canceled by staff');
update booking set reason = 'stays.account_deleted' where reason = '用户已注销账号';
update booking_event set reason = 'stays.account_deleted' where reason = '用户已注销账号';
