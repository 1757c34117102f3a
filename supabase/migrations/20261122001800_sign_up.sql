-- Who may sign up at this install, and what its operator does.

-- Of the install as a whole. `open`: whoever wants. `invite`: only whom a client has invited, and nobody founds a client.
-- `closed`: only who is a member already.
create table private.install_settings (
  one boolean primary key default true check (one),
  sign_up text not null default 'open',
  -- Seals the ids of events, for all processes alike. 122 of its bits are random.
  event_key bytea not null default uuid_send(gen_random_uuid()),
  -- When a worker last began to look for files without a document: one does it for all.
  swept_at timestamptz,
  constraint install_settings_sign_up_check check (sign_up in ('open', 'invite', 'closed'))
);
insert into private.install_settings default values;
alter table private.install_settings enable row level security, force row level security;
create policy install_settings_system on private.install_settings to renum_system using (true) with check (true);
grant select, update (sign_up, swept_at) on private.install_settings to renum_system;

-- What whoever runs the install has done. A client's own log goes with the client; this stays.
create table private.operator_log (
  id uuid primary key default gen_random_uuid(),
  action text not null,
  subject_type text not null,
  subject_id uuid,
  details jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  constraint operator_log_action_check check (action ~ '^[a-z_]+\.[a-z_]+$')
);
alter table private.operator_log enable row level security, force row level security;
create policy operator_log_system on private.operator_log for select to renum_system using (true);
create policy operator_log_system_insert on private.operator_log for insert to renum_system with check (true);
grant select, insert on private.operator_log to renum_system;
create index operator_log_created_at_idx on private.operator_log (created_at);

create index invitations_open_email_idx on public.invitations (lower(email))
  where accepted_at is null and revoked_at is null;

-- Errors: RN041 nobody signs up here, RN042 only whom somebody has invited.
create function private.guard_sign_up() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  allowed constant text := (select s.sign_up from private.install_settings s);
begin
  if allowed = 'closed' then
    raise exception 'sign_up_closed: nobody signs up at this install' using errcode = 'RN041';
  elsif allowed = 'invite' and not exists (
    select from public.invitations i join public.clients c on c.id = i.client_id and c.status = 'active'
     where lower(i.email) = lower(new.email) and i.accepted_at is null and i.revoked_at is null
       and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at)
         = 'pending'
  ) then
    raise exception 'sign_up_by_invitation: only an address that was invited signs up' using errcode = 'RN042';
  end if;
  return new;
end
$$;
create trigger renum_guard_sign_up before insert on auth.users
  for each row execute function private.guard_sign_up();

-- Whoever has an account already, and whatever the server forgot to ask.
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

revoke execute on function private.guard_sign_up(), private.guard_new_client(), private.guard_new_member() from public;
alter function private.guard_sign_up() owner to renum_system;
alter function private.guard_new_client() owner to renum_system;
alter function private.guard_new_member() owner to renum_system;
