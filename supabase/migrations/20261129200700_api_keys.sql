-- API keys: what a key may do, which collections it sees, and how it ends.

create table public.api_keys (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null,
  -- SHA-256 of the key, lower-case hex: only its holder has the key itself.
  key_hash text not null,
  -- Prefix and last characters identify a key in a list.
  prefix text not null,
  last_four text not null,
  scopes text[] not null,
  -- The role that row security checks.
  role text not null generated always as (
    case when 'admin' = any (scopes) then 'admin' when 'write' = any (scopes) then 'user' else 'viewer' end) stored,
  -- Sees only the collections of api_key_collections; none once they are all deleted.
  limited boolean not null default false,
  -- The user who answers for the key. It ends with their membership, or when they are no longer an admin.
  created_by uuid default private.answering_user_id(),
  -- The key that it was created with, and with which it ends.
  created_with uuid default private.current_api_key_id(),
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
  -- An admin sees the audit log, the members and the webhooks: those are about every collection.
  constraint api_keys_limited_check check (not (limited and 'admin' = any (scopes))),
  constraint api_keys_key_hash_key unique (key_hash)
);
create index api_keys_page_idx on public.api_keys (client_id, created_at desc, id desc);
create index api_keys_created_by_idx on public.api_keys (client_id, created_by);
create index api_keys_created_with_idx on public.api_keys (client_id, created_with);

create table public.api_key_collections (
  client_id uuid not null default private.current_client_id(),
  api_key_id uuid not null,
  collection_id uuid not null,
  primary key (client_id, api_key_id, collection_id),
  constraint api_key_collections_api_key_fkey foreign key (client_id, api_key_id)
    references public.api_keys (client_id, id) on delete cascade,
  constraint api_key_collections_collection_fkey foreign key (client_id, collection_id)
    references public.knowledge_collections (client_id, id) on delete cascade
);
create index api_key_collections_collection_idx on public.api_key_collections (client_id, collection_id);

alter table public.api_keys enable row level security, force row level security;
alter table public.api_key_collections enable row level security, force row level security;

create policy api_keys_select on public.api_keys for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
-- A key creates no key that could do more, or live longer, than itself. Who answers for the new one is set by defaults:
-- a tenant may not write those columns.
create policy api_keys_insert on public.api_keys for insert to renum_tenant
  with check (
    client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and created_by = (select private.answering_user_id())
    and created_with is not distinct from (select private.current_api_key_id())
    and scopes <@ coalesce((select private.current_scopes()), scopes)
    and coalesce(expires_at, 'infinity') <= coalesce((select private.claim('expires_at'))::timestamptz, 'infinity')
  );
-- A revoked key stays as it is.
create policy api_keys_update on public.api_keys for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and revoked_at is null)
  with check (client_id = (select private.current_client_id()));
create policy api_keys_system on public.api_keys for all to renum_system using (true) with check (true);

create policy api_key_collections_select on public.api_key_collections for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_key_collections_insert on public.api_key_collections for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_key_collections_system on public.api_key_collections for select to renum_system using (true);

revoke all on public.api_keys, public.api_key_collections from anon, authenticated;
-- key_hash is written once and read by private.resolve_principal alone.
grant select (client_id, id, name, prefix, last_four, scopes, role, limited, created_by, created_with, created_at,
    updated_at, expires_at, revoked_at, last_used_at),
  insert (name, key_hash, prefix, last_four, scopes, limited, expires_at),
  update (name, scopes, expires_at, revoked_at)
  on public.api_keys to renum_tenant;
grant select, update (revoked_at, last_used_at) on public.api_keys to renum_system;
grant select, insert (api_key_id, collection_id) on public.api_key_collections to renum_tenant;
grant select on public.api_key_collections to renum_system;

-- A key only ever loses scopes, and a key extends no key's expiry.
create function private.guard_api_key() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not new.scopes <@ old.scopes then
    raise exception 'a key gets no more scopes' using errcode = 'RN033';
  end if;
  if private.current_api_key_id() is not null
      and coalesce(new.expires_at, 'infinity') > coalesce(old.expires_at, 'infinity') then
    raise exception 'a key gives no key more time' using errcode = '42501';
  end if;
  return new;
end
$$;

-- A key that was created with a revoked one ends with it.
create function private.api_key_revoked() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.audit(new.client_id, 'api_key.revoked', 'api_key', new.id, jsonb_build_object('name', new.name),
    private.current_principal(), private.current_user_id());
  update public.api_keys k set revoked_at = new.revoked_at
   where k.client_id = new.client_id and k.created_with = new.id and k.revoked_at is null;
  return null;
end
$$;

-- Before the membership is deleted: afterwards the keys no longer name their creator. For good: a member who returns, or
-- becomes an admin again, creates new ones. (private.resolve_principal checks the role too, for a key that is created at
-- the moment its creator is demoted.)
create function private.revoke_keys_of_member() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' or new.role not in ('owner', 'admin') then
    update public.api_keys k set revoked_at = now()
     where k.client_id = old.client_id and k.created_by = old.user_id and k.revoked_at is null
       -- Where the whole client is deleted, they are deleted with it.
       and exists (select from public.clients c where c.id = old.client_id);
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

-- Records that the key of the request is in use; written at most once a minute.
create function private.touch_api_key() returns void
language sql security definer
set search_path = ''
as $$
  update public.api_keys k set last_used_at = now()
   where k.client_id = private.current_client_id() and k.id = private.current_api_key_id()
     and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
$$;

create trigger api_keys_touch before update of name, scopes, expires_at, revoked_at on public.api_keys
  for each row execute function private.touch_updated_at();
create trigger api_keys_guard before update of scopes, expires_at on public.api_keys
  for each row execute function private.guard_api_key();
create trigger api_keys_revoked after update of revoked_at on public.api_keys
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function private.api_key_revoked();
create trigger client_members_revoke_keys before delete or update of role on public.client_members
  for each row execute function private.revoke_keys_of_member();

create trigger api_keys_audit after insert or update of name, scopes, expires_at or delete on public.api_keys
  for each row execute function private.audit_change('api_key', 'id', 'name', 'scopes', 'limited', 'expires_at');
create trigger api_key_collections_audit after insert on public.api_key_collections
  for each row execute function private.audit_change('api_key_collection', 'api_key_id', 'collection_id');

-- A new key changes no earlier claims; the collections that a key sees are part of them.
create constraint trigger api_keys_then_access after update of key_hash, client_id, scopes, limited, expires_at,
    revoked_at or delete on public.api_keys
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger api_key_collections_then_access after insert or update or delete
  on public.api_key_collections deferrable initially deferred for each row execute function private.access_changed();

revoke execute on function
  private.guard_api_key(), private.api_key_revoked(), private.revoke_keys_of_member(), private.touch_api_key()
from public;
grant execute on function private.touch_api_key() to renum_tenant;
alter function private.api_key_revoked() owner to renum_system;
alter function private.revoke_keys_of_member() owner to renum_system;
alter function private.touch_api_key() owner to renum_system;
