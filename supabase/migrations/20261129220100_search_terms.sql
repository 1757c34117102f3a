-- The search by words in one statement, and keys of terms that nobody outside can compute.

-- What the keys of each client are mixed with. Mixed with the client's id alone, whoever knows it could make their own searches
-- read another client's lists in the index, and learn from the time what those have.
alter table private.install_settings add column term_secret uuid not null default gen_random_uuid();

create function private.term_salt(client uuid) returns integer
language plpgsql stable
set search_path = ''
as $$
begin
  return ('x' || left(encode(sha256(convert_to(
    (select s.term_secret::text from private.install_settings s) || client::text, 'UTF8')), 'hex'), 8))::bit(32)::integer;
end
$$;
create function private.term_salt() returns integer
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.term_salt(private.current_client_id());
end
$$;
revoke execute on function private.term_salt(uuid), private.term_salt() from public;
grant execute on function private.term_salt() to renum_tenant;
alter function private.term_salt(uuid) owner to renum_system;
alter function private.term_salt() owner to renum_system;

-- The owner changes rows of all clients.
alter table private.install_settings no force row level security;
alter table public.document_chunks no force row level security;
update public.document_chunks c
   set term_keys = array(
     select k # ('x' || left(replace(c.client_id::text, '-', ''), 8))::bit(32)::integer # s.salt
       from unnest(c.term_keys) as k)
  from (
    select k.id, ('x' || left(encode(sha256(convert_to(i.term_secret::text || k.id::text, 'UTF8')), 'hex'), 8))::bit(32)::integer as salt
      from (select distinct client_id as id from public.document_chunks) k, private.install_settings i
  ) s
 where s.id = c.client_id;
alter table public.document_chunks force row level security;
alter table private.install_settings force row level security;

drop function private.rank_chunks(extensions.sparsevec, integer[], uuid[], uuid[], integer, integer);
drop function private.count_chunks(integer[], uuid[]);

-- The `most` chunks whose terms weigh most in a query, of the given collections, and of the documents unless null. Of each term of
-- the query: its number, its stem, what it counts (0 to 1), and whether chunks are looked up by it.
--
-- The first row has no chunk: it says how many chunks the collections have, and how many of them each term. Where they are few
-- that is counted, else read from the last count of the collections.
--
-- Terms weigh by how rare they are (Robertson and Spärck Jones, as BM25 has it). Chunks are looked up by the rarest terms, until
-- chunks without any of them could hardly be among the best (docs/decisions/0007).
--
-- Row security would keep it from the index: an operator that is not leakproof waits until every row of the table has passed its
-- policies. It applies those itself, and gives ids, scores and counts; what a chunk says is read under row security.
create function private.search_terms(
  query_terms integer[], stems text[], shares double precision[], selective boolean[],
  collection_ids uuid[], document_ids uuid[], most integer)
returns table (chunk_id uuid, score double precision, total integer, counts integer[])
language plpgsql stable security definer rows 100
-- Every way to these rows but by their index reads the rows of other clients, whatever the planner takes them for.
set search_path = '' set jit = off set enable_seqscan = off
as $$
declare
  few constant integer := 1000;
  few_of_documents constant integer := 3000;
  -- Chunks that the chosen terms may have together, but for the rarest; and enough of them, once they have most of what the
  -- query says.
  most_candidates constant integer := 4000;
  enough_candidates constant integer := 60;
  enough_weight constant double precision := 0.25;
  most_looked_at constant integer := 20000;
  client uuid := private.current_client_id();
  hidden uuid[] := private.hidden_collections();
  visible uuid[];
  salt integer := private.term_salt(client);
  weights double precision[];
  keys integer[];
  weight double precision;
  found_weight double precision := 0;
  all_weight double precision;
  found_chunks integer := 0;
  query extensions.sparsevec;
  n integer;
  place integer;
