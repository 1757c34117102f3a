-- Chunks with their embeddings, and the search over them.
--
-- Partitioned by a hash of the client: a search prunes to one leaf, so that one client's rows neither slow another's
-- search nor push its neighbours out of an approximate index. 32 leaves were measured (docs/decisions/0003).
-- The vector is STORAGE MAIN: inline like PLAIN (2 to 5 times faster to scan than toasted), and unlike PLAIN it does
-- not refuse a row whose vector alone is longer than a page.

create table public.document_chunks (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  chunk_index integer not null,
  content text not null,
  -- Where in the document this is: {heading?, page?, sheet?, start, end}.
  metadata jsonb not null,
  -- SHA-256 of model and content: the same text under the same model has the same embedding.
  embedding_id text not null,
  embedding extensions.vector not null,
  embedding_model text not null,
  embedding_dimensions integer not null,
  created_at timestamptz not null default now(),
  -- When a person put other words in place of the document's: its next version replaces them.
  edited_at timestamptz,
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

alter table public.document_chunks alter column embedding set storage main;
create index document_chunks_collection_idx on public.document_chunks (client_id, collection_id);

alter table public.document_chunks enable row level security;
alter table public.document_chunks force row level security;

-- A leaf has no row security of its own: without policies and grants of its own it answers nobody directly.
do $$
begin
  for leaf in 0..31 loop
    execute format(
      'create table public.document_chunks_%1$s partition of public.document_chunks
         for values with (modulus 32, remainder %2$s)', to_char(leaf, 'FM00'), leaf);
    execute format('alter table public.document_chunks_%s enable row level security', to_char(leaf, 'FM00'));
    execute format('alter table public.document_chunks_%s force row level security', to_char(leaf, 'FM00'));
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

grant select, insert, delete on public.document_chunks to renum_tenant;
grant update (content, edited_at, embedding_id, embedding) on public.document_chunks to renum_tenant;

-- The `top_k` chunks nearest to `query_embedding` by cosine, of the given collections and documents (all of the
-- client's when null).
-- score: cosine similarity, -1 to 1; of equal ones the older document comes first. Runs as its caller: row security decides what is there to be found.
-- Errors: RN010 the collections use several embedding models, RN011 the query has other dimensions than they have.
create function public.search_embeddings(
  query_embedding extensions.vector, top_k integer, collection_ids uuid[] default null, document_ids uuid[] default null)
returns table (
  chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text,
  score double precision, metadata jsonb
)
language plpgsql stable security invoker
set search_path = ''
as $$
declare
  client uuid := private.current_client_id();
  models bigint;
  dimensions integer;
begin
  select count(distinct c.embedding_model), max(c.embedding_dimensions)
    into models, dimensions
    from public.knowledge_collections c
   where c.client_id = client
     and (collection_ids is null or c.id = any (collection_ids));
  if models > 1 then
    raise exception 'the collections use different embedding models' using errcode = 'RN010';
  elsif models = 1 and dimensions <> extensions.vector_dims(query_embedding) then
    raise exception 'the query has % dimensions, the collections have %',
      extensions.vector_dims(query_embedding), dimensions using errcode = 'RN011';
  end if;

  return query
    select k.id, k.document_id, d.name, k.collection_id, k.version_number, k.content,
           1 - k.distance, k.metadata
      from (
        select h.id, h.document_id, h.collection_id, h.version_number, h.content, h.metadata,
               h.chunk_index, h.embedding operator(extensions.<=>) query_embedding as distance
          from public.document_chunks h
         where h.client_id = client
           and (collection_ids is null or h.collection_id = any (collection_ids))
           and (document_ids is null or h.document_id = any (document_ids))
         order by distance, h.id
         limit top_k
      ) k
      join public.documents d on d.client_id = client and d.id = k.document_id
     order by k.distance, d.created_at, k.chunk_index, k.id;
end
$$;
revoke execute on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[]) from public;
grant execute on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[]) to renum_tenant;
