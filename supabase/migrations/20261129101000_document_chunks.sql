-- Chunks of documents, with their embeddings and their lexemes.

-- A chunk keeps its lexemes and those of the headings above it: stemmed in its own language, codes as they are, accents
-- folded after stemming, because the stemmer recognises endings by them.
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

-- Codes: written with a digit and a hyphen, stop or slash. The text search parser takes E-207 for a stop word and a
-- negative number.
create function private.find_codes(content text) returns text[]
language sql immutable parallel safe
set search_path = ''
as $$
  select array(
    select distinct lower(m.parts[1])
      from regexp_matches(content, '[[:alnum:]]+(?:[-./_][[:alnum:]]+)+', 'g') as m (parts)
     where m.parts[1] ~ '[0-9]' and length(m.parts[1]) <= 100)
$$;

-- A text that the parser gets through in time proportional to its length. It looks ahead from `<` for the end of a tag
-- or comment, and from a letter before `_` for the end of the word, and begins again at the next one: 20,000 characters
-- of `a_a_a_…` took 3.8 s. No text of ours is markup, and no word has so many letters.
create function private.to_parseable(content text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select regexp_replace(translate(content, '<', ' '), '([^[:space:]]{128})', '\1 ', 'g')
$$;

create function private.to_lexemes(language text, content text) returns tsvector
language sql immutable parallel safe
set search_path = ''
as $$
  select private.fold_accents((
    to_tsvector(private.text_search_config(language), private.to_parseable(content))
      || array_to_tsvector(private.find_codes(content))
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

revoke execute on function
  private.text_search_config(text), private.fold_accents(text), private.find_codes(text), private.to_parseable(text), private.to_lexemes(text, text),
  private.under_headings(text, jsonb), private.count_lexemes(tsvector)
from public;
grant execute on function
  private.text_search_config(text), private.fold_accents(text), private.find_codes(text), private.to_parseable(text), private.to_lexemes(text, text),
  private.under_headings(text, jsonb), private.count_lexemes(tsvector)
to renum_tenant, renum_system;

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
  -- Behind the embedding: a scan over the vectors of a client does not step over them.
  language text not null default 'simple',
  lexemes tsvector not null
    generated always as (private.to_lexemes(language, private.under_headings(content, metadata))) stored,
  lexeme_count integer not null
    generated always as (private.count_lexemes(private.to_lexemes(language, private.under_headings(content, metadata)))) stored,
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
  constraint document_chunks_language_check check (language in ('pt', 'en', 'es', 'simple')),
  constraint document_chunks_embedding_dimensions_check
    check (extensions.vector_dims(embedding) = embedding_dimensions)
) partition by hash (client_id);

-- Number, length and language of the chunks of a scope are read from the index alone, without the vectors.
create index document_chunks_collection_idx on public.document_chunks (client_id, collection_id)
  include (language, lexeme_count);
create index document_chunks_lexemes_idx on public.document_chunks using gin (lexemes);

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
grant select, insert, delete, update (content, edited_at, language, embedding_id, embedding)
  on public.document_chunks to renum_tenant;
