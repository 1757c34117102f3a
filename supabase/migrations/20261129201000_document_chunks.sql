-- Chunks of documents, with their embeddings and their terms.

-- Partitioned by a hash of the client: a search prunes to one partition, so that the rows of one client neither slow down
-- another's search nor push its neighbours out of an approximate index. 32 partitions were measured
-- (docs/decisions/0003). The vector is STORAGE MAIN: inline like PLAIN (2 to 5 times faster to scan than toasted), and
-- unlike PLAIN it does not refuse a row whose vector alone is longer than a page.
create table public.document_chunks (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  chunk_index integer not null,
  content text not null,
  -- Its place in the document: {heading?, page?, sheet?, start, end}.
  metadata jsonb not null,
  -- SHA-256 of model and content: the same text under the same model has the same embedding.
  embedding_id text not null,
  embedding extensions.vector storage main not null,
  embedding_model text not null,
  embedding_dimensions integer not null,
  created_at timestamptz not null default now(),
  -- When a user replaced the text of the document here: the next version of the document replaces it again.
  edited_at timestamptz,
  -- Its words as numbers, each with its weight: what full-text search ranks by. Inline, like the vector, for every candidate is
  -- read (docs/decisions/0007).
  terms extensions.sparsevec(536870912) storage main not null,
  -- Its words but those of grammar, each mixed with the client: no two clients share a list of the index.
  term_keys integer[] storage main not null,
  primary key (client_id, id),
  constraint document_chunks_position_key unique (client_id, document_id, version_number, chunk_index),
  constraint document_chunks_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint document_chunks_version_fkey foreign key (client_id, document_id, version_number)
    references public.document_versions (client_id, document_id, version_number) on delete cascade,
  constraint document_chunks_chunk_index_check check (chunk_index >= 0),
  constraint document_chunks_content_check check (content <> '' and char_length(content) <= 20000),
  constraint document_chunks_metadata_check
    check (jsonb_typeof(metadata) = 'object' and metadata ?& array['start', 'end']),
  constraint document_chunks_embedding_dimensions_check
    check (extensions.vector_dims(embedding) = embedding_dimensions)
) partition by hash (client_id);

create index document_chunks_collection_idx on public.document_chunks (client_id, collection_id);
create index document_chunks_term_keys_idx on public.document_chunks using gin (term_keys) with (gin_pending_list_limit = 512);

alter table public.document_chunks enable row level security, force row level security;

-- A partition has row security of its own: without policies and grants nothing can be read from it directly.
do $$
begin
  for leaf in 0..31 loop
    execute format(
      'create table public.document_chunks_%1$s partition of public.document_chunks
         for values with (modulus 32, remainder %2$s)', to_char(leaf, 'FM00'), leaf);
    execute format('alter table public.document_chunks_%s enable row level security, force row level security',
      to_char(leaf, 'FM00'));
    execute format('revoke all on public.document_chunks_%s from anon, authenticated', to_char(leaf, 'FM00'));
  end loop;
end $$;

create policy document_chunks_select on public.document_chunks for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_chunks_insert on public.document_chunks for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy document_chunks_update on public.document_chunks for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_chunks_delete on public.document_chunks for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));

revoke all on public.document_chunks from anon, authenticated;
grant select, insert, delete, update (content, edited_at, embedding_id, embedding, terms, term_keys)
  on public.document_chunks to renum_tenant;
-- For the functions that search through the index of terms; what a chunk says they cannot read.
create policy document_chunks_system on public.document_chunks for select to renum_system using (true);
grant select (client_id, id, collection_id, document_id, terms, term_keys) on public.document_chunks to renum_system;
