-- Documents, their versions, and the bucket of their original files.

create table public.documents (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  collection_id uuid not null,
  name text not null,
  source_type text not null,
  source_url text,
  -- These three are null until the page of a URL was fetched.
  file_type text,
  file_size bigint,
  -- SHA-256 of the original of the newest version, lower-case hex: a caller knows what it need not send again.
  content_hash text,
  status text not null default 'pending',
  error_code text,
  -- The parameters of that error's text, in whichever language it is read.
  error_params jsonb,
  -- The newest version: only its job may still publish.
  latest_version integer not null default 1,
  -- The version that searches find.
  current_version integer,
  chunk_count integer not null default 0,
  -- What the searchable version lacks of the content of its file: objects with a code and its values.
  warnings jsonb not null default '[]',
  -- Null until it is recognised or given.
  language text,
  -- Given by a user; no recognition overrules it.
  given_language text,
  -- Hours between two fetches of the URL; null for never.
  refresh_interval_hours integer,
  next_refresh_at timestamptz,
  last_fetched_at timestamptz,
  -- Why the last fetch failed; null where it did not. The version published before stays.
  last_fetch_error_code text,
  -- The page at the last fetch, which a restored or uploaded version does not change: SHA-256 in lower-case hex, and the
  -- validators of its server.
  fetched_hash text,
  source_etag text,
  source_last_modified text,
  -- This document's part of the bytes of its client: known in the statement that deletes it, when its versions are gone.
  stored_bytes bigint not null default 0,
  created_by uuid references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  -- Referenced by document_chunks: a chunk carries the collection of its document, and follows when that changes.
  constraint documents_collection_key unique (client_id, id, collection_id),
  constraint documents_collection_fkey foreign key (client_id, collection_id)
    references public.knowledge_collections (client_id, id) on delete cascade,
  constraint documents_name_check check (char_length(btrim(name)) between 1 and 500),
  constraint documents_source_type_check check (source_type in ('file', 'text', 'url')),
  constraint documents_source_url_check check ((source_type = 'url') = (source_url is not null)),
  constraint documents_source_url_length_check check (char_length(source_url) <= 2048),
  constraint documents_original_check check (
    num_nulls(file_type, file_size, content_hash) = 0
    or (source_type = 'url' and num_nonnulls(file_type, file_size, content_hash) = 0 and current_version is null)
  ),
  constraint documents_file_size_check check (file_size >= 0),
  constraint documents_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
  constraint documents_status_check check (status in ('pending', 'processing', 'ready', 'failed', 'cancelled')),
  -- A failed document says why, and no other one has an error.
  constraint documents_error_check check ((status = 'failed') = (error_code is not null)),
  constraint documents_latest_version_check check (latest_version >= coalesce(current_version, 1)),
  constraint documents_ready_check check (status <> 'ready' or current_version is not null),
  constraint documents_warnings_check check (jsonb_typeof(warnings) = 'array'),
  constraint documents_language_check check (language in ('pt', 'en', 'es', 'simple')),
  constraint documents_given_language_check check (given_language in ('pt', 'en', 'es', 'simple')),
  constraint documents_refresh_interval_hours_check check (
    refresh_interval_hours is null or (refresh_interval_hours between 1 and 8760 and source_type = 'url')
  ),
  constraint documents_next_refresh_at_check check (
    (refresh_interval_hours is null) = (next_refresh_at is null)
  ),
  constraint documents_fetched_hash_check check (fetched_hash ~ '^[0-9a-f]{64}$'),
  constraint documents_source_etag_check check (char_length(source_etag) <= 500),
  constraint documents_source_last_modified_check check (char_length(source_last_modified) <= 500)
);
create index documents_page_idx on public.documents (client_id, collection_id, created_at desc, id desc);
create index documents_created_by_idx on public.documents (created_by);
create index documents_waiting_idx on public.documents (client_id, id) where status in ('pending', 'processing');
create index documents_due_idx on public.documents (next_refresh_at) where next_refresh_at is not null;

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

-- Added here because the two tables refer to each other.
alter table public.documents add constraint documents_current_version_fkey
  foreign key (client_id, id, current_version)
  references public.document_versions (client_id, document_id, version_number);

alter table public.documents enable row level security, force row level security;
alter table public.document_versions enable row level security, force row level security;

-- The author of a row is the caller, or not named.
create policy documents_select on public.documents for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy documents_insert on public.documents for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user'))
    and (created_by is null or created_by = (select private.current_user_id())));
create policy documents_update on public.documents for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy documents_delete on public.documents for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy documents_system on public.documents for select to renum_system using (true);
create policy documents_system_update on public.documents for update to renum_system using (true) with check (true);

-- Versions are history: written once, and deleted only with their document.
create policy document_versions_select on public.document_versions for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_versions_insert on public.document_versions for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user'))
    and (changed_by is null or changed_by = (select private.current_user_id())));
create policy document_versions_system on public.document_versions for select to renum_system using (true);

revoke all on public.documents, public.document_versions from anon, authenticated;
grant select, insert, delete,
  update (collection_id, name, status, error_code, error_params, latest_version, current_version, chunk_count, warnings,
    file_type, file_size, content_hash, language, given_language, refresh_interval_hours, next_refresh_at,
    last_fetched_at, last_fetch_error_code, fetched_hash, source_etag, source_last_modified)
  on public.documents to renum_tenant;
grant select, insert on public.document_versions to renum_tenant;
-- For tasks over all clients: which documents wait or are due, how many bytes they take, and what an export contains.
grant select (client_id, id, collection_id, name, source_type, file_type, file_size, status, next_refresh_at,
    stored_bytes, created_by, created_at),
  update (stored_bytes) on public.documents to renum_system;
grant select (client_id, id, document_id, collection_id, version_number, change_type, file_size, changed_by, created_at)
  on public.document_versions to renum_system;

-- Counting bytes is no change of the document.
create trigger documents_touch before update on public.documents for each row
  when (old.* is distinct from new.* and old.stored_bytes = new.stored_bytes)
  execute function private.touch_updated_at();

-- One private bucket, one folder per client: <client_id>/<document_id>/<file>. No policy: Renum's servers read and write
-- with the secret key after a tenant transaction has allowed it, and no user's token opens a file. A user who may read a
-- file directly may also sign a URL of it, for any length of time, which outlives their membership.
--
-- The limit of the server (RENUM_MAX_FILE_MB) is what callers meet; these are the last line behind it.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('documents', 'documents', false, 500 * 1024 * 1024, array[
  'text/plain', 'text/markdown', 'text/csv', 'text/html', 'application/json', 'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png', 'image/jpeg'
])
on conflict (id) do update set public = false, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;
