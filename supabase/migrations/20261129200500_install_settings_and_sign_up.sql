-- The settings of the install as a whole, and what they decide: who may sign up, create a client, become a member or an
-- owner.

-- sign_up: `open`, any person; `invite`, only invited addresses, and only the operator creates clients; `closed`, only
-- existing members.
create table private.install_settings (
  one boolean primary key default true check (one),
  sign_up text not null default 'open',
  -- Encrypts the ids of events, the same for all processes. 122 of its bits are random.
  event_key bytea not null default uuid_send(gen_random_uuid()),
  -- When a worker last began to look for files without a document: one worker does it for all.
  swept_at timestamptz,
  -- Quotas of each client created from now on; null for no limit.
  max_documents bigint,
  max_bytes bigint,
  -- Clients that one user may own; null for no limit.
  max_owned_clients integer default 20,
  constraint install_settings_sign_up_check check (sign_up in ('open', 'invite', 'closed')),
  constraint install_settings_max_documents_check check (max_documents >= 0),
  constraint install_settings_max_bytes_check check (max_bytes >= 0),
  constraint install_settings_max_owned_clients_check check (max_owned_clients >= 1)
);
insert into private.install_settings default values;
alter table private.install_settings enable row level security, force row level security;
create policy install_settings_system on private.install_settings to renum_system using (true) with check (true);
grant select, update (sign_up, swept_at, max_documents, max_bytes, max_owned_clients)
  on private.install_settings to renum_system;

-- Why an address may not sign up: a code, a colon and words; null where it may.
create function private.sign_up_refusal(address text) returns text
language plpgsql stable security definer
set search_path = ''
as $$
declare
  allowed constant text := (select s.sign_up from private.install_settings s);
begin
  if allowed = 'closed' then
    return 'sign_up_closed: nobody signs up at this install';
  elsif allowed = 'invite' and not exists (
    select from public.invitations i join public.clients c on c.id = i.client_id and c.status = 'active'
     where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null
       and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at)
         = 'pending'
  ) then
    return 'sign_up_by_invitation: only an address that was invited signs up';
  end if;
  return null;
end
$$;

-- Errors: RN041 sign-up is closed, RN042 only invited addresses sign up.
create function private.guard_sign_up() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  refusal constant text := private.sign_up_refusal(new.email);
begin
  if refusal is not null then
    raise exception using message = refusal, errcode = case when refusal like 'sign_up_closed:%' then 'RN041' else 'RN042' end;
  end if;
  return new;
end
$$;
create trigger renum_guard_sign_up before insert on auth.users
  for each row execute function private.guard_sign_up();

-- Supabase Auth's hook Before User Created, where it is enabled: who is refused then reads why, instead of the 500 that Auth
-- makes of a trigger's refusal. The trigger stays, for the installs without the hook and for whatever passes it.
create function private.before_user_created(event jsonb) returns jsonb
language sql stable security definer
set search_path = ''
as $$
  select case when r.refusal is null then '{}'::jsonb
    else jsonb_build_object('error', jsonb_build_object('http_code', 403, 'message', r.refusal)) end
    from private.sign_up_refusal(event #>> '{user,email}') as r (refusal)
$$;

-- For existing accounts, and in case the server did not ask.
create function private.guard_new_client() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) <> 'open' then
    raise exception 'nobody founds a client at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;
create trigger clients_guard before insert on public.clients
  for each row execute function private.guard_new_client();

create function private.guard_new_member() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) = 'closed'
    and not exists (select from public.client_members m where m.user_id = new.user_id) then
    raise exception 'nobody new gets in at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;
create trigger client_members_guard before insert on public.client_members
  for each row execute function private.guard_new_member();

-- In whichever way a user becomes an owner: a client that is passed on by another account counts too.
--
-- Errors: RN044 the user owns as many clients as one user may; its detail is that number.
create function private.guard_new_owner() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  most constant integer := (select s.max_owned_clients from private.install_settings s);
begin
  if private.current_principal() is not distinct from 'operator' then
    return new;
  end if;
  -- By this lock, two requests at once wait for each other.
  perform from public.users u where u.id = new.user_id for no key update;
  if (select count(*) from public.client_members m
       where m.user_id = new.user_id and m.role = 'owner' and m.client_id <> new.client_id) >= most then
    raise exception 'owner of as many clients as anybody may be' using errcode = 'RN044', detail = most;
  end if;
  return new;
end
$$;
create trigger client_members_guard_new_owner before insert on public.client_members
  for each row when (new.role = 'owner') execute function private.guard_new_owner();
create trigger client_members_guard_promoted before update of role on public.client_members
  for each row when (new.role = 'owner' and old.role <> 'owner') execute function private.guard_new_owner();

revoke execute on function
  private.sign_up_refusal(text), private.before_user_created(jsonb), private.guard_sign_up(), private.guard_new_client(), private.guard_new_member(), private.guard_new_owner()
from public;
-- A Postgres without Supabase may lack the role, and has no hook.
do $$
begin
  if to_regrole('supabase_auth_admin') is not null then
    grant usage on schema private to supabase_auth_admin;
    grant execute on function private.before_user_created(jsonb) to supabase_auth_admin;
  end if;
end
$$;
alter function private.sign_up_refusal(text) owner to renum_system;
alter function private.before_user_created(jsonb) owner to renum_system;
alter function private.guard_sign_up() owner to renum_system;
alter function private.guard_new_client() owner to renum_system;
alter function private.guard_new_member() owner to renum_system;
alter function private.guard_new_owner() owner to renum_system;
