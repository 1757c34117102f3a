-- Knowledge bases, their collections, and who may read a restricted collection. A child refers to its client through the
-- composite key of its parent; only the roots refer to clients themselves.

create table public.knowledge_bases (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint knowledge_bases_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint knowledge_bases_description_check check (char_length(description) <= 2000)
);
create index knowledge_bases_page_idx on public.knowledge_bases (client_id, created_at desc, id desc);

create table public.knowledge_collections (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  knowledge_base_id uuid not null,
  name text not null,
  description text,
  -- Open to every member, or restricted to owners, admins and those in collection_grants.
  access text not null default 'open',
  -- Whether images and scanned pages are recognised, which is slow.
  ocr boolean not null default false,
  -- Vectors of two models are never compared, so the model belongs to the collection, not to the install.
  embedding_model text not null,
  embedding_dimensions integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint knowledge_collections_knowledge_base_fkey foreign key (client_id, knowledge_base_id)
    references public.knowledge_bases (client_id, id) on delete cascade,
  constraint knowledge_collections_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint knowledge_collections_description_check check (char_length(description) <= 2000),
  constraint knowledge_collections_access_check check (access in ('open', 'restricted')),
  constraint knowledge_collections_embedding_dimensions_check check (embedding_dimensions between 1 and 16000)
);
create index knowledge_collections_page_idx
  on public.knowledge_collections (client_id, knowledge_base_id, created_at desc, id desc);
create index knowledge_collections_restricted_idx on public.knowledge_collections (client_id, id)
  where access = 'restricted';

-- Who may read a restricted collection: one user, or every member whose role is at least the given one.
create table public.collection_grants (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  collection_id uuid not null,
  user_id uuid,
  role text,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint collection_grants_key unique nulls not distinct (client_id, collection_id, user_id, role),
  constraint collection_grants_collection_fkey foreign key (client_id, collection_id)
    references public.knowledge_collections (client_id, id) on delete cascade,
  constraint collection_grants_user_fkey foreign key (client_id, user_id)
    references public.client_members (client_id, user_id) on delete cascade,
  constraint collection_grants_user_id_check check (num_nonnulls(user_id, role) = 1),
  constraint collection_grants_role_check check (role in ('user', 'viewer'))
);
create index collection_grants_user_idx on public.collection_grants (client_id, user_id);

-- Deleting a knowledge base deletes its collections: not allowed to a caller from whom one of them is hidden.
create function private.has_hidden_collections(client_id uuid, knowledge_base_id uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.knowledge_collections c
     where c.client_id = $1 and c.knowledge_base_id = $2 and c.id = any (private.hidden_collections()))
$$;
revoke execute on function private.has_hidden_collections(uuid, uuid) from public;
grant execute on function private.has_hidden_collections(uuid, uuid) to renum_tenant;
alter function private.has_hidden_collections(uuid, uuid) owner to renum_system;

alter table public.knowledge_bases enable row level security, force row level security;
alter table public.knowledge_collections enable row level security, force row level security;
alter table public.collection_grants enable row level security, force row level security;

-- A key that is limited to listed collections changes no knowledge base: that holds other collections too.
create policy knowledge_bases_select on public.knowledge_bases for select to renum_tenant
  using (client_id = (select private.current_client_id()));
create policy knowledge_bases_insert on public.knowledge_bases for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and (select private.has_role('user')) and not (select private.is_limited()));
create policy knowledge_bases_update on public.knowledge_bases for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and (select private.has_role('user')) and not (select private.is_limited()))
  with check (client_id = (select private.current_client_id()));
create policy knowledge_bases_delete on public.knowledge_bases for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('user'))
    and not (select private.is_limited()) and not private.has_hidden_collections(client_id, id));

create policy knowledge_collections_select on public.knowledge_collections for select to renum_tenant
  using (client_id = (select private.current_client_id()) and id <> all ((select private.hidden_collections())::uuid[]));
create policy knowledge_collections_insert on public.knowledge_collections for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and id <> all ((select private.hidden_collections())::uuid[])
    and (select private.has_role('user')) and not (select private.is_limited()));
create policy knowledge_collections_update on public.knowledge_collections for update to renum_tenant
  using (client_id = (select private.current_client_id()) and id <> all ((select private.hidden_collections())::uuid[])
    and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and id <> all ((select private.hidden_collections())::uuid[]));
create policy knowledge_collections_delete on public.knowledge_collections for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and id <> all ((select private.hidden_collections())::uuid[])
    and (select private.has_role('user')));
create policy knowledge_collections_system on public.knowledge_collections for select to renum_system using (true);

-- Admins give and take grants; a grant is never changed.
create policy collection_grants_select on public.collection_grants for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy collection_grants_insert on public.collection_grants for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy collection_grants_delete on public.collection_grants for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy collection_grants_system on public.collection_grants for select to renum_system using (true);

revoke all on public.knowledge_bases, public.knowledge_collections, public.collection_grants from anon, authenticated;
grant select, insert, delete, update (name, description) on public.knowledge_bases to renum_tenant;
grant select, insert, delete, update (name, description, access, ocr) on public.knowledge_collections to renum_tenant;
grant select, insert, delete on public.collection_grants to renum_tenant;
grant select (client_id, id, knowledge_base_id, access) on public.knowledge_collections to renum_system;
grant select on public.collection_grants to renum_system;

create trigger knowledge_bases_touch before update on public.knowledge_bases
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger knowledge_collections_touch before update on public.knowledge_collections
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();

-- Only admins decide who may read a collection.
create function private.guard_collection_access() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not private.has_role('admin') then
    raise exception 'only an admin restricts or opens a collection' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke execute on function private.guard_collection_access() from public;
create trigger knowledge_collections_restrict before insert on public.knowledge_collections
  for each row when (new.access <> 'open') execute function private.guard_collection_access();
create trigger knowledge_collections_guard_access before update of access on public.knowledge_collections
  for each row when (old.access <> new.access) execute function private.guard_collection_access();

-- The hidden collections are part of the claims.
create constraint trigger knowledge_collections_then_access after insert or update of access or delete
  on public.knowledge_collections deferrable initially deferred for each row
  execute function private.access_changed();
create constraint trigger collection_grants_then_access after insert or update or delete on public.collection_grants
  deferrable initially deferred for each row execute function private.access_changed();

create trigger knowledge_collections_audit_restricted after insert on public.knowledge_collections
  for each row when (new.access <> 'open')
  execute function private.audit_change('collection', 'id', 'name', 'access');
create trigger knowledge_collections_audit after update of access on public.knowledge_collections
  for each row execute function private.audit_change('collection', 'id', 'access');
create trigger collection_grants_audit after insert or delete on public.collection_grants
  for each row execute function private.audit_change('grant', 'id', 'collection_id', 'user_id', 'role');
