-- Somebody without a password shows that an account is theirs by a code sent to its own address.
alter table verification_code drop constraint verification_code_purpose_check;
alter table verification_code add constraint verification_code_purpose_check check (purpose in ('register', 'sign_in', 'recover', 'change', 'bind', 'link', 'confirm'));
