-- The searches over chunks, by embeddings and by words.

-- Runs as its caller: row security decides which chunks can be found.
-- The `top_k` chunks nearest to `query_embedding` by cosine, of the given collections and documents (all of the client's
-- when null). score: cosine similarity, -1 to 1; of equal ones the older document comes first.
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
revoke all on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[])
  from public, anon, authenticated;
grant execute on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[]) to renum_tenant;

-- The two functions below read chunks by the index of their terms. Row security would keep them from it: an operator that is not
-- leakproof waits until every row of the table has passed its policies. They apply those themselves, and give ids, scores and
-- counts; what a chunk says is read under row security.

-- The `most` chunks whose terms weigh most in `query`, of the collections, and of the documents unless null: of those that
-- have one of `keys`, or all where that is null. No more than `bound` of them are looked at.
create function private.rank_chunks(
  query extensions.sparsevec, keys integer[], collection_ids uuid[], document_ids uuid[], most integer, bound integer)
returns table (chunk_id uuid, score double precision)
language plpgsql stable security definer rows 100
set search_path = '' set jit = off
as $$
declare
  client uuid := private.current_client_id();
  hidden uuid[] := private.hidden_collections();
begin
  if keys is null then
    return query
      select r.id, -r.distance
        from (
          select c.id, c.terms operator(extensions.<#>) query as distance
            from public.document_chunks c
           where c.client_id = client
             and c.collection_id = any (collection_ids) and c.collection_id <> all (hidden)
             and (document_ids is null or c.document_id = any (document_ids))
           limit bound
        ) r
       where r.distance < 0
       order by r.distance, r.id
       limit most;
  else
    return query
      select r.id, -r.distance
        from (
          select c.id, c.terms operator(extensions.<#>) query as distance
            from public.document_chunks c
           where c.client_id = client and c.term_keys operator(pg_catalog.&&) keys
             and c.collection_id = any (collection_ids) and c.collection_id <> all (hidden)
             and (document_ids is null or c.document_id = any (document_ids))
           limit bound
        ) r
       where r.distance < 0
       order by r.distance, r.id
       limit most;
  end if;
end
$$;

-- How many chunks of the collections have each of the keys.
create function private.count_chunks(keys integer[], collection_ids uuid[])
returns table (key integer, chunks integer)
language plpgsql stable security definer rows 100
set search_path = '' set jit = off
as $$
declare
  client uuid := private.current_client_id();
  hidden uuid[] := private.hidden_collections();
begin
  return query
    select k.key, (
        select count(*)::int
          from public.document_chunks c
         where c.client_id = client and c.term_keys operator(pg_catalog.&&) array[k.key]
           and c.collection_id = any (collection_ids) and c.collection_id <> all (hidden))
      from unnest(keys) as k (key);
end
$$;
revoke execute on function
  private.rank_chunks(extensions.sparsevec, integer[], uuid[], uuid[], integer, integer), private.count_chunks(integer[], uuid[])
from public;
grant execute on function
  private.rank_chunks(extensions.sparsevec, integer[], uuid[], uuid[], integer, integer), private.count_chunks(integer[], uuid[])
to renum_tenant;
alter function private.rank_chunks(extensions.sparsevec, integer[], uuid[], uuid[], integer, integer) owner to renum_system;
alter function private.count_chunks(integer[], uuid[]) owner to renum_system;

-- How many chunks of a collection have each term, and under the empty term how many there are: counted by a job from time to
-- time, so that it may lag behind. What says how rare a word is, and what words begin with some letters.
create table public.collection_terms (
  client_id uuid not null default private.current_client_id(),
  collection_id uuid not null,
  term text collate "C" not null,
  chunk_count integer not null,
  primary key (client_id, collection_id, term) include (chunk_count),
  constraint collection_terms_collection_fkey foreign key (client_id, collection_id)
    references public.knowledge_collections (client_id, id) on delete cascade,
  constraint collection_terms_term_check check (char_length(term) <= 200),
  constraint collection_terms_chunk_count_check check (chunk_count > 0)
);

alter table public.collection_terms enable row level security, force row level security;
create policy collection_terms_select on public.collection_terms for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy collection_terms_insert on public.collection_terms for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[])
    and (select private.claim('role')) = 'job');
create policy collection_terms_update on public.collection_terms for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[])
    and (select private.claim('role')) = 'job')
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy collection_terms_delete on public.collection_terms for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[])
    and (select private.claim('role')) = 'job');
revoke all on public.collection_terms from anon, authenticated;
grant select, insert, delete, update (chunk_count) on public.collection_terms to renum_tenant;
