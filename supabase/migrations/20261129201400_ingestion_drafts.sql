-- What an interrupted attempt leaves for the next one: embedded chunks and recognised pages. Both are deleted when their
-- ingestion begins anew or ends.

-- The chunks of a version before it is published, so that no chunk is embedded twice.
create table public.ingestion_drafts (
  client_id uuid not null default private.current_client_id(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  chunk_index integer not null,
  content text not null,
  metadata jsonb not null,
  -- Both null until it is embedded.
  embedding_id text,
  embedding extensions.vector storage main,
  embedding_model text not null,
  language text not null,
  primary key (client_id, document_id, version_number, chunk_index),
  constraint ingestion_drafts_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint ingestion_drafts_chunk_index_check check (chunk_index >= 0),
  constraint ingestion_drafts_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint ingestion_drafts_embedding_check check ((embedding is null) = (embedding_id is null))
);

-- The recognised pages of a version. Recognition takes seconds for each, so that each is recognised once.
create table public.ingestion_pages (
  client_id uuid not null default private.current_client_id(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  -- From 1.
  page integer not null,
  -- The height of the page, and its paragraphs, each as its lines with their places.
  content jsonb not null,
  primary key (client_id, document_id, version_number, page),
  constraint ingestion_pages_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint ingestion_pages_page_check check (page >= 1),
  constraint ingestion_pages_content_check check (jsonb_typeof(content) = 'object')
);

alter table public.ingestion_drafts enable row level security, force row level security;
alter table public.ingestion_pages enable row level security, force row level security;

create policy ingestion_drafts_select on public.ingestion_drafts for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy ingestion_drafts_insert on public.ingestion_drafts for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy ingestion_drafts_update on public.ingestion_drafts for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy ingestion_drafts_delete on public.ingestion_drafts for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy ingestion_drafts_system on public.ingestion_drafts to renum_system using (true) with check (true);

create policy ingestion_pages_select on public.ingestion_pages for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy ingestion_pages_insert on public.ingestion_pages for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy ingestion_pages_system on public.ingestion_pages to renum_system using (true) with check (true);

revoke all on public.ingestion_drafts, public.ingestion_pages from anon, authenticated;
grant select, insert, delete, update (embedding_id, embedding) on public.ingestion_drafts to renum_tenant;
grant select, insert on public.ingestion_pages to renum_tenant;
grant select, delete on public.ingestion_drafts, public.ingestion_pages to renum_system;
