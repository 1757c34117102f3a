/**
 * What @supabase/lite 0.10 leaves open, closed in its database: whatever reaches Auth's tables, by this process or another,
 * meets it. Runs at every start, behind Auth's own schema.
 */
export const authRulesSql = `
-- As what Supabase's Auth asks the database, its hooks among it: migrations grant to it.
do $$ begin
  create role supabase_auth_admin nologin noinherit;
exception when duplicate_object or unique_violation then null;
end $$;

-- Tries at mailed codes. Who is meant is known by a digest under a key of the install.
create table if not exists auth.code_tries (
  address bytea primary key,
  tries integer not null default 0,
  tries_of_day integer not null default 0,
  day date not null default current_date
);

create table if not exists auth.mailbox_proofs (
  user_id uuid not null references auth.users on delete cascade,
  email text not null,
  proven_at timestamptz not null default now(),
  primary key (user_id, email)
);

-- Who signs an address up need not be whom it belongs to. When a code or link first proves that the account's holder reads
-- its mail, all that could open the account before ends, in the statement that uses the code up.
create or replace function auth.end_earlier_access() returns trigger language plpgsql set search_path = '' as $$
declare
  changes_address constant boolean := old.email_change_token_new is not null and new.email_change_token_new is null;
  proven constant text := lower(case when changes_address then old.email_change else old.email end);
begin
  -- A new password empties these columns too, and proves nothing.
  if new.encrypted_password is distinct from old.encrypted_password then
    return new;
  end if;
  if not changes_address
    and not (old.confirmation_token is not null and new.confirmation_token is null)
    and not (old.recovery_token is not null and new.recovery_token is null) then
    return new;
  end if;
  insert into auth.mailbox_proofs (user_id, email) values (old.id, proven) on conflict do nothing;
  if not found then
    return new;
  end if;
  delete from auth.sessions where user_id = old.id;
  delete from auth.refresh_tokens where user_id = old.id;
  delete from auth.identities where user_id = old.id and provider <> 'email';
  new.encrypted_password := null;
  new.confirmation_token := null;
  new.recovery_token := null;
  new.reauthentication_token := null;
  new.email_change_token_current := null;
  new.email_change_token_new := null;
  if not changes_address then
    new.email_change := null;
  end if;
  return new;
end $$;

create or replace trigger end_earlier_access
  before update of confirmation_token, recovery_token, email_change_token_new on auth.users
  for each row execute function auth.end_earlier_access();
revoke all on function auth.end_earlier_access() from public;
`
