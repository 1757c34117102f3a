-- Clients (companies), users, and which user is a member of which client.

create table public.clients (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  status text not null default 'active',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint clients_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint clients_status_check check (status in ('active', 'suspended')),
  constraint clients_settings_check check (jsonb_typeof(settings) = 'object')
);

create table public.users (
  id uuid primary key references auth.users (id) on delete cascade,
  client_id uuid,
  email text,
  name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_login timestamptz,
  -- As Supabase Auth has them. A person is refused while they are banned, and once they are deleted.
  banned_until timestamptz,
  deleted_at timestamptz,
  is_anonymous boolean not null default false,
  -- Verified second factors: with one, a session needs it.
  factors uuid[] not null default '{}',
  constraint users_name_check check (char_length(btrim(name)) between 1 and 200)
);
create index users_client_id_idx on public.users (client_id, id);

create table public.client_members (
  client_id uuid not null references public.clients (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  role text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, user_id),
  constraint client_members_role_check check (role in ('owner', 'admin', 'user', 'viewer'))
);
create index client_members_user_id_idx on public.client_members (user_id);
create index client_members_page_idx on public.client_members (client_id, created_at desc, user_id desc);

-- The client a user acts for is one of their memberships: ending the membership ends the acting. Added here because the
-- two tables refer to each other.
alter table public.users add constraint users_client_fkey
  foreign key (client_id, id) references public.client_members (client_id, user_id)
  on delete set null (client_id);

-- Deleted clients. Their remaining files may be deleted; the files of a client id that is in neither table may belong to
-- another database.
create table private.former_clients (
  client_id uuid primary key,
  deleted_at timestamptz not null default now()
);

alter table public.clients enable row level security, force row level security;
alter table public.users enable row level security, force row level security;
alter table public.client_members enable row level security, force row level security;
alter table private.former_clients enable row level security, force row level security;

-- A user sees every client they belong to: that is the list they switch between.
create policy clients_select on public.clients for select to renum_tenant
  using (
    id = (select private.current_client_id())
    or id in (select m.client_id from public.client_members m where m.user_id = (select private.current_user_id()))
  );
create policy clients_update on public.clients for update to renum_tenant
  using (id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (id = (select private.current_client_id()));
create policy clients_delete on public.clients for delete to renum_tenant
  using (id = (select private.current_client_id()) and (select private.has_role('owner')));
create policy clients_system on public.clients for all to renum_system using (true) with check (true);

create policy users_select on public.users for select to renum_tenant
  using (
    id = (select private.current_user_id())
    or id in (select m.user_id from public.client_members m where m.client_id = (select private.current_client_id()))
  );
create policy users_update on public.users for update to renum_tenant
  using (id = (select private.current_user_id()))
  with check (id = (select private.current_user_id()));
create policy users_system on public.users for all to renum_system using (true) with check (true);

-- A user also sees their own memberships elsewhere.
create policy client_members_select on public.client_members for select to renum_tenant
  using (client_id = (select private.current_client_id()) or user_id = (select private.current_user_id()));
create policy client_members_update on public.client_members for update to renum_tenant
  using (
    client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and (role <> 'owner' or (select private.has_role('owner')))
  )
  with check (
    client_id = (select private.current_client_id())
    and (role <> 'owner' or (select private.has_role('owner')))
  );
create policy client_members_delete on public.client_members for delete to renum_tenant
  using (
    client_id = (select private.current_client_id())
    and (
      user_id = (select private.current_user_id())
      or ((select private.has_role('admin')) and (role <> 'owner' or (select private.has_role('owner'))))
    )
  );
create policy client_members_system on public.client_members for all to renum_system using (true) with check (true);
create policy former_clients_system on private.former_clients to renum_system using (true) with check (true);

-- Older Supabase projects grant new tables and functions of `public` to anon and authenticated by default. Access goes
-- through Renum's own API alone: the publishable key opens none of its tables. So for every table below.
revoke all on public.clients, public.users, public.client_members from anon, authenticated;
grant select, delete, update (name, settings) on public.clients to renum_tenant;
-- Without client_id: members see each other, and not for which other client one of them acts at the moment.
grant select (id, email, name, created_at, updated_at, last_login), update (name, client_id)
  on public.users to renum_tenant;
grant select, delete, update (role) on public.client_members to renum_tenant;
-- Suspending and erasing a client are the system's own tasks. Of client_members only for row locks, which require the
-- right to update a column.
grant select, insert, delete, update (status) on public.clients to renum_system;
grant select, insert, update on public.users to renum_system;
grant select, insert, delete, update (updated_at) on public.client_members to renum_system;
grant select, insert on private.former_clients to renum_system;

create trigger clients_touch before update on public.clients
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger users_touch before update on public.users
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger client_members_touch before update on public.client_members
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();

-- A new user or member changes no earlier claims.
create constraint trigger users_then_access
  after update of client_id, banned_until, deleted_at, is_anonymous, factors or delete on public.users
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger client_members_then_access after update or delete on public.client_members
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger clients_then_access after update of status or delete on public.clients
  deferrable initially deferred for each row execute function private.access_changed();

-- The client that the caller acts for, even while it is suspended.
create function private.active_client_id() returns uuid
language sql stable security definer
set search_path = ''
as $$
  select u.client_id from public.users u where u.id = private.current_user_id()
$$;

-- A client always has an owner. Checked at the end of the transaction, so that ownership can be passed within one.
create function private.ensure_owner() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- By this lock, two owners who leave at the same moment wait for each other.
  perform 1 from public.clients c where c.id = old.client_id for no key update;
  if not found then
    return null;
  end if;
  if not exists (select 1 from public.client_members m where m.client_id = old.client_id and m.role = 'owner') then
    raise exception 'a client needs an owner' using errcode = 'RN003';
  end if;
  return null;
end
$$;
create constraint trigger client_members_ensure_owner after update or delete on public.client_members
  deferrable initially deferred
  for each row when (old.role = 'owner') execute function private.ensure_owner();

create function private.remember_client() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into private.former_clients (client_id) values (old.id) on conflict do nothing;
  return null;
end
$$;
create trigger clients_remember after delete on public.clients
  for each row execute function private.remember_client();

-- Every user of Supabase Auth has a row in users, which follows the account. It is read as JSON, by name: Auth adds and
-- changes its columns, an older one lacks some, and a trigger that names a column keeps Auth from changing it.
--
-- A person whom Auth has deleted softly leaves their clients as a deleted one does. Auth has put a hash in place of their
-- address; ours stays until the person is erased, who is found by it.
create function private.sync_account(account jsonb) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  person constant uuid := account ->> 'id';
  banned constant timestamptz := account ->> 'banned_until';
  deleted constant timestamptz := account ->> 'deleted_at';
  anonymous constant boolean := coalesce((account ->> 'is_anonymous')::boolean, false);
begin
  insert into public.users as u (id, email, name, last_login)
  values (
    person, account ->> 'email',
    -- A name is one line, without what turns a text's direction: it is shown to others.
    nullif(left(btrim(regexp_replace(
      coalesce(account #>> '{raw_user_meta_data,name}', ''),
      '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]', '', 'g'
    )), 200), ''),
    (account ->> 'last_sign_in_at')::timestamptz)
  on conflict (id) do update
    set email = case when deleted is null then excluded.email else u.email end, last_login = excluded.last_login
    where (u.email, u.last_login) is distinct from
      (case when deleted is null then excluded.email else u.email end, excluded.last_login);
  -- Apart, because it ends earlier claims: no sign-in does.
  update public.users u set banned_until = banned, deleted_at = deleted, is_anonymous = anonymous
   where u.id = person and (u.banned_until, u.deleted_at, u.is_anonymous) is distinct from (banned, deleted, anonymous);
  if deleted is not null then
    delete from public.client_members m where m.user_id = person;
  end if;
end
$$;

create function private.sync_auth_user() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.sync_account(to_jsonb(new));
  return new;
end
$$;
create trigger renum_sync_auth_user after insert or update on auth.users
  for each row execute function private.sync_auth_user();

-- Before Auth deletes an account, in either way. Auth passes PT409 on as HTTP 409, with the message.
create function private.guard_account() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  owned text;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) ->> 'deleted_at' is null or to_jsonb(old) ->> 'deleted_at' is not null) then
    return new;
  end if;
  select string_agg(c.name, ', ' order by c.name) into owned
    from public.client_members m join public.clients c on c.id = m.client_id
   where m.user_id = old.id and m.role = 'owner' and not exists (
     select from public.client_members o
      where o.client_id = m.client_id and o.role = 'owner' and o.user_id <> m.user_id);
  if owned is not null then
    raise exception 'sole_owner: this person is the only owner of % in Renum', owned
      using errcode = 'PT409', hint = 'Make somebody else an owner first, or erase the client: renum admin erase client <id>';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger renum_guard_account before update or delete on auth.users
  for each row execute function private.guard_account();

