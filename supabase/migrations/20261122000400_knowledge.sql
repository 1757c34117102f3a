-- Knowledge bases, collections with their grants, documents and their versions. A child reaches its client through its parent's
-- composite key; only the roots point at clients themselves.

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
  -- Open to every member, or restricted to owners, admins and whom collection_grants names.
  access text not null default 'open',
  -- Whether images and scanned pages are recognised, which takes its time.
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

-- Whom a restricted collection is open to: one person, or everybody whose role is at least the one named.
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

create table public.documents (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  collection_id uuid not null,
  name text not null,
  source_type text not null,
  source_url text,
  file_type text not null,
  file_size bigint not null,
  status text not null default 'pending',
  error_code text,
  -- What the text of that code needs to be told, in whichever language it is read.
  error_params jsonb,
  -- SHA-256 of the newest version's original, lower-case hex: a client knows what it need not send again.
  content_hash text not null,
  -- The newest version: only its job may still publish.
  latest_version integer not null default 1,
  -- The version that searches find.
  current_version integer,
  chunk_count integer not null default 0,
  -- What the searchable version lacks of what its file shows: objects with a code and its values.
  warnings jsonb not null default '[]',
  created_by uuid references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  -- What document_chunks points at: a chunk carries its document's collection, and follows when that changes.
  constraint documents_collection_key unique (client_id, id, collection_id),
  constraint documents_collection_fkey foreign key (client_id, collection_id)
    references public.knowledge_collections (client_id, id) on delete cascade,
  constraint documents_name_check check (char_length(btrim(name)) between 1 and 500),
  constraint documents_source_type_check check (source_type in ('file', 'text', 'url')),
  constraint documents_source_url_check check ((source_type = 'url') = (source_url is not null)),
  constraint documents_file_size_check check (file_size >= 0),
  constraint documents_status_check check (status in ('pending', 'processing', 'ready', 'failed', 'cancelled')),
  -- Whoever reads `failed` also reads why, and nobody reads a reason beside `ready`.
  constraint documents_error_check check ((status = 'failed') = (error_code is not null)),
  constraint documents_warnings_check check (jsonb_typeof(warnings) = 'array'),
  constraint documents_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
  constraint documents_latest_version_check check (latest_version >= coalesce(current_version, 1)),
  constraint documents_ready_check check (status <> 'ready' or current_version is not null)
);
create index documents_page_idx on public.documents (client_id, collection_id, created_at desc, id desc);
create index documents_created_by_idx on public.documents (created_by);

create table public.document_versions (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  change_type text not null,
  change_description text,
  changed_by uuid references public.users (id) on delete set null,
  -- Where the original bytes are: <client_id>/<document_id>/<file>. A restored version shares them with the one it repeats.
  storage_path text not null,
  file_type text not null,
  file_size bigint not null,
  content_hash text not null,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint document_versions_number_key unique (client_id, document_id, version_number),
  constraint document_versions_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint document_versions_version_number_check check (version_number >= 1),
  constraint document_versions_change_type_check
    check (change_type in ('created', 'updated', 'reprocessed', 'restored')),
  constraint document_versions_storage_path_check
    check (storage_path ~ ('^' || client_id::text || '/' || document_id::text || '/[0-9a-f-]{36}$')),
  constraint document_versions_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$')
);
create index document_versions_changed_by_idx on public.document_versions (changed_by);

alter table public.documents add constraint documents_current_version_fkey
  foreign key (client_id, id, current_version)
  references public.document_versions (client_id, document_id, version_number);

do $$
declare
  tenant_table text;
  -- How a table's rows name the collection that they belong to.
  collection_column text;
  visible text;
