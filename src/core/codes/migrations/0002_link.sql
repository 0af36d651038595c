-- Codes that link another way to sign in are for addresses with and without an account.
alter table verification_code drop constraint verification_code_purpose_check;
alter table verification_code add constraint verification_code_purpose_check check (purpose in ('register', 'sign_in', 'recover', 'change', 'bind', 'link'));
