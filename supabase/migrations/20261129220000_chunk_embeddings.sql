-- Embeddings of chunks in a table of their own: a search by words reads no vectors, a search by meaning reads nothing else, and a
-- chunk is found by its words before it has a vector.

alter table public.document_chunks
  add constraint document_chunks_place_key unique (client_id, id, document_id, collection_id);

-- In the order of their ids too: whoever reads a collection some hundreds at a time does not sort all of it each time, whatever the
-- planner knows of a table that has just grown.
drop index public.document_chunks_collection_idx;
create index document_chunks_collection_idx on public.document_chunks (client_id, collection_id, id);

-- Partitioned like the chunks. The vector is STORAGE MAIN: inline like PLAIN (2 to 5 times faster to scan than toasted), and
-- unlike PLAIN it does not refuse a row whose vector alone is longer than a page.
create table public.document_chunk_embeddings (
  client_id uuid not null default private.current_client_id(),
  chunk_id uuid not null,
  document_id uuid not null,
  collection_id uuid not null,
  embedding_model text not null,
  embedding_dimensions integer not null,
  embedding extensions.vector storage main not null,
  -- SHA-256 of model and text: the same text under the same model has the same embedding.
  embedding_id text not null,
  primary key (client_id, chunk_id, embedding_model),
  -- It goes with its chunk, and follows when the document's collection changes.
  constraint document_chunk_embeddings_chunk_fkey foreign key (client_id, chunk_id, document_id, collection_id)
    references public.document_chunks (client_id, id, document_id, collection_id) on update cascade on delete cascade,
  constraint document_chunk_embeddings_embedding_dimensions_check
    check (extensions.vector_dims(embedding) = embedding_dimensions)
) partition by hash (client_id);

create index document_chunk_embeddings_collection_idx on public.document_chunk_embeddings (client_id, collection_id);

alter table public.document_chunk_embeddings enable row level security;

-- A row of terms and words may take half a page before anything in it is compressed: each candidate of a search is read.
do $$
begin
  for leaf in 0..31 loop
    execute format(
      'create table public.document_chunk_embeddings_%1$s partition of public.document_chunk_embeddings
         for values with (modulus 32, remainder %2$s) with (toast_tuple_target = 8160)', to_char(leaf, 'FM00'), leaf);
    execute format('alter table public.document_chunk_embeddings_%s enable row level security, force row level security',
      to_char(leaf, 'FM00'));
    execute format('revoke all on public.document_chunk_embeddings_%s from anon, authenticated', to_char(leaf, 'FM00'));
    execute format('alter table public.document_chunks_%s set (toast_tuple_target = 4080)', to_char(leaf, 'FM00'));
  end loop;
end $$;

create policy document_chunk_embeddings_select on public.document_chunk_embeddings for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_chunk_embeddings_insert on public.document_chunk_embeddings for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy document_chunk_embeddings_delete on public.document_chunk_embeddings for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
revoke all on public.document_chunk_embeddings from anon, authenticated;
grant select, insert, delete on public.document_chunk_embeddings to renum_tenant;
-- For the function that searches through them.
create policy document_chunk_embeddings_system on public.document_chunk_embeddings for select to renum_system using (true);
grant select (client_id, chunk_id, document_id, collection_id, embedding_model, embedding_dimensions, embedding)
  on public.document_chunk_embeddings to renum_system;

-- The owner moves rows of all clients.
alter table public.document_chunks no force row level security;
insert into public.document_chunk_embeddings
  (client_id, chunk_id, document_id, collection_id, embedding_model, embedding_dimensions, embedding, embedding_id)
select client_id, id, document_id, collection_id, embedding_model, embedding_dimensions, embedding, embedding_id
  from public.document_chunks;

alter table public.document_chunks drop column embedding_id, drop column embedding, drop column embedding_model,
  drop column embedding_dimensions;
-- A type that is written as an expression rewrites the rows: without it they would keep the space of the vectors.
alter table public.document_chunks alter column edited_at type timestamptz using edited_at + interval '0';
alter table public.document_chunks force row level security;
alter table public.document_chunk_embeddings force row level security;

-- The `most` chunks nearest to `query` by cosine distance, of the given collections of the client and documents (all where null).
-- Row security is applied here and not by its policies: those would be asked of every row. It gives ids and distances; what a
-- chunk says is read under row security.
create function private.rank_embeddings(
  query extensions.vector, model text, collection_ids uuid[], document_ids uuid[], most integer)
returns table (chunk_id uuid, distance double precision)
language plpgsql stable security definer rows 100
set search_path = '' set jit = off
as $$
declare
  client uuid := private.current_client_id();
  hidden uuid[] := private.hidden_collections();
  visible uuid[] := array(
    select k.id from public.knowledge_collections k
     where k.client_id = client
       and (collection_ids is null or k.id = any (collection_ids)) and k.id <> all (hidden));
begin
  return query
    select e.chunk_id, e.embedding operator(extensions.<=>) query as distance
      from public.document_chunk_embeddings e
     where e.client_id = client and e.collection_id = any (visible) and e.embedding_model = model
       and e.embedding_dimensions = extensions.vector_dims(query)
       and (document_ids is null or e.document_id = any (document_ids))
     order by distance, e.chunk_id
     limit most;
end
$$;
revoke execute on function private.rank_embeddings(extensions.vector, text, uuid[], uuid[], integer) from public;
grant execute on function private.rank_embeddings(extensions.vector, text, uuid[], uuid[], integer) to renum_tenant;
alter function private.rank_embeddings(extensions.vector, text, uuid[], uuid[], integer) owner to renum_system;

-- Runs as its caller: row security decides which chunks can be found.
-- The `top_k` chunks nearest to `query_embedding` by cosine, of the given collections and documents (all of the client's
-- when null). score: cosine similarity, -1 to 1; of equal ones the older document comes first.
-- Errors: RN010 the collections use several embedding models, RN011 the query has other dimensions than they have.
create or replace function public.search_embeddings(
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
  models text[];
  dimensions integer;
begin
  select array_agg(distinct c.embedding_model), max(c.embedding_dimensions)
    into models, dimensions
    from public.knowledge_collections c
   where c.client_id = client
     and (collection_ids is null or c.id = any (collection_ids));
  if cardinality(models) > 1 then
    raise exception 'the collections use different embedding models' using errcode = 'RN010';
  elsif dimensions <> extensions.vector_dims(query_embedding) then
    raise exception 'the query has % dimensions, the collections have %',
      extensions.vector_dims(query_embedding), dimensions using errcode = 'RN011';
  end if;

  return query
    select k.chunk_id, h.document_id, d.name, h.collection_id, h.version_number, h.content,
           1 - k.distance, h.metadata
      from private.rank_embeddings(query_embedding, models[1], collection_ids, document_ids, top_k) k
      -- One by one, whatever the planner takes the client's chunks for: `offset 0` keeps it from reading all of them.
      cross join lateral (
        select * from public.document_chunks c where c.client_id = client and c.id = k.chunk_id offset 0) h
      cross join lateral (
        select x.name, x.created_at from public.documents x where x.client_id = client and x.id = h.document_id offset 0) d
     order by k.distance, d.created_at, h.chunk_index, k.chunk_id;
end
$$;
