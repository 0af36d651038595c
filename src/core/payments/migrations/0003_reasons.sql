-- Reasons of the site itself are stored by name, no longer in the words of one language.
update refund set reason = 'payments.surplus' where reason = 'The payment came too late or twice';
