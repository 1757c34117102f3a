-- Full-text search that knows the language of each document.
--
-- A chunk keeps its lexemes and those of the headings above it, which say what it is about: stemmed in its own language,
-- codes as they are, accents folded after stemming, for the stemmer knows endings by them. Ranking is BM25 (Robertson and Walker 1994, k1 = 1.2, b = 0.75) with the ordered
-- pairs of Metzler and Croft's sequential dependence model (2005) at a quarter of the words' weight, as in their
-- 0.8 : 0.1 : 0.1. Frequencies are those of the searched collections, counted by the search itself.

create function private.text_search_config(language text) returns regconfig
language sql immutable parallel safe
set search_path = ''
as $$
  select case language
    when 'pt' then 'pg_catalog.portuguese'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    when 'es' then 'pg_catalog.spanish'::regconfig
    else 'pg_catalog.simple'::regconfig
  end
$$;

create function private.fold_accents(folded text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select translate(folded, 'áàâãäåéèêëíìîïóòôõöúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn')
$$;

-- What is written as one code, with a digit and a hyphen, stop or slash in it. The parser takes E-207 for a stop word
-- and a negative number.
create function private.find_codes(content text) returns text[]
language sql immutable parallel safe
set search_path = ''
as $$
  select array(
    select distinct lower(m.parts[1])
      from regexp_matches(content, '[[:alnum:]]+(?:[-./_][[:alnum:]]+)+', 'g') as m (parts)
     where m.parts[1] ~ '[0-9]' and length(m.parts[1]) <= 100)
$$;

create function private.to_lexemes(language text, content text) returns tsvector
language sql immutable parallel safe
set search_path = ''
as $$
  select private.fold_accents((
    to_tsvector(private.text_search_config(language), content) || array_to_tsvector(private.find_codes(content))
  )::text)::tsvector
$$;

create function private.under_headings(content text, metadata jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select coalesce(metadata ->> 'heading' || E'\n', '') || content
$$;

create function private.count_lexemes(lexemes tsvector) returns integer
language sql immutable parallel safe
set search_path = ''
as $$
  select coalesce(sum(coalesce(cardinality(positions), 1)), 0)::int from unnest(lexemes)
$$;

-- As a tsquery reads it; quote_literal would write E'…' where there is a backslash.
create function private.quote_lexeme(lexeme text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
$$;

alter table public.documents
  -- Null until it is recognised, or said.
  add column language text,
  -- What a person said, which no recognition overrules.
  add column given_language text,
  add constraint documents_language_check check (language in ('pt', 'en', 'es', 'simple')),
  add constraint documents_given_language_check check (given_language in ('pt', 'en', 'es', 'simple'));
grant update (language, given_language) on public.documents to renum_tenant;

alter table public.document_chunks
  add column language text not null default 'simple',
  add column lexemes tsvector not null
    generated always as (private.to_lexemes(language, private.under_headings(content, metadata))) stored,
  add column lexeme_count integer not null
    generated always as (private.count_lexemes(private.to_lexemes(language, private.under_headings(content, metadata)))) stored,
  add constraint document_chunks_language_check check (language in ('pt', 'en', 'es', 'simple'));
grant update (language) on public.document_chunks to renum_tenant;

create index document_chunks_lexemes_idx on public.document_chunks using gin (lexemes);
-- Number, length and language of a scope's chunks are read from the index alone, without touching the vectors.
drop index public.document_chunks_collection_idx;
create index document_chunks_collection_idx on public.document_chunks (client_id, collection_id)
  include (language, lexeme_count);

-- The `top_k` chunks that match the words of `query` best, any of them; of the given collections and documents, or all
-- of the client's when null. A "quoted phrase" that occurs as it stands outweighs its words elsewhere; it is no
-- condition, for people quote titles that a text writes otherwise. score: BM25, from 0, without an upper bound; of equal
-- ones the older document comes first.
-- Runs as its caller: row security decides what is there to be found, and so what is counted.
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
      -- would cost every search beside this one, and say nothing more.
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
    -- Two words that follow each other, or nearly.
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
    -- As with words: each costs a look at every candidate.
    quoted as (
      select left(m.parts[1], 200) as said
        from regexp_matches(query, '"([^"]+)"', 'g') with ordinality as m (parts, place)
       order by m.place
       limit 4
    ),
    phrases as (
      select distinct w.language, f.phrase::tsquery as phrase, numnode(f.phrase::tsquery) / 2 + 1 as words
        from wanted w, quoted q,
             private.fold_accents(phraseto_tsquery(private.text_search_config(w.language), q.said)::text) as f (phrase)
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
revoke execute on function
  private.text_search_config(text), private.fold_accents(text), private.find_codes(text), private.to_lexemes(text, text),
  private.under_headings(text, jsonb), private.count_lexemes(tsvector), private.quote_lexeme(text)
from public;
grant execute on function public.search_full_text(text, integer, uuid[], uuid[]) to renum_tenant;
grant execute on function
  private.text_search_config(text), private.fold_accents(text), private.find_codes(text), private.to_lexemes(text, text),
  private.under_headings(text, jsonb), private.count_lexemes(tsvector), private.quote_lexeme(text)
to renum_tenant, renum_system;
