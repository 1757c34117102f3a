-- Knowledge bases, collections, documents and their versions. A child reaches its client through its parent's
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
  constraint knowledge_collections_embedding_dimensions_check check (embedding_dimensions between 1 and 16000)
);
create index knowledge_collections_page_idx
  on public.knowledge_collections (client_id, knowledge_base_id, created_at desc, id desc);

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
  current_version integer,
  chunk_count integer not null default 0,
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
  constraint documents_ready_check check (status <> 'ready' or current_version is not null)
);
create index documents_page_idx on public.documents (client_id, collection_id, created_at desc, id desc);
create index documents_created_by_idx on public.documents (created_by);

create table public.document_versions (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  version_number integer not null,
  change_type text not null,
  change_description text,
  changed_by uuid references public.users (id) on delete set null,
  -- Where the original bytes of this version are: <client_id>/<document_id>/<version_number>.
  storage_path text not null,
  file_type text not null,
  file_size bigint not null,
  content_hash text not null,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint document_versions_number_key unique (client_id, document_id, version_number),
  constraint document_versions_document_fkey foreign key (client_id, document_id)
    references public.documents (client_id, id) on delete cascade,
  constraint document_versions_version_number_check check (version_number >= 1),
  constraint document_versions_change_type_check
    check (change_type in ('created', 'updated', 'reprocessed', 'restored')),
  constraint document_versions_storage_path_check
    check (storage_path = client_id::text || '/' || document_id::text || '/' || version_number::text),
  constraint document_versions_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$')
);
create index document_versions_changed_by_idx on public.document_versions (changed_by);

alter table public.documents add constraint documents_current_version_fkey
  foreign key (client_id, id, current_version)
  references public.document_versions (client_id, document_id, version_number);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['knowledge_bases', 'knowledge_collections', 'documents', 'document_versions'] loop
    execute format('alter table public.%1$I enable row level security', tenant_table);
    execute format('alter table public.%1$I force row level security', tenant_table);
    execute format('create policy %1$s_select on public.%1$I for select to renum_tenant
      using (client_id = (select private.current_client_id()))', tenant_table);
    execute format('create policy %1$s_insert on public.%1$I for insert to renum_tenant
      with check (client_id = (select private.current_client_id()) and (select private.has_role(''user'')))', tenant_table);
    execute format('create policy %1$s_update on public.%1$I for update to renum_tenant
      using (client_id = (select private.current_client_id()) and (select private.has_role(''user'')))
      with check (client_id = (select private.current_client_id()))', tenant_table);
    execute format('create policy %1$s_delete on public.%1$I for delete to renum_tenant
      using (client_id = (select private.current_client_id()) and (select private.has_role(''user'')))', tenant_table);
    execute format('grant select, insert, delete on public.%I to renum_tenant', tenant_table);
    if tenant_table <> 'document_versions' then
      execute format('create trigger %1$s_touch before update on public.%1$I
        for each row when (old.* is distinct from new.*) execute function private.touch_updated_at()', tenant_table);
    end if;
  end loop;
end $$;

-- Versions are history: written once, and gone only with their document.
drop policy document_versions_update on public.document_versions;
drop policy document_versions_delete on public.document_versions;
revoke delete on public.document_versions from renum_tenant;
grant update (name, description) on public.knowledge_bases to renum_tenant;
grant update (name, description) on public.knowledge_collections to renum_tenant;
grant update (collection_id, name, status, error_code, error_params, current_version, chunk_count, file_type, file_size)
  on public.documents to renum_tenant;
