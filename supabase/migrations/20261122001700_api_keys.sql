-- API keys: how much a key may be worth, which collections it sees, and how it ends.

-- The key that asks; null for everybody else.
create function private.current_api_key_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,id}')::uuid;
end
$$;

-- Who answers for what is done: the person, or whoever made the key.
create function private.answering_user_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum';
begin
  return coalesce(claims ->> 'user_id', claims #>> '{api_key,created_by}')::uuid;
end
$$;

-- Null for a person, whose role is all that counts.
create function private.current_scopes() returns text[]
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (select array_agg(s.scope) from jsonb_array_elements_text(
    nullif(current_setting('request.jwt.claims', true), '')::jsonb #> '{renum,api_key,scopes}') as s (scope));
end
$$;

-- Whether only some collections are there: then new ones would not be.
create function private.is_limited() returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,limited}')::boolean, false);
end
$$;

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

alter table public.api_key_collections enable row level security;
alter table public.api_key_collections force row level security;
create policy api_key_collections_select on public.api_key_collections for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_key_collections_insert on public.api_key_collections for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_key_collections_system on public.api_key_collections for select to renum_system using (true);
revoke all on public.api_key_collections from anon, authenticated;
grant select, insert (api_key_id, collection_id) on public.api_key_collections to renum_tenant;
grant select on public.api_key_collections to renum_system;

alter table public.api_keys
  alter column created_by set default private.answering_user_id(),
  alter column created_with set default private.current_api_key_id();

-- A key makes no key that could do more than it, or live longer. Who answers for it, the defaults say: no tenant may
-- write those columns.
alter policy api_keys_insert on public.api_keys
  with check (
    client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and created_by = (select private.answering_user_id())
    and created_with is not distinct from (select private.current_api_key_id())
    and scopes <@ coalesce((select private.current_scopes()), scopes)
    and coalesce(expires_at, 'infinity') <= coalesce((select private.claim('expires_at'))::timestamptz, 'infinity')
  );
alter policy knowledge_collections_insert on public.knowledge_collections
  with check (client_id = (select private.current_client_id()) and id <> all ((select private.hidden_collections())::uuid[])
    and (select private.has_role('user')) and not (select private.is_limited()));
-- What is a base of all its collections is not for whoever has some of them.
alter policy knowledge_bases_insert on public.knowledge_bases
  with check (client_id = (select private.current_client_id())
    and (select private.has_role('user')) and not (select private.is_limited()));
alter policy knowledge_bases_update on public.knowledge_bases
  using (client_id = (select private.current_client_id())
    and (select private.has_role('user')) and not (select private.is_limited()));
alter policy knowledge_bases_delete on public.knowledge_bases
  using (client_id = (select private.current_client_id()) and (select private.has_role('user'))
    and not (select private.is_limited()) and not private.has_hidden_collections(client_id, id));

-- A key only ever loses scopes, and no key gives itself or another one more time.
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
create trigger api_keys_guard before update of scopes, expires_at on public.api_keys
  for each row execute function private.guard_api_key();

-- A key that was made with a revoked one ends with it.
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
create trigger api_keys_revoked after update of revoked_at on public.api_keys
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function private.api_key_revoked();

-- Before the membership goes, for then nobody knows any more whose keys they were. For good: whoever comes back, or is
-- made an admin again, makes new ones. (private.resolve_principal asks for the role too: a key that is made at the
-- same moment as its maker is demoted does not slip through.)
create function private.revoke_keys_of_member() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' or new.role not in ('owner', 'admin') then
    update public.api_keys k set revoked_at = now()
     where k.client_id = old.client_id and k.created_by = old.user_id and k.revoked_at is null
       -- With the whole client they go themselves.
       and exists (select from public.clients c where c.id = old.client_id);
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger client_members_revoke_keys before delete or update of role on public.client_members
  for each row execute function private.revoke_keys_of_member();

create trigger api_key_collections_audit after insert on public.api_key_collections
  for each row execute function private.audit_change('api_key_collection', 'api_key_id', 'collection_id');
-- What a key sees is part of what private.resolve_principal answers.
create constraint trigger api_key_collections_then_access after insert or update or delete
  on public.api_key_collections deferrable initially deferred for each row execute function private.access_changed();

-- That the asking key is in use; written once a minute at most.
create function private.touch_api_key() returns void
language sql security definer
set search_path = ''
as $$
  update public.api_keys k set last_used_at = now()
   where k.client_id = private.current_client_id() and k.id = private.current_api_key_id()
     and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
$$;

revoke execute on function
  private.current_api_key_id(), private.answering_user_id(), private.current_scopes(), private.is_limited(),
  private.guard_api_key(), private.api_key_revoked(), private.revoke_keys_of_member(), private.touch_api_key()
from public;
grant execute on function
  private.current_api_key_id(), private.answering_user_id(), private.current_scopes(), private.is_limited()
to renum_tenant, renum_system;
grant execute on function private.touch_api_key() to renum_tenant;
alter function private.api_key_revoked() owner to renum_system;
alter function private.revoke_keys_of_member() owner to renum_system;
alter function private.touch_api_key() owner to renum_system;