begin
  for tenant_table, collection_column in
    values ('knowledge_bases', null), ('knowledge_collections', 'id'), ('collection_grants', 'collection_id'),
      ('documents', 'collection_id'), ('document_versions', 'collection_id')
  loop
    visible := 'client_id = (select private.current_client_id())'
      || coalesce(' and ' || collection_column || ' <> all ((select private.hidden_collections())::uuid[])', '');
    execute format('alter table public.%1$I enable row level security', tenant_table);
    execute format('alter table public.%1$I force row level security', tenant_table);
    execute format('create policy %1$s_select on public.%1$I for select to renum_tenant
      using (%2$s)', tenant_table, visible);
    execute format('create policy %1$s_insert on public.%1$I for insert to renum_tenant
      with check (%2$s and (select private.has_role(''user'')))', tenant_table, visible);
    execute format('create policy %1$s_update on public.%1$I for update to renum_tenant
      using (%2$s and (select private.has_role(''user'')))
      with check (%2$s)', tenant_table, visible);
    execute format('create policy %1$s_delete on public.%1$I for delete to renum_tenant
      using (%2$s and (select private.has_role(''user'')))', tenant_table, visible);
    execute format('grant select, insert, delete on public.%I to renum_tenant', tenant_table);
    if tenant_table not in ('document_versions', 'collection_grants') then
      execute format('create trigger %1$s_touch before update on public.%1$I
        for each row when (old.* is distinct from new.*) execute function private.touch_updated_at()', tenant_table);
    end if;
  end loop;
end $$;

-- Whoever makes something is named as who they are, or not at all.
alter policy documents_insert on public.documents
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user'))
    and (created_by is null or created_by = (select private.current_user_id())));
alter policy document_versions_insert on public.document_versions
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user'))
    and (changed_by is null or changed_by = (select private.current_user_id())));
-- Versions are history: written once, and gone only with their document.
drop policy document_versions_update on public.document_versions;
drop policy document_versions_delete on public.document_versions;
revoke delete on public.document_versions from renum_tenant;
-- A grant is given and taken, by admins; nobody changes one.
drop policy collection_grants_update on public.collection_grants;
alter policy collection_grants_insert on public.collection_grants
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
alter policy collection_grants_delete on public.collection_grants
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
grant update (name, description) on public.knowledge_bases to renum_tenant;
grant update (name, description, access, ocr) on public.knowledge_collections to renum_tenant;
grant update (collection_id, name, status, error_code, error_params, latest_version, current_version, chunk_count,
  warnings, file_type, file_size, content_hash) on public.documents to renum_tenant;

-- Who may read a collection is for admins to say.
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
-- What is hidden from whom is part of what private.resolve_principal answers.
create constraint trigger knowledge_collections_then_access after insert or update of access or delete
  on public.knowledge_collections deferrable initially deferred for each row
  execute function private.access_changed();
create constraint trigger collection_grants_then_access after insert or update or delete on public.collection_grants
  deferrable initially deferred for each row execute function private.access_changed();
create trigger knowledge_collections_restrict before insert on public.knowledge_collections
  for each row when (new.access <> 'open') execute function private.guard_collection_access();
create trigger knowledge_collections_guard_access before update of access on public.knowledge_collections
  for each row when (old.access <> new.access) execute function private.guard_collection_access();

-- A knowledge base takes its collections along: nobody deletes what they may not see.
create policy knowledge_collections_system on public.knowledge_collections for select to renum_system using (true);
create policy collection_grants_system on public.collection_grants for select to renum_system using (true);
create policy documents_system on public.documents for select to renum_system using (true);
grant select (client_id, id, knowledge_base_id, access) on public.knowledge_collections to renum_system;
grant select on public.collection_grants to renum_system;
grant select (client_id, id, collection_id) on public.documents to renum_system;
create function private.has_hidden_collections(client_id uuid, knowledge_base_id uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.knowledge_collections c
     where c.client_id = $1 and c.knowledge_base_id = $2 and c.id = any (private.hidden_collections()))
$$;
revoke execute on function private.guard_collection_access(), private.has_hidden_collections(uuid, uuid) from public;
grant execute on function private.has_hidden_collections(uuid, uuid) to renum_tenant;
alter function private.has_hidden_collections(uuid, uuid) owner to renum_system;
alter policy knowledge_bases_delete on public.knowledge_bases
  using (client_id = (select private.current_client_id()) and (select private.has_role('user'))
    and not private.has_hidden_collections(client_id, id));
