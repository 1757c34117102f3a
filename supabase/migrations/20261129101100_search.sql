-- The two searches over chunks, by embeddings and by words. Both run as their caller: row security decides which chunks
-- can be found, and so which ones are counted.

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

-- As a tsquery reads it; quote_literal would write E'…' where there is a backslash.
create function private.quote_lexeme(lexeme text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
$$;
revoke execute on function private.quote_lexeme(text) from public;
grant execute on function private.quote_lexeme(text) to renum_tenant, renum_system;

-- The `top_k` chunks that match the words of `query` best, any of them; of the given collections and documents, or all
-- of the client's when null. A "quoted phrase" that occurs as it stands outweighs its words elsewhere; it is no
-- condition, because users quote titles that a text writes otherwise. score: BM25, from 0, without an upper bound; of
-- equal ones the older document comes first.
--
-- Ranking is BM25 (Robertson and Walker 1994, k1 = 1.2, b = 0.75) with the ordered pairs of Metzler and Croft's
-- sequential dependence model (2005) at a quarter of the words' weight, as in their 0.8 : 0.1 : 0.1. Frequencies are those
-- of the searched collections, counted by the search itself.
create function public.search_full_text(
  query text, top_k integer, collection_ids uuid[] default null, document_ids uuid[] default null)
returns table (
  chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text,
  score double precision, metadata jsonb
)
language plpgsql stable security invoker
set search_path = ''
as $$
declare
  client uuid := private.current_client_id();
  total double precision;
  average double precision;
  languages text[];
begin
  select count(*), avg(h.lexeme_count), array_agg(distinct h.language)
    into total, average, languages
    from public.document_chunks h
   where h.client_id = client
     and (collection_ids is null or h.collection_id = any (collection_ids));
  if total = 0 then
    return;
  end if;

  return query
    with words as materialized (
      -- The query's first words as each language in scope stems them, numbered as they follow each other. More of them
      -- would slow down other searches, and improve the ranking no further.
      select w.language, w.lexeme, w.place
        from (
          select l.language, t.lexeme, row_number() over (partition by l.language order by p.position, t.lexeme) as place
            from unnest(languages) as l (language),
                 unnest(private.to_lexemes(l.language, query)) as t
                 left join unnest(t.positions) as p (position) on true
        ) w
       where w.place <= 64
    ),
    wanted as materialized (
      select w.language,
             string_agg(distinct private.quote_lexeme(w.lexeme), ' | ')::tsquery as any_word,
             array_agg(distinct w.lexeme) as lexemes
        from words w group by w.language
    ),
    candidates as materialized (
      select h.id, h.language, h.lexeme_count, h.lexemes, w.lexemes as wanted
        from wanted w
        join public.document_chunks h on h.language = w.language and h.lexemes @@ w.any_word
       where h.client_id = client
         and (collection_ids is null or h.collection_id = any (collection_ids))
         and (document_ids is null or h.document_id = any (document_ids))
    ),
    postings as materialized (
      select c.id, c.language, c.lexeme_count, t.lexeme, t.positions,
             count(*) over (partition by c.language, t.lexeme) as documents
        from candidates c, unnest(c.lexemes) as t
       where t.lexeme = any (c.wanted)
    ),
    -- Two words within three positions of each other.
    pairs as materialized (
      select distinct a.language,
             format('%1$s <-> %2$s | %1$s <2> %2$s | %1$s <3> %2$s',
               private.quote_lexeme(a.lexeme), private.quote_lexeme(b.lexeme))::tsquery as near
        from words a join words b on b.language = a.language and b.place = a.place + 1
       where a.lexeme <> b.lexeme and a.place <= 32
    ),
    pair_postings as (
      select c.id, c.lexeme_count, count(*) over (partition by c.language, p.near::text) as documents
        from candidates c join pairs p on p.language = c.language and c.lexemes @@ p.near
    ),
    -- Limited as words are: each is looked for in every candidate.
    quoted as (
      select left(m.parts[1], 200) as said
        from regexp_matches(query, '"([^"]+)"', 'g') with ordinality as m (parts, place)
       order by m.place
       limit 4
    ),
    phrases as (
      select distinct w.language, f.phrase::tsquery as phrase, numnode(f.phrase::tsquery) / 2 + 1 as words
        from wanted w, quoted q,
             private.fold_accents(phraseto_tsquery(private.text_search_config(w.language), private.to_parseable(q.said))::text) as f (phrase)
       where f.phrase <> ''
    ),
    phrase_postings as (
      select c.id, c.lexeme_count, p.words, count(*) over (partition by c.language, p.phrase::text) as documents
        from candidates c join phrases p on p.language = c.language and c.lexemes @@ p.phrase
    ),
    weights as (
      select k.id, coalesce(cardinality(k.positions), 1) as occurrences, k.lexeme_count, k.documents, 1.0 as weight from postings k
      union all
      select k.id, 1, k.lexeme_count, k.documents, 0.25 from pair_postings k
      union all
      -- As if each of its words counted once more.
      select k.id, 1, k.lexeme_count, k.documents, k.words from phrase_postings k
    ),
    best as (
      select k.id,
             sum(k.weight
                 * ln(1 + (total - k.documents + 0.5) / (k.documents + 0.5))
                 * k.occurrences * 2.2
                 / (k.occurrences + 1.2 * (0.25 + 0.75 * k.lexeme_count / average)))::double precision as score
        from weights k
       group by k.id
       order by 2 desc, 1
       limit top_k
    )
    select h.id, h.document_id, d.name, h.collection_id, h.version_number, h.content, b.score, h.metadata
      from best b
      join public.document_chunks h on h.client_id = client and h.id = b.id
      join public.documents d on d.client_id = client and d.id = h.document_id
     order by b.score desc, d.created_at, h.chunk_index, h.id;
end
$$;
revoke all on function public.search_full_text(text, integer, uuid[], uuid[]) from public, anon, authenticated;
grant execute on function public.search_full_text(text, integer, uuid[], uuid[]) to renum_tenant;
