-- Clients (companies), people, and who may act for which client.

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

-- The client a person acts for is one of their memberships: ending the membership ends the acting.
alter table public.users add constraint users_client_fkey
  foreign key (client_id, id) references public.client_members (client_id, user_id)
  on delete set null (client_id);

create table public.api_keys (
  client_id uuid not null references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null,
  -- SHA-256 of the key, lower-case hex: the key itself is with whom it was given to.
  key_hash text not null,
  -- What it is recognised by in a list.
  prefix text not null,
  last_four text not null,
  scopes text[] not null,
  -- What row security asks for.
  role text not null generated always as (
    case when 'admin' = any (scopes) then 'admin' when 'write' = any (scopes) then 'user' else 'viewer' end) stored,
  -- Sees only the collections of api_key_collections; none, once they are all gone.
  limited boolean not null default false,
  -- Who answers for it. It ends with their membership, or with their being an admin.
  created_by uuid,
  -- The key that it was made with, and with which it ends.
  created_with uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (client_id, id),
  constraint api_keys_created_by_fkey foreign key (client_id, created_by)
    references public.client_members (client_id, user_id) on delete set null (created_by),
  constraint api_keys_created_with_fkey foreign key (client_id, created_with)
    references public.api_keys (client_id, id) on delete cascade,
  constraint api_keys_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint api_keys_key_hash_check check (key_hash ~ '^[0-9a-f]{64}$'),
  constraint api_keys_prefix_check check (prefix ~ '^rnm_[0-9A-Za-z]{8}$'),
  constraint api_keys_last_four_check check (last_four ~ '^[0-9A-Za-z]{4}$'),
  constraint api_keys_scopes_check
    check (scopes <@ array['read', 'write', 'search', 'agents', 'admin'] and cardinality(scopes) between 1 and 5),
  -- An admin sees the log, the members and where news go: all of that is about every collection.
  constraint api_keys_limited_check check (not (limited and 'admin' = any (scopes))),
  constraint api_keys_key_hash_key unique (key_hash)
);
create index api_keys_page_idx on public.api_keys (client_id, created_at desc, id desc);
create index api_keys_created_by_idx on public.api_keys (client_id, created_by);
create index api_keys_created_with_idx on public.api_keys (client_id, created_with);

create trigger clients_touch before update on public.clients
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger users_touch before update on public.users
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger client_members_touch before update on public.client_members
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger api_keys_touch before update of name, scopes, expires_at, revoked_at on public.api_keys
  for each row execute function private.touch_updated_at();

alter table public.clients enable row level security;
alter table public.clients force row level security;
alter table public.users enable row level security;
alter table public.users force row level security;
alter table public.client_members enable row level security;
alter table public.client_members force row level security;
alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;

-- A person sees every client they belong to: that is the list they switch between.
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

create policy users_select on public.users for select to renum_tenant
  using (
    id = (select private.current_user_id())
    or id in (select m.user_id from public.client_members m where m.client_id = (select private.current_client_id()))
  );
create policy users_update on public.users for update to renum_tenant
  using (id = (select private.current_user_id()))
  with check (id = (select private.current_user_id()));

-- A person also sees their own memberships elsewhere.
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

create policy api_keys_select on public.api_keys for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
-- How much a new key may be worth, 20261122001700_api_keys.sql says.
create policy api_keys_insert on public.api_keys for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
-- One that was revoked stays as it is.
create policy api_keys_update on public.api_keys for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and revoked_at is null)
  with check (client_id = (select private.current_client_id()));

create policy clients_system on public.clients for all to renum_system using (true) with check (true);
create policy users_system on public.users for all to renum_system using (true) with check (true);
create policy client_members_system on public.client_members for all to renum_system using (true) with check (true);
create policy api_keys_system on public.api_keys for all to renum_system using (true) with check (true);

grant select, delete on public.clients to renum_tenant;
grant update (name, settings) on public.clients to renum_tenant;
-- Without client_id: people see each other, and not for which other client somebody acts just now.
grant select (id, email, name, created_at, updated_at, last_login) on public.users to renum_tenant;
grant update (name, client_id) on public.users to renum_tenant;
grant select, delete on public.client_members to renum_tenant;
grant update (role) on public.client_members to renum_tenant;
-- key_hash is written once and read by private.resolve_principal alone.
grant select (client_id, id, name, prefix, last_four, scopes, role, limited, created_by, created_with, created_at,
  updated_at, expires_at, revoked_at, last_used_at) on public.api_keys to renum_tenant;
grant insert (name, key_hash, prefix, last_four, scopes, limited, expires_at) on public.api_keys to renum_tenant;
grant update (name, scopes, expires_at, revoked_at) on public.api_keys to renum_tenant;

grant select, insert on public.clients to renum_system;
grant select, insert, update on public.users to renum_system;
grant select, insert on public.client_members to renum_system;
grant select, update (revoked_at, last_used_at) on public.api_keys to renum_system;

alter table public.api_keys alter column client_id set default private.current_client_id();

-- For which client whoever asks acts; also where that is suspended.
create function private.active_client_id() returns uuid
language sql stable security definer
set search_path = ''
as $$
  select u.client_id from public.users u where u.id = private.current_user_id()
$$;
revoke execute on function private.active_client_id() from public;
grant execute on function private.active_client_id() to renum_tenant;
alter function private.active_client_id() owner to renum_system;