create function private.sync_factor(factor jsonb, present boolean) returns void
language sql security definer
set search_path = ''
as $$
  update public.users u
     set factors = case when present and factor ->> 'status' = 'verified'
       then array_append(array_remove(u.factors, (factor ->> 'id')::uuid), (factor ->> 'id')::uuid)
       else array_remove(u.factors, (factor ->> 'id')::uuid) end
   where u.id = (factor ->> 'user_id')::uuid
     and (present and factor ->> 'status' = 'verified') is distinct from ((factor ->> 'id')::uuid = any (u.factors))
$$;

create function private.sync_auth_factor() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.sync_factor(case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end, tg_op <> 'DELETE');
  return null;
end
$$;

-- Follows the second factors, where this Auth has any: the embedded one does not yet. `renum migrate` asks each time.
create function private.follow_factors() returns void
language plpgsql
set search_path = ''
as $$
begin
  if to_regclass('auth.mfa_factors') is null or exists (
    select from pg_trigger t where t.tgrelid = to_regclass('auth.mfa_factors') and t.tgname = 'renum_sync_auth_factor')
  then
    return;
  end if;
  create trigger renum_sync_auth_factor after insert or update or delete on auth.mfa_factors
    for each row execute function private.sync_auth_factor();
  perform private.sync_factor(to_jsonb(f), true) from auth.mfa_factors f;
end
$$;

revoke execute on function
  private.active_client_id(), private.ensure_owner(), private.remember_client(),
  private.sync_account(jsonb), private.sync_auth_user(), private.guard_account(), private.sync_factor(jsonb, boolean),
  private.sync_auth_factor(), private.follow_factors()
from public;
grant execute on function private.active_client_id() to renum_tenant;
-- For the role that migrates, which is a member of renum_login: accounts that were there before.
grant execute on function private.sync_account(jsonb), private.sync_factor(jsonb, boolean), private.sync_auth_factor()
to renum_login;
alter function private.active_client_id() owner to renum_system;
alter function private.ensure_owner() owner to renum_system;
alter function private.remember_client() owner to renum_system;
alter function private.sync_account(jsonb) owner to renum_system;
alter function private.guard_account() owner to renum_system;
alter function private.sync_factor(jsonb, boolean) owner to renum_system;
alter function private.sync_auth_factor() owner to renum_system;
alter function private.sync_auth_user() owner to renum_system;

-- Accounts that existed before Renum was installed.
select private.sync_account(to_jsonb(u)) from auth.users u;
select private.follow_factors();