begin
  visible := array(
    select k.id from public.knowledge_collections k
     where k.client_id = client and k.id = any (collection_ids) and k.id <> all (hidden));
  -- The empty term counts all chunks.
  counts := array(
    select coalesce((
        select sum(t.chunk_count)::integer from public.collection_terms t
         where t.client_id = client and t.collection_id = any (visible) and t.term = s.stem collate "C"), 0)
      from unnest(stems || ''::text) with ordinality as s (stem, i) order by s.i);
  total := counts[cardinality(counts)];
  if total <= few then
    select count(*) into n
      from (select from public.document_chunks c
             where c.client_id = client and c.collection_id = any (visible) limit few + 1) c;
    total := case when n > few then greatest(n, total) else n end;
  end if;
  if total > few then
    counts := counts[:cardinality(stems)];
  else
    -- A word of grammar is in no index: it counts as one that most chunks have.
    counts := array(
      select case when selective[i] then (
          select count(*)::integer from public.document_chunks c
           where c.client_id = client and c.term_keys operator(pg_catalog.&&) array[query_terms[i] # salt]
             and c.collection_id = any (visible)) else total end
        from generate_subscripts(query_terms, 1) as i order by i);
  end if;
  chunk_id := null;
  score := null;
  return next;
  if total = 0 then
    return;
  end if;

  weights := array(
    select shares[i] * ln(1 + (greatest(total, counts[i]) - counts[i] + 0.5) / (counts[i] + 0.5))
      from generate_subscripts(query_terms, 1) as i order by i);
  select ('{' || string_agg((t.id + 1) || ':' || t.w::real, ',' order by t.id) || '}/536870912')::extensions.sparsevec
    into query
    from unnest(query_terms, weights) as t (id, w);
  -- A term that nobody has counted yet may be there since a moment ago, and looking for it costs nothing.
  select sum(t.w) into all_weight from unnest(weights, selective, counts) as t (w, s, c) where t.s and t.c > 0;
  for place in select s from generate_subscripts(query_terms, 1) as s where selective[s] order by counts[s], s loop
    exit when found_chunks > 0 and (found_chunks + counts[place] > most_candidates
      or (found_chunks >= enough_candidates and found_weight >= enough_weight * all_weight));
    keys := keys || (query_terms[place] # salt);
    found_chunks := found_chunks + counts[place];
    if counts[place] > 0 then
      found_weight := found_weight + weights[place];
    end if;
  end loop;
  if document_ids is not null then
    select coalesce(sum(d.chunk_count), 0) into n
      from public.documents d where d.client_id = client and d.id = any (document_ids);
    if n <= few_of_documents then
      keys := null;
    end if;
  end if;
  total := null;
  counts := null;
  if keys is null then
    return query
      select r.id, -r.distance, total, counts
        from (
          select c.id, c.terms operator(extensions.<#>) query as distance
            from public.document_chunks c
           where c.client_id = client and c.collection_id = any (visible)
             and (document_ids is null or c.document_id = any (document_ids))
           limit most_looked_at
        ) r
       where r.distance < 0
       order by r.distance, r.id
       limit most;
  else
    return query
      select r.id, -r.distance, total, counts
        from (
          select c.id, c.terms operator(extensions.<#>) query as distance
            from public.document_chunks c
           where c.client_id = client and c.term_keys operator(pg_catalog.&&) keys
             and c.collection_id = any (visible)
             and (document_ids is null or c.document_id = any (document_ids))
           limit most_looked_at
        ) r
       where r.distance < 0
       order by r.distance, r.id
       limit most;
  end if;
end
$$;
revoke execute on function private.search_terms(
  integer[], text[], double precision[], boolean[], uuid[], uuid[], integer) from public;
grant execute on function private.search_terms(integer[], text[], double precision[], boolean[], uuid[], uuid[], integer)
  to renum_tenant;
alter function private.search_terms(integer[], text[], double precision[], boolean[], uuid[], uuid[], integer) owner to renum_system;
create policy collection_terms_system on public.collection_terms for select to renum_system using (true);
grant select on public.collection_terms to renum_system;
-- Documents of few chunks are looked at one by one.
grant select (chunk_count) on public.documents to renum_system;
