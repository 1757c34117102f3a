--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: auth; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA auth;


--
-- Name: private; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA private;


--
-- Name: public; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA public;


--
-- Name: SCHEMA public; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA public IS 'standard public schema';


--
-- Name: storage; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA storage;


--
-- Name: uid(); Type: FUNCTION; Schema: auth; Owner: -
--

CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;


--
-- Name: accept_invitation(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.accept_invitation(token_hash text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  person constant uuid := private.current_user_id();
  invitation public.invitations;
  state text;
begin
  -- Two who accept, or one who accepts and one who revokes, wait for each other here.
  select i.* into invitation from public.invitations i where i.token_hash = $1 for update;
  if not found then
    raise exception 'unknown invitation' using errcode = 'RN020';
  end if;
  if not exists (select from public.users u where u.id = person and lower(u.email) = lower(invitation.email)) then
    raise exception 'an invitation for another address' using errcode = 'RN021';
  end if;
  if invitation.accepted_by = person and exists (
    select from public.client_members m where m.client_id = invitation.client_id and m.user_id = person
  ) then
    return invitation.client_id;
  end if;
  -- Whoever invited is neither demoted nor removed before this ends.
  perform 1 from public.client_members m
    where m.client_id = invitation.client_id and m.user_id = invitation.invited_by
    for share;
  state := private.invitation_state(invitation.client_id, invitation.invited_by, invitation.role,
    invitation.expires_at, invitation.accepted_at, invitation.revoked_at);
  if state <> 'pending' then
    raise exception 'the invitation is %', state
      using errcode = case state when 'accepted' then 'RN022' when 'revoked' then 'RN023' else 'RN024' end;
  end if;
  if exists (select from public.clients c where c.id = invitation.client_id and c.status = 'suspended') then
    raise exception 'client suspended' using errcode = 'RN002';
  end if;
  insert into public.client_members (client_id, user_id, role)
  values (invitation.client_id, person, invitation.role)
  on conflict do nothing;
  update public.invitations i set accepted_at = now(), accepted_by = person
   where i.client_id = invitation.client_id and i.id = invitation.id;
  update public.users u set client_id = invitation.client_id where u.id = person;
  return invitation.client_id;
end
$_$;


--
-- Name: access_changed(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.access_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  -- Once for each transaction, however many rows it changes.
  update private.access_version set version = gen_random_uuid(), changed_by = pg_current_xact_id()
   where changed_by is distinct from pg_current_xact_id();
  return null;
end
$$;


--
-- Name: active_client_id(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.active_client_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select u.client_id from public.users u where u.id = private.current_user_id()
$$;


--
-- Name: audit(uuid, text, text, uuid, jsonb, text, uuid); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $_$
declare
  origin constant jsonb := nullif(current_setting('renum.origin', true), '')::jsonb;
  -- Not every clock tells two events of one transaction apart; the log shows them in their order.
  earlier constant timestamptz := nullif(current_setting('renum.audited_at', true), '')::timestamptz;
  at constant timestamptz := greatest(clock_timestamp(), earlier + interval '1 microsecond');
begin
  insert into public.audit_log
    (client_id, action, subject_type, subject_id, details, actor, user_id, ip, user_agent, request_id, created_at)
  select c.id, $2, $3, $4, jsonb_strip_nulls($5), $6, $7, origin ->> 'ip', origin ->> 'user_agent',
         origin ->> 'request_id', at
    from public.clients c
   where c.id = $1;
  perform set_config('renum.audited_at', at::text, true);
end
$_$;


--
-- Name: audit_change(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  this constant jsonb := coalesce(after, before);
  details jsonb := '{}';
  told text;
  name text;
begin
  foreach told in array tg_argv[2:] loop
    name := rtrim(told, '!');
    if tg_op <> 'UPDATE' then
      if told = name then
        details := details || jsonb_build_object(name, this -> name);
      end if;
    elsif before -> name is distinct from after -> name then
      details := details || jsonb_build_object(name,
        case when told = name then jsonb_build_object('from', before -> name, 'to', after -> name) else 'true' end);
    end if;
  end loop;
  if tg_op = 'UPDATE' and details = '{}' then
    return null;
  end if;
  if this ? 'user_id' then
    details := details || jsonb_build_object('email',
      (select u.email from public.users u where u.id = (this ->> 'user_id')::uuid));
  end if;
  perform private.audit(
    coalesce(this ->> 'client_id', this ->> 'id')::uuid,
    tg_argv[0] || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end,
    tg_argv[0], (this ->> tg_argv[1])::uuid, details, private.current_principal(), private.current_user_id());
  return null;
end
$$;


--
-- Name: audit_invitation(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_invitation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.audit(
    new.client_id,
    case when new.accepted_at is not null then 'invitation.accepted'
         when new.revoked_at is not null then 'invitation.revoked'
         else 'invitation.created' end,
    'invitation', new.id, jsonb_build_object('email', new.email, 'role', new.role),
    private.current_principal(), private.current_user_id());
  return null;
end
$$;


--
-- Name: audit_sign_in(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_sign_in() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.audit(new.client_id, 'user.signed_in', 'user', new.id, jsonb_build_object('email', new.email),
    'user:' || new.id, new.id);
  return null;
end
$$;


--
-- Name: can_read_file(uuid, text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.can_read_file(reader uuid, object_name text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  parts text[] := string_to_array(object_name, '/');
begin
  if reader is null or object_name !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$' then
    return false;
  end if;
  return exists (
    select 1
      from public.client_members m
      join public.clients c on c.id = m.client_id and c.status = 'active'
      join public.documents d on d.client_id = m.client_id
      join public.knowledge_collections k on k.client_id = d.client_id and k.id = d.collection_id
     where m.client_id = parts[1]::uuid and m.user_id = reader and d.id = parts[2]::uuid
       and (
         k.access = 'open' or m.role in ('owner', 'admin')
         or exists (
           select from public.collection_grants g
            where g.client_id = k.client_id and g.collection_id = k.id
              and (g.user_id = reader or g.role in ('viewer', m.role)))
       )
  );
end
$_$;


--
-- Name: claim(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.claim(name text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> name;
end
$$;


--
-- Name: count_lexemes(tsvector); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.count_lexemes(lexemes tsvector) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select coalesce(sum(coalesce(cardinality(positions), 1)), 0)::int from unnest(lexemes)
$$;


--
-- Name: current_client_id(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.current_client_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'client_id')::uuid;
end
$$;


--
-- Name: current_principal(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.current_principal() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'principal';
end
$$;


--
-- Name: current_user_id(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.current_user_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'user_id')::uuid;
end
$$;


--
-- Name: end_invitations(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.end_invitations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  update public.invitations i set revoked_at = now()
   where i.client_id = old.client_id and i.accepted_at is null and i.revoked_at is null
     and lower(i.email) = (select lower(u.email) from public.users u where u.id = old.user_id);
  return null;
end
$$;


--
-- Name: ensure_owner(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.ensure_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  -- The lock makes two owners who leave at the same moment wait for each other.
  perform 1 from public.clients c where c.id = old.client_id for no key update;
  if not found then
    return null;
  end if;
  if not exists (select 1 from public.client_members m where m.client_id = old.client_id and m.role = 'owner') then
    raise exception 'a client needs an owner' using errcode = 'RN003';
  end if;
  return null;
end
$$;


--
-- Name: find_codes(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.find_codes(content text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select array(
    select distinct lower(m.parts[1])
      from regexp_matches(content, '[[:alnum:]]+(?:[-./_][[:alnum:]]+)+', 'g') as m (parts)
     where m.parts[1] ~ '[0-9]' and length(m.parts[1]) <= 100)
$$;


--
-- Name: fold_accents(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.fold_accents(folded text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select translate(folded, 'áàâãäåéèêëíìîïóòôõöúùûüçñ', 'aaaaaaeeeeiiiiooooouuuucn')
$$;


--
-- Name: guard_collection_access(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_collection_access() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if not private.has_role('admin') then
    raise exception 'only an admin restricts or opens a collection' using errcode = '42501';
  end if;
  return new;
end
$$;


--
-- Name: has_hidden_collections(uuid, uuid); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.has_hidden_collections(client_id uuid, knowledge_base_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  select exists (
    select from public.knowledge_collections c
     where c.client_id = $1 and c.knowledge_base_id = $2 and c.id = any (private.hidden_collections()))
$_$;


--
-- Name: has_role(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.has_role(minimum text) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
declare
  ranks constant text[] := array['viewer', 'user', 'admin', 'owner'];
  acting text := nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'role';
begin
  if acting = 'job' then
    acting := 'user';
  end if;
  return coalesce(array_position(ranks, acting) >= array_position(ranks, minimum), false);
end
$$;


--
-- Name: hidden_collections(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.hidden_collections() RETURNS uuid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'hidden_collections')::uuid[], '{}');
end
$$;


--
-- Name: invitation_state(uuid, uuid, text, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.invitation_state(client_id uuid, invited_by uuid, role text, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $_$
  select case
    when $5 is not null then 'accepted'
    when $6 is not null or not exists (
      select from public.client_members m
       where m.client_id = $1 and m.user_id = $2 and (m.role = 'owner' or (m.role = 'admin' and $3 <> 'owner'))
    ) then 'revoked'
    when $4 <= now() then 'expired'
    else 'pending'
  end
$_$;


--
-- Name: quote_lexeme(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.quote_lexeme(lexeme text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
$$;


--
-- Name: resolve_principal(jsonb); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.resolve_principal(principal jsonb) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
<<asking>>
declare
  kind text := principal ->> 'kind';
  person uuid;
  user_id uuid;
  client_id uuid;
  member_role text;
  client_status text;
  suspended boolean := false;
  -- Whether the client has restricted collections at all: most have none.
  restricts boolean := true;
  name text := kind || ':' || coalesce(principal ->> 'user_id', principal ->> 'client_id');
  hidden uuid[];
  expires timestamptz;
begin
  if kind in ('user', 'mcp') then
    person := (principal ->> 'user_id')::uuid;
    select u.id, u.client_id,
        (select m.role from public.client_members m where m.client_id = u.client_id and m.user_id = u.id),
        (select c.status from public.clients c where c.id = u.client_id),
        exists (select from public.knowledge_collections k where k.client_id = u.client_id and k.access = 'restricted')
      into user_id, client_id, member_role, client_status, restricts
      from public.users u
     where u.id = person;
    if not found then
      raise exception 'unknown user' using errcode = 'RN001';
    end if;
    suspended := coalesce(client_status = 'suspended', false);
    if suspended then
      client_id := null;
      member_role := null;
    end if;
  elsif kind = 'api_key' then
    select kind || ':' || k.id, k.client_id, k.role, c.status, k.expires_at
      into name, client_id, member_role, client_status, expires
      from public.api_keys k
      join public.clients c on c.id = k.client_id
     where k.key_hash = principal ->> 'key_hash'
       and (k.expires_at is null or k.expires_at > now());
    if not found then
      raise exception 'unknown or expired API key' using errcode = 'RN001';
    end if;
    if client_status = 'suspended' then
      raise exception 'client suspended' using errcode = 'RN002';
    end if;
  elsif kind = 'job' then
    select c.id, 'job'
      into client_id, member_role
      from public.clients c
     where c.id = (principal ->> 'client_id')::uuid;
    if not found then
      raise exception 'unknown client' using errcode = 'RN001';
    end if;
  else
    raise exception 'unknown kind of principal' using errcode = 'RN001';
  end if;

  -- Owners and admins give the grants, and jobs work for everybody: nothing is kept from them.
  if restricts and member_role in ('user', 'viewer') then
    select array_agg(c.id)
      into hidden
      from public.knowledge_collections c
     where c.client_id = asking.client_id and c.access = 'restricted'
       and not exists (
         select from public.collection_grants g
          where g.client_id = c.client_id and g.collection_id = c.id
            and (g.user_id = asking.user_id or g.role in ('viewer', asking.member_role)));
  end if;

  return json_build_object(
    'sub', user_id,
    'role', 'renum_tenant',
    'renum', json_build_object('kind', kind, 'user_id', user_id, 'client_id', client_id, 'role', member_role,
      'suspended', suspended, 'principal', name, 'hidden_collections', hidden::text,
      'expires_at', expires)
  )::text;
end
$$;


--
-- Name: sync_auth_user(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sync_auth_user() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.sync_user(new.id, new.email, new.raw_user_meta_data ->> 'name', new.last_sign_in_at);
  return new;
end
$$;


--
-- Name: sync_user(uuid, text, text, timestamp with time zone); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sync_user(id uuid, email text, name text, last_login timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  insert into public.users (id, email, name, last_login)
  values ($1, $2, nullif(left(btrim(coalesce($3, '')), 200), ''), $4)
  on conflict (id) do update set email = excluded.email, last_login = excluded.last_login
$_$;


--
-- Name: text_search_config(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.text_search_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select case language
    when 'pt' then 'pg_catalog.portuguese'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    when 'es' then 'pg_catalog.spanish'::regconfig
    else 'pg_catalog.simple'::regconfig
  end
$$;


--
-- Name: to_lexemes(text, text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.to_lexemes(language text, content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select private.fold_accents((
    to_tsvector(private.text_search_config(language), content) || array_to_tsvector(private.find_codes(content))
  )::text)::tsvector
$$;


--
-- Name: touch_updated_at(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;


--
-- Name: under_headings(text, jsonb); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.under_headings(content text, metadata jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
  select coalesce(metadata ->> 'heading' || E'\n', '') || content
$$;


--
-- Name: search_embeddings(extensions.vector, integer, uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[] DEFAULT NULL::uuid[], document_ids uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text, score double precision, metadata jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
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


--
-- Name: search_full_text(text, integer, uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_full_text(query text, top_k integer, collection_ids uuid[] DEFAULT NULL::uuid[], document_ids uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text, score double precision, metadata jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $_$
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
    phrases as (
      select w.language, f.phrase::tsquery as phrase, numnode(f.phrase::tsquery) / 2 + 1 as words
        from wanted w,
             regexp_matches(query, '"([^"]+)"', 'g') as m (parts),
             private.fold_accents(phraseto_tsquery(private.text_search_config(w.language), m.parts[1])::text) as f (phrase)
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
$_$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: users; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text,
    raw_user_meta_data jsonb,
    last_sign_in_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: access_version; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.access_version (
    one boolean DEFAULT true NOT NULL,
    version uuid DEFAULT gen_random_uuid() NOT NULL,
    changed_by xid8,
    CONSTRAINT access_version_one_check CHECK (one)
);

ALTER TABLE ONLY private.access_version FORCE ROW LEVEL SECURITY;


--
-- Name: agent_executions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agent_executions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid NOT NULL,
    user_id uuid,
    status text DEFAULT 'pending'::text NOT NULL,
    input jsonb NOT NULL,
    output jsonb,
    error_code text,
    error_params jsonb,
    tokens_used integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT agent_executions_completed_at_check CHECK ((completed_at >= started_at)),
    CONSTRAINT agent_executions_error_check CHECK (((status = 'failed'::text) = (error_code IS NOT NULL))),
    CONSTRAINT agent_executions_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'running'::text, 'completed'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT agent_executions_tokens_used_check CHECK ((tokens_used >= 0))
);

ALTER TABLE ONLY public.agent_executions FORCE ROW LEVEL SECURITY;


--
-- Name: agents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agents (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    description text,
    configuration jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agents_configuration_check CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT agents_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT agents_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT agents_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])))
);

ALTER TABLE ONLY public.agents FORCE ROW LEVEL SECURITY;


--
-- Name: api_credentials; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_credentials (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    service_name text NOT NULL,
    credential_type text NOT NULL,
    encrypted_value text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT api_credentials_credential_type_check CHECK (((char_length(btrim(credential_type)) >= 1) AND (char_length(btrim(credential_type)) <= 50))),
    CONSTRAINT api_credentials_service_name_check CHECK (((char_length(btrim(service_name)) >= 1) AND (char_length(btrim(service_name)) <= 100)))
);

ALTER TABLE ONLY public.api_credentials FORCE ROW LEVEL SECURITY;


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    key_hash text NOT NULL,
    role text DEFAULT 'viewer'::text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_keys_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'user'::text, 'admin'::text])))
);

ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;


--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_log (
    client_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    action text NOT NULL,
    actor text,
    user_id uuid,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    details jsonb NOT NULL,
    ip text,
    user_agent text,
    request_id text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT audit_log_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
);

ALTER TABLE ONLY public.audit_log FORCE ROW LEVEL SECURITY;


--
-- Name: client_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.client_members (
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT client_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'user'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.client_members FORCE ROW LEVEL SECURITY;


--
-- Name: clients; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.clients (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT clients_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT clients_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text)),
    CONSTRAINT clients_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
);

ALTER TABLE ONLY public.clients FORCE ROW LEVEL SECURITY;


--
-- Name: collection_grants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.collection_grants (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    collection_id uuid NOT NULL,
    user_id uuid,
    role text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT collection_grants_role_check CHECK ((role = ANY (ARRAY['user'::text, 'viewer'::text]))),
    CONSTRAINT collection_grants_user_id_check CHECK ((num_nonnulls(user_id, role) = 1))
);

ALTER TABLE ONLY public.collection_grants FORCE ROW LEVEL SECURITY;


--
-- Name: document_chunks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_chunks (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    version_number integer NOT NULL,
    chunk_index integer NOT NULL,
    content text NOT NULL,
    metadata jsonb NOT NULL,
    embedding_id text NOT NULL,
    embedding extensions.vector NOT NULL,
    embedding_model text NOT NULL,
    embedding_dimensions integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    language text DEFAULT 'simple'::text NOT NULL,
    lexemes tsvector GENERATED ALWAYS AS (private.to_lexemes(language, private.under_headings(content, metadata))) STORED NOT NULL,
    lexeme_count integer GENERATED ALWAYS AS (private.count_lexemes(private.to_lexemes(language, private.under_headings(content, metadata)))) STORED NOT NULL,
    CONSTRAINT document_chunks_chunk_index_check CHECK ((chunk_index >= 0)),
    CONSTRAINT document_chunks_content_check CHECK (((content <> ''::text) AND (char_length(content) <= 20000))),
    CONSTRAINT document_chunks_embedding_dimensions_check CHECK ((extensions.vector_dims(embedding) = embedding_dimensions)),
    CONSTRAINT document_chunks_language_check CHECK ((language = ANY (ARRAY['pt'::text, 'en'::text, 'es'::text, 'simple'::text]))),
    CONSTRAINT document_chunks_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
)
PARTITION BY HASH (client_id);
ALTER TABLE ONLY public.document_chunks ALTER COLUMN embedding SET STORAGE MAIN;

ALTER TABLE ONLY public.document_chunks FORCE ROW LEVEL SECURITY;


--
-- Name: document_usage_stats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_usage_stats (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    chunk_id uuid,
    agent_id uuid,
    usage_count integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    first_used_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT document_usage_stats_usage_count_check CHECK ((usage_count >= 1))
);

ALTER TABLE ONLY public.document_usage_stats FORCE ROW LEVEL SECURITY;


--
-- Name: document_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_versions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    version_number integer NOT NULL,
    change_type text NOT NULL,
    change_description text,
    changed_by uuid,
    storage_path text NOT NULL,
    file_type text NOT NULL,
    file_size bigint NOT NULL,
    content_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT document_versions_change_type_check CHECK ((change_type = ANY (ARRAY['created'::text, 'updated'::text, 'reprocessed'::text, 'restored'::text]))),
    CONSTRAINT document_versions_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT document_versions_storage_path_check CHECK ((storage_path ~ (((('^'::text || (client_id)::text) || '/'::text) || (document_id)::text) || '/[0-9a-f-]{36}$'::text))),
    CONSTRAINT document_versions_version_number_check CHECK ((version_number >= 1))
);

ALTER TABLE ONLY public.document_versions FORCE ROW LEVEL SECURITY;


--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    collection_id uuid NOT NULL,
    name text NOT NULL,
    source_type text NOT NULL,
    source_url text,
    file_type text NOT NULL,
    file_size bigint NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    error_code text,
    error_params jsonb,
    content_hash text NOT NULL,
    latest_version integer DEFAULT 1 NOT NULL,
    current_version integer,
    chunk_count integer DEFAULT 0 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    language text,
    given_language text,
    CONSTRAINT documents_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT documents_error_check CHECK (((status = 'failed'::text) = (error_code IS NOT NULL))),
    CONSTRAINT documents_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT documents_given_language_check CHECK ((given_language = ANY (ARRAY['pt'::text, 'en'::text, 'es'::text, 'simple'::text]))),
    CONSTRAINT documents_language_check CHECK ((language = ANY (ARRAY['pt'::text, 'en'::text, 'es'::text, 'simple'::text]))),
    CONSTRAINT documents_latest_version_check CHECK ((latest_version >= COALESCE(current_version, 1))),
    CONSTRAINT documents_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 500))),
    CONSTRAINT documents_ready_check CHECK (((status <> 'ready'::text) OR (current_version IS NOT NULL))),
    CONSTRAINT documents_source_type_check CHECK ((source_type = ANY (ARRAY['file'::text, 'text'::text, 'url'::text]))),
    CONSTRAINT documents_source_url_check CHECK (((source_type = 'url'::text) = (source_url IS NOT NULL))),
    CONSTRAINT documents_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'ready'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.documents FORCE ROW LEVEL SECURITY;


--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    principal text DEFAULT private.current_principal() NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    response jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255))),
    CONSTRAINT idempotency_keys_request_hash_check CHECK ((request_hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;


--
-- Name: invitations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitations (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    token_hash text NOT NULL,
    invited_by uuid DEFAULT private.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '168:00:00'::interval) NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    revoked_at timestamp with time zone,
    CONSTRAINT invitations_email_check CHECK ((((char_length(email) >= 3) AND (char_length(email) <= 320)) AND (email ~ '^[^@\s]+@[^@\s]+$'::text))),
    CONSTRAINT invitations_end_check CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT invitations_expires_at_check CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '720:00:00'::interval)))),
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'user'::text, 'viewer'::text]))),
    CONSTRAINT invitations_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;


--
-- Name: knowledge_bases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.knowledge_bases (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    description text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT knowledge_bases_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT knowledge_bases_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200)))
);

ALTER TABLE ONLY public.knowledge_bases FORCE ROW LEVEL SECURITY;


--
-- Name: knowledge_collections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.knowledge_collections (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    knowledge_base_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    access text DEFAULT 'open'::text NOT NULL,
    embedding_model text NOT NULL,
    embedding_dimensions integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT knowledge_collections_access_check CHECK ((access = ANY (ARRAY['open'::text, 'restricted'::text]))),
    CONSTRAINT knowledge_collections_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT knowledge_collections_embedding_dimensions_check CHECK (((embedding_dimensions >= 1) AND (embedding_dimensions <= 16000))),
    CONSTRAINT knowledge_collections_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200)))
);

ALTER TABLE ONLY public.knowledge_collections FORCE ROW LEVEL SECURITY;


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id uuid NOT NULL,
    client_id uuid,
    email text,
    name text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_login timestamp with time zone,
    CONSTRAINT users_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200)))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;


--
-- Name: buckets; Type: TABLE; Schema: storage; Owner: -
--

CREATE TABLE storage.buckets (
    id text NOT NULL,
    name text NOT NULL,
    public boolean DEFAULT false NOT NULL,
    file_size_limit bigint,
    allowed_mime_types text[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: objects; Type: TABLE; Schema: storage; Owner: -
--

CREATE TABLE storage.objects (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    bucket_id text,
    name text NOT NULL,
    owner_id text,
    metadata jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_email_key UNIQUE (email);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: access_version access_version_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.access_version
    ADD CONSTRAINT access_version_pkey PRIMARY KEY (one);


--
-- Name: agent_executions agent_executions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_pkey PRIMARY KEY (client_id, id);


--
-- Name: agents agents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (client_id, id);


--
-- Name: api_credentials api_credentials_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_pkey PRIMARY KEY (client_id, id);


--
-- Name: api_keys api_keys_key_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (client_id, id);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (client_id, id);


--
-- Name: client_members client_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_members
    ADD CONSTRAINT client_members_pkey PRIMARY KEY (client_id, user_id);


--
-- Name: clients clients_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);


--
-- Name: collection_grants collection_grants_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_grants
    ADD CONSTRAINT collection_grants_key UNIQUE NULLS NOT DISTINCT (client_id, collection_id, user_id, role);


--
-- Name: collection_grants collection_grants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_grants
    ADD CONSTRAINT collection_grants_pkey PRIMARY KEY (client_id, id);


--
-- Name: document_chunks document_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunks
    ADD CONSTRAINT document_chunks_pkey PRIMARY KEY (client_id, id);


--
-- Name: document_chunks document_chunks_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunks
    ADD CONSTRAINT document_chunks_position_key UNIQUE (client_id, document_id, version_number, chunk_index);


--
-- Name: document_usage_stats document_usage_stats_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_usage_stats
    ADD CONSTRAINT document_usage_stats_key UNIQUE NULLS NOT DISTINCT (client_id, document_id, chunk_id, agent_id);


--
-- Name: document_usage_stats document_usage_stats_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_usage_stats
    ADD CONSTRAINT document_usage_stats_pkey PRIMARY KEY (client_id, id);


--
-- Name: document_versions document_versions_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_number_key UNIQUE (client_id, document_id, version_number);


--
-- Name: document_versions document_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_pkey PRIMARY KEY (client_id, id);


--
-- Name: documents documents_collection_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_collection_key UNIQUE (client_id, id, collection_id);


--
-- Name: documents documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (client_id, id);


--
-- Name: idempotency_keys idempotency_keys_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_key UNIQUE (client_id, principal, key);


--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (client_id, id);


--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (client_id, id);


--
-- Name: invitations invitations_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_token_hash_key UNIQUE (token_hash);


--
-- Name: knowledge_bases knowledge_bases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.knowledge_bases
    ADD CONSTRAINT knowledge_bases_pkey PRIMARY KEY (client_id, id);


--
-- Name: knowledge_collections knowledge_collections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.knowledge_collections
    ADD CONSTRAINT knowledge_collections_pkey PRIMARY KEY (client_id, id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: buckets buckets_name_key; Type: CONSTRAINT; Schema: storage; Owner: -
--

ALTER TABLE ONLY storage.buckets
    ADD CONSTRAINT buckets_name_key UNIQUE (name);


--
-- Name: buckets buckets_pkey; Type: CONSTRAINT; Schema: storage; Owner: -
--

ALTER TABLE ONLY storage.buckets
    ADD CONSTRAINT buckets_pkey PRIMARY KEY (id);


--
-- Name: objects objects_bucket_id_name_key; Type: CONSTRAINT; Schema: storage; Owner: -
--

ALTER TABLE ONLY storage.objects
    ADD CONSTRAINT objects_bucket_id_name_key UNIQUE (bucket_id, name);


--
-- Name: objects objects_pkey; Type: CONSTRAINT; Schema: storage; Owner: -
--

ALTER TABLE ONLY storage.objects
    ADD CONSTRAINT objects_pkey PRIMARY KEY (id);


--
-- Name: agent_executions_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_page_idx ON public.agent_executions USING btree (client_id, agent_id, created_at DESC, id DESC);


--
-- Name: agent_executions_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_user_id_idx ON public.agent_executions USING btree (user_id);


--
-- Name: agents_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agents_page_idx ON public.agents USING btree (client_id, created_at DESC, id DESC);


--
-- Name: api_credentials_service_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_credentials_service_idx ON public.api_credentials USING btree (client_id, service_name);


--
-- Name: api_keys_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_created_by_idx ON public.api_keys USING btree (created_by);


--
-- Name: audit_log_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_page_idx ON public.audit_log USING btree (client_id, created_at DESC, id DESC);


--
-- Name: audit_log_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_user_id_idx ON public.audit_log USING btree (user_id);


--
-- Name: client_members_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX client_members_page_idx ON public.client_members USING btree (client_id, created_at DESC, user_id DESC);


--
-- Name: client_members_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX client_members_user_id_idx ON public.client_members USING btree (user_id);


--
-- Name: collection_grants_user_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX collection_grants_user_idx ON public.collection_grants USING btree (client_id, user_id);


--
-- Name: document_chunks_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_chunks_collection_idx ON ONLY public.document_chunks USING btree (client_id, collection_id) INCLUDE (language, lexeme_count);


--
-- Name: document_chunks_lexemes_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_chunks_lexemes_idx ON ONLY public.document_chunks USING gin (lexemes);


--
-- Name: document_usage_stats_agent_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_usage_stats_agent_idx ON public.document_usage_stats USING btree (client_id, agent_id);


--
-- Name: document_usage_stats_chunk_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_usage_stats_chunk_idx ON public.document_usage_stats USING btree (client_id, chunk_id);


--
-- Name: document_versions_changed_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_versions_changed_by_idx ON public.document_versions USING btree (changed_by);


--
-- Name: documents_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_created_by_idx ON public.documents USING btree (created_by);


--
-- Name: documents_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_page_idx ON public.documents USING btree (client_id, collection_id, created_at DESC, id DESC);


--
-- Name: idempotency_keys_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (client_id, principal, created_at);


--
-- Name: idempotency_keys_principal_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_principal_idx ON public.idempotency_keys USING btree (principal, key);


--
-- Name: invitations_accepted_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_accepted_by_idx ON public.invitations USING btree (accepted_by);


--
-- Name: invitations_invited_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_invited_by_idx ON public.invitations USING btree (invited_by);


--
-- Name: invitations_open_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_open_idx ON public.invitations USING btree (client_id, lower(email)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));


--
-- Name: invitations_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_page_idx ON public.invitations USING btree (client_id, created_at DESC, id DESC);


--
-- Name: knowledge_bases_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX knowledge_bases_page_idx ON public.knowledge_bases USING btree (client_id, created_at DESC, id DESC);


--
-- Name: knowledge_collections_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX knowledge_collections_page_idx ON public.knowledge_collections USING btree (client_id, knowledge_base_id, created_at DESC, id DESC);


--
-- Name: knowledge_collections_restricted_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX knowledge_collections_restricted_idx ON public.knowledge_collections USING btree (client_id, id) WHERE (access = 'restricted'::text);


--
-- Name: users_client_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_client_id_idx ON public.users USING btree (client_id, id);


--
-- Name: users renum_sync_auth_user; Type: TRIGGER; Schema: auth; Owner: -
--

CREATE TRIGGER renum_sync_auth_user AFTER INSERT OR UPDATE OF email, last_sign_in_at ON auth.users FOR EACH ROW EXECUTE FUNCTION private.sync_auth_user();


--
-- Name: agents agents_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agents_touch BEFORE UPDATE ON public.agents FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: api_credentials api_credentials_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_credentials_audit AFTER INSERT OR DELETE OR UPDATE ON public.api_credentials FOR EACH ROW EXECUTE FUNCTION private.audit_change('credential', 'id', 'service_name', 'credential_type', 'encrypted_value!');


--
-- Name: api_credentials api_credentials_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_credentials_touch BEFORE UPDATE ON public.api_credentials FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: api_keys api_keys_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_audit AFTER INSERT OR DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION private.audit_change('api_key', 'id', 'name', 'role', 'expires_at');


--
-- Name: api_keys api_keys_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER api_keys_then_access AFTER DELETE OR UPDATE OF key_hash, client_id, role, expires_at ON public.api_keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: api_keys api_keys_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_touch BEFORE UPDATE ON public.api_keys FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: client_members client_members_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_audit AFTER INSERT OR DELETE OR UPDATE ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.audit_change('member', 'user_id', 'role');


--
-- Name: client_members client_members_end_invitations; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_end_invitations AFTER DELETE ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.end_invitations();


--
-- Name: client_members client_members_ensure_owner; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER client_members_ensure_owner AFTER DELETE OR UPDATE ON public.client_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION private.ensure_owner();


--
-- Name: client_members client_members_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER client_members_then_access AFTER DELETE OR UPDATE ON public.client_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: client_members client_members_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_touch BEFORE UPDATE ON public.client_members FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: clients clients_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clients_audit AFTER INSERT OR UPDATE ON public.clients FOR EACH ROW EXECUTE FUNCTION private.audit_change('client', 'id', 'name', 'status', 'settings!');


--
-- Name: clients clients_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER clients_then_access AFTER DELETE OR UPDATE OF status ON public.clients DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: clients clients_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clients_touch BEFORE UPDATE ON public.clients FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: collection_grants collection_grants_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER collection_grants_audit AFTER INSERT OR DELETE ON public.collection_grants FOR EACH ROW EXECUTE FUNCTION private.audit_change('grant', 'id', 'collection_id', 'user_id', 'role');


--
-- Name: collection_grants collection_grants_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER collection_grants_then_access AFTER INSERT OR DELETE OR UPDATE ON public.collection_grants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: documents documents_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_touch BEFORE UPDATE ON public.documents FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: invitations invitations_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER invitations_audit AFTER INSERT OR UPDATE OF accepted_at, revoked_at ON public.invitations FOR EACH ROW EXECUTE FUNCTION private.audit_invitation();


--
-- Name: knowledge_bases knowledge_bases_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_bases_touch BEFORE UPDATE ON public.knowledge_bases FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: knowledge_collections knowledge_collections_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_audit AFTER UPDATE OF access ON public.knowledge_collections FOR EACH ROW EXECUTE FUNCTION private.audit_change('collection', 'id', 'access');


--
-- Name: knowledge_collections knowledge_collections_audit_restricted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_audit_restricted AFTER INSERT ON public.knowledge_collections FOR EACH ROW WHEN ((new.access <> 'open'::text)) EXECUTE FUNCTION private.audit_change('collection', 'id', 'name', 'access');


--
-- Name: knowledge_collections knowledge_collections_guard_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_guard_access BEFORE UPDATE OF access ON public.knowledge_collections FOR EACH ROW WHEN ((old.access <> new.access)) EXECUTE FUNCTION private.guard_collection_access();


--
-- Name: knowledge_collections knowledge_collections_restrict; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_restrict BEFORE INSERT ON public.knowledge_collections FOR EACH ROW WHEN ((new.access <> 'open'::text)) EXECUTE FUNCTION private.guard_collection_access();


--
-- Name: knowledge_collections knowledge_collections_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER knowledge_collections_then_access AFTER INSERT OR DELETE OR UPDATE OF access ON public.knowledge_collections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: knowledge_collections knowledge_collections_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_touch BEFORE UPDATE ON public.knowledge_collections FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: users users_audit_sign_in; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER users_audit_sign_in AFTER UPDATE OF last_login ON public.users FOR EACH ROW WHEN (((new.client_id IS NOT NULL) AND (new.last_login IS DISTINCT FROM old.last_login))) EXECUTE FUNCTION private.audit_sign_in();


--
-- Name: users users_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER users_then_access AFTER DELETE OR UPDATE OF client_id ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: users users_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER users_touch BEFORE UPDATE ON public.users FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: agent_executions agent_executions_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: agent_executions agent_executions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: agents agents_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: api_credentials api_credentials_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: audit_log audit_log_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: audit_log audit_log_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: client_members client_members_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_members
    ADD CONSTRAINT client_members_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: client_members client_members_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_members
    ADD CONSTRAINT client_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: collection_grants collection_grants_collection_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_grants
    ADD CONSTRAINT collection_grants_collection_fkey FOREIGN KEY (client_id, collection_id) REFERENCES public.knowledge_collections(client_id, id) ON DELETE CASCADE;


--
-- Name: collection_grants collection_grants_user_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_grants
    ADD CONSTRAINT collection_grants_user_fkey FOREIGN KEY (client_id, user_id) REFERENCES public.client_members(client_id, user_id) ON DELETE CASCADE;


--
-- Name: document_chunks document_chunks_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.document_chunks
    ADD CONSTRAINT document_chunks_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: document_chunks document_chunks_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.document_chunks
    ADD CONSTRAINT document_chunks_version_fkey FOREIGN KEY (client_id, document_id, version_number) REFERENCES public.document_versions(client_id, document_id, version_number) ON DELETE CASCADE;


--
-- Name: document_usage_stats document_usage_stats_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_usage_stats
    ADD CONSTRAINT document_usage_stats_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: document_usage_stats document_usage_stats_chunk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_usage_stats
    ADD CONSTRAINT document_usage_stats_chunk_fkey FOREIGN KEY (client_id, chunk_id) REFERENCES public.document_chunks(client_id, id) ON DELETE CASCADE;


--
-- Name: document_usage_stats document_usage_stats_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_usage_stats
    ADD CONSTRAINT document_usage_stats_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: document_versions document_versions_changed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: document_versions document_versions_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: documents documents_collection_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_collection_fkey FOREIGN KEY (client_id, collection_id) REFERENCES public.knowledge_collections(client_id, id) ON DELETE CASCADE;


--
-- Name: documents documents_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: documents documents_current_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_current_version_fkey FOREIGN KEY (client_id, id, current_version) REFERENCES public.document_versions(client_id, document_id, version_number);


--
-- Name: idempotency_keys idempotency_keys_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: invitations invitations_accepted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: invitations invitations_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: invitations invitations_invited_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: knowledge_bases knowledge_bases_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.knowledge_bases
    ADD CONSTRAINT knowledge_bases_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: knowledge_collections knowledge_collections_knowledge_base_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.knowledge_collections
    ADD CONSTRAINT knowledge_collections_knowledge_base_fkey FOREIGN KEY (client_id, knowledge_base_id) REFERENCES public.knowledge_bases(client_id, id) ON DELETE CASCADE;


--
-- Name: users users_client_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_client_fkey FOREIGN KEY (client_id, id) REFERENCES public.client_members(client_id, user_id) ON DELETE SET NULL (client_id);


--
-- Name: users users_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: objects objects_bucket_id_fkey; Type: FK CONSTRAINT; Schema: storage; Owner: -
--

ALTER TABLE ONLY storage.objects
    ADD CONSTRAINT objects_bucket_id_fkey FOREIGN KEY (bucket_id) REFERENCES storage.buckets(id);


--
-- Name: access_version; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.access_version ENABLE ROW LEVEL SECURITY;

--
-- Name: access_version access_version_login; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY access_version_login ON private.access_version FOR SELECT TO renum_login USING (true);


--
-- Name: access_version access_version_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY access_version_system ON private.access_version TO renum_system USING (true);


--
-- Name: agent_executions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.agent_executions ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions agent_executions_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_delete ON public.agent_executions FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agent_executions agent_executions_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_insert ON public.agent_executions FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role) AND ((user_id IS NULL) OR (user_id = ( SELECT private.current_user_id() AS current_user_id)))));


--
-- Name: agent_executions agent_executions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_select ON public.agent_executions FOR SELECT TO renum_tenant USING ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: agent_executions agent_executions_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_update ON public.agent_executions FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: agents; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;

--
-- Name: agents agents_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agents_delete ON public.agents FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agents agents_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agents_insert ON public.agents FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agents agents_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agents_select ON public.agents FOR SELECT TO renum_tenant USING ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: agents agents_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agents_update ON public.agents FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: api_credentials; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.api_credentials ENABLE ROW LEVEL SECURITY;

--
-- Name: api_credentials api_credentials_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_delete ON public.api_credentials FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_credentials api_credentials_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_insert ON public.api_credentials FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_credentials api_credentials_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_select ON public.api_credentials FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_credentials api_credentials_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_update ON public.api_credentials FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: api_keys; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys api_keys_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_delete ON public.api_keys FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_keys api_keys_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_insert ON public.api_keys FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND ((created_by IS NULL) OR (created_by = ( SELECT private.current_user_id() AS current_user_id)))));


--
-- Name: api_keys api_keys_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_select ON public.api_keys FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_keys api_keys_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_system ON public.api_keys FOR SELECT TO renum_system USING (true);


--
-- Name: api_keys api_keys_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_update ON public.api_keys FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: audit_log; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log audit_log_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audit_log_select ON public.audit_log FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: audit_log audit_log_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audit_log_system ON public.audit_log FOR INSERT TO renum_system WITH CHECK (true);


--
-- Name: client_members; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.client_members ENABLE ROW LEVEL SECURITY;

--
-- Name: client_members client_members_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_members_delete ON public.client_members FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (( SELECT private.has_role('admin'::text) AS has_role) AND ((role <> 'owner'::text) OR ( SELECT private.has_role('owner'::text) AS has_role))))));


--
-- Name: client_members client_members_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_members_select ON public.client_members FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) OR (user_id = ( SELECT private.current_user_id() AS current_user_id))));


--
-- Name: client_members client_members_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_members_system ON public.client_members TO renum_system USING (true) WITH CHECK (true);


--
-- Name: client_members client_members_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_members_update ON public.client_members FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND ((role <> 'owner'::text) OR ( SELECT private.has_role('owner'::text) AS has_role)))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((role <> 'owner'::text) OR ( SELECT private.has_role('owner'::text) AS has_role))));


--
-- Name: clients; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY;

--
-- Name: clients clients_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clients_delete ON public.clients FOR DELETE TO renum_tenant USING (((id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('owner'::text) AS has_role)));


--
-- Name: clients clients_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clients_select ON public.clients FOR SELECT TO renum_tenant USING (((id = ( SELECT private.current_client_id() AS current_client_id)) OR (id IN ( SELECT m.client_id
   FROM public.client_members m
  WHERE (m.user_id = ( SELECT private.current_user_id() AS current_user_id))))));


--
-- Name: clients clients_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clients_system ON public.clients TO renum_system USING (true) WITH CHECK (true);


--
-- Name: clients clients_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clients_update ON public.clients FOR UPDATE TO renum_tenant USING (((id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: collection_grants; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.collection_grants ENABLE ROW LEVEL SECURITY;

--
-- Name: collection_grants collection_grants_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_grants_delete ON public.collection_grants FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: collection_grants collection_grants_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_grants_insert ON public.collection_grants FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: collection_grants collection_grants_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_grants_select ON public.collection_grants FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: collection_grants collection_grants_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_grants_system ON public.collection_grants FOR SELECT TO renum_system USING (true);


--
-- Name: document_chunks; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_chunks ENABLE ROW LEVEL SECURITY;

--
-- Name: document_chunks document_chunks_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_delete ON public.document_chunks FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_chunks document_chunks_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_insert ON public.document_chunks FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_chunks document_chunks_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_select ON public.document_chunks FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_chunks document_chunks_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_update ON public.document_chunks FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_usage_stats; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_usage_stats ENABLE ROW LEVEL SECURITY;

--
-- Name: document_usage_stats document_usage_stats_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_usage_stats_delete ON public.document_usage_stats FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: document_usage_stats document_usage_stats_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_usage_stats_insert ON public.document_usage_stats FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_usage_stats document_usage_stats_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_usage_stats_select ON public.document_usage_stats FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_usage_stats document_usage_stats_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_usage_stats_update ON public.document_usage_stats FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_versions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_versions ENABLE ROW LEVEL SECURITY;

--
-- Name: document_versions document_versions_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_versions_insert ON public.document_versions FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role) AND ((changed_by IS NULL) OR (changed_by = ( SELECT private.current_user_id() AS current_user_id)))));


--
-- Name: document_versions document_versions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_versions_select ON public.document_versions FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: documents; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.documents ENABLE ROW LEVEL SECURITY;

--
-- Name: documents documents_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_delete ON public.documents FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: documents documents_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_insert ON public.documents FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role) AND ((created_by IS NULL) OR (created_by = ( SELECT private.current_user_id() AS current_user_id)))));


--
-- Name: documents documents_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_select ON public.documents FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: documents documents_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_system ON public.documents FOR SELECT TO renum_system USING (true);


--
-- Name: documents documents_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_update ON public.documents FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys idempotency_keys_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY idempotency_keys_delete ON public.idempotency_keys FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (principal = ( SELECT private.current_principal() AS current_principal))));


--
-- Name: idempotency_keys idempotency_keys_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY idempotency_keys_insert ON public.idempotency_keys FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (principal = ( SELECT private.current_principal() AS current_principal))));


--
-- Name: idempotency_keys idempotency_keys_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY idempotency_keys_select ON public.idempotency_keys FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (principal = ( SELECT private.current_principal() AS current_principal))));


--
-- Name: idempotency_keys idempotency_keys_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY idempotency_keys_system ON public.idempotency_keys TO renum_system USING (true) WITH CHECK (true);


--
-- Name: idempotency_keys idempotency_keys_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY idempotency_keys_update ON public.idempotency_keys FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (principal = ( SELECT private.current_principal() AS current_principal)))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (principal = ( SELECT private.current_principal() AS current_principal))));


--
-- Name: invitations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

--
-- Name: invitations invitations_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY invitations_insert ON public.invitations FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND ((role <> 'owner'::text) OR ( SELECT private.has_role('owner'::text) AS has_role)) AND (invited_by = ( SELECT private.current_user_id() AS current_user_id))));


--
-- Name: invitations invitations_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY invitations_select ON public.invitations FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: invitations invitations_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY invitations_system ON public.invitations TO renum_system USING (true) WITH CHECK (true);


--
-- Name: invitations invitations_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY invitations_update ON public.invitations FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND ((role <> 'owner'::text) OR ( SELECT private.has_role('owner'::text) AS has_role)) AND (accepted_at IS NULL) AND (revoked_at IS NULL))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (revoked_at IS NOT NULL)));


--
-- Name: knowledge_bases; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.knowledge_bases ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_bases knowledge_bases_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_delete ON public.knowledge_bases FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role) AND (NOT private.has_hidden_collections(client_id, id))));


--
-- Name: knowledge_bases knowledge_bases_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_insert ON public.knowledge_bases FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: knowledge_bases knowledge_bases_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_select ON public.knowledge_bases FOR SELECT TO renum_tenant USING ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: knowledge_bases knowledge_bases_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_update ON public.knowledge_bases FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: knowledge_collections; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.knowledge_collections ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_collections knowledge_collections_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_collections_delete ON public.knowledge_collections FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: knowledge_collections knowledge_collections_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_collections_insert ON public.knowledge_collections FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: knowledge_collections knowledge_collections_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_collections_select ON public.knowledge_collections FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: knowledge_collections knowledge_collections_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_collections_system ON public.knowledge_collections FOR SELECT TO renum_system USING (true);


--
-- Name: knowledge_collections knowledge_collections_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_collections_update ON public.knowledge_collections FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: users; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

--
-- Name: users users_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY users_select ON public.users FOR SELECT TO renum_tenant USING (((id = ( SELECT private.current_user_id() AS current_user_id)) OR (id IN ( SELECT m.user_id
   FROM public.client_members m
  WHERE (m.client_id = ( SELECT private.current_client_id() AS current_client_id))))));


--
-- Name: users users_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY users_system ON public.users TO renum_system USING (true) WITH CHECK (true);


--
-- Name: users users_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY users_update ON public.users FOR UPDATE TO renum_tenant USING ((id = ( SELECT private.current_user_id() AS current_user_id))) WITH CHECK ((id = ( SELECT private.current_user_id() AS current_user_id)));


--
-- Name: buckets; Type: ROW SECURITY; Schema: storage; Owner: -
--

ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;

--
-- Name: objects; Type: ROW SECURITY; Schema: storage; Owner: -
--

ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;

--
-- Name: objects renum_documents_read; Type: POLICY; Schema: storage; Owner: -
--

CREATE POLICY renum_documents_read ON storage.objects FOR SELECT TO authenticated USING (((bucket_id = 'documents'::text) AND private.can_read_file(( SELECT auth.uid() AS uid), name)));


--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA auth TO anon;
GRANT USAGE ON SCHEMA auth TO authenticated;
GRANT USAGE ON SCHEMA auth TO service_role;


--
-- Name: SCHEMA private; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA private TO renum_tenant;
GRANT USAGE ON SCHEMA private TO renum_login;
GRANT ALL ON SCHEMA private TO renum_system;
GRANT USAGE ON SCHEMA private TO authenticated;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA public TO renum_tenant;
GRANT USAGE ON SCHEMA public TO renum_system;


--
-- Name: SCHEMA storage; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA storage TO anon;
GRANT USAGE ON SCHEMA storage TO authenticated;
GRANT USAGE ON SCHEMA storage TO service_role;


--
-- Name: FUNCTION accept_invitation(token_hash text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.accept_invitation(token_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.accept_invitation(token_hash text) TO renum_tenant;


--
-- Name: FUNCTION access_changed(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.access_changed() FROM PUBLIC;


--
-- Name: FUNCTION active_client_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.active_client_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.active_client_id() TO renum_tenant;


--
-- Name: FUNCTION audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION private.audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid) TO renum_system;


--
-- Name: FUNCTION audit_change(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_change() FROM PUBLIC;


--
-- Name: FUNCTION audit_invitation(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_invitation() FROM PUBLIC;


--
-- Name: FUNCTION audit_sign_in(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_sign_in() FROM PUBLIC;


--
-- Name: FUNCTION can_read_file(reader uuid, object_name text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.can_read_file(reader uuid, object_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.can_read_file(reader uuid, object_name text) TO authenticated;


--
-- Name: FUNCTION claim(name text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.claim(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.claim(name text) TO renum_tenant;
GRANT ALL ON FUNCTION private.claim(name text) TO renum_system;


--
-- Name: FUNCTION count_lexemes(lexemes tsvector); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.count_lexemes(lexemes tsvector) FROM PUBLIC;
GRANT ALL ON FUNCTION private.count_lexemes(lexemes tsvector) TO renum_tenant;
GRANT ALL ON FUNCTION private.count_lexemes(lexemes tsvector) TO renum_system;


--
-- Name: FUNCTION current_client_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_client_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_client_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_client_id() TO renum_system;


--
-- Name: FUNCTION current_principal(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_principal() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_principal() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_principal() TO renum_system;


--
-- Name: FUNCTION current_user_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_user_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_user_id() TO renum_system;


--
-- Name: FUNCTION end_invitations(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.end_invitations() FROM PUBLIC;


--
-- Name: FUNCTION ensure_owner(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.ensure_owner() FROM PUBLIC;


--
-- Name: FUNCTION find_codes(content text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.find_codes(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.find_codes(content text) TO renum_tenant;
GRANT ALL ON FUNCTION private.find_codes(content text) TO renum_system;


--
-- Name: FUNCTION fold_accents(folded text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.fold_accents(folded text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.fold_accents(folded text) TO renum_tenant;
GRANT ALL ON FUNCTION private.fold_accents(folded text) TO renum_system;


--
-- Name: FUNCTION guard_collection_access(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_collection_access() FROM PUBLIC;


--
-- Name: FUNCTION has_hidden_collections(client_id uuid, knowledge_base_id uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.has_hidden_collections(client_id uuid, knowledge_base_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION private.has_hidden_collections(client_id uuid, knowledge_base_id uuid) TO renum_tenant;


--
-- Name: FUNCTION has_role(minimum text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.has_role(minimum text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.has_role(minimum text) TO renum_tenant;
GRANT ALL ON FUNCTION private.has_role(minimum text) TO renum_system;


--
-- Name: FUNCTION hidden_collections(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.hidden_collections() FROM PUBLIC;
GRANT ALL ON FUNCTION private.hidden_collections() TO renum_tenant;
GRANT ALL ON FUNCTION private.hidden_collections() TO renum_system;


--
-- Name: FUNCTION invitation_state(client_id uuid, invited_by uuid, role text, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.invitation_state(client_id uuid, invited_by uuid, role text, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION private.invitation_state(client_id uuid, invited_by uuid, role text, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone) TO renum_tenant;
GRANT ALL ON FUNCTION private.invitation_state(client_id uuid, invited_by uuid, role text, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone) TO renum_system;


--
-- Name: FUNCTION quote_lexeme(lexeme text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.quote_lexeme(lexeme text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.quote_lexeme(lexeme text) TO renum_tenant;
GRANT ALL ON FUNCTION private.quote_lexeme(lexeme text) TO renum_system;


--
-- Name: FUNCTION resolve_principal(principal jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.resolve_principal(principal jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION private.resolve_principal(principal jsonb) TO renum_login;


--
-- Name: FUNCTION sync_auth_user(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_auth_user() FROM PUBLIC;


--
-- Name: FUNCTION sync_user(id uuid, email text, name text, last_login timestamp with time zone); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_user(id uuid, email text, name text, last_login timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION private.sync_user(id uuid, email text, name text, last_login timestamp with time zone) TO renum_login;


--
-- Name: FUNCTION text_search_config(language text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.text_search_config(language text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.text_search_config(language text) TO renum_tenant;
GRANT ALL ON FUNCTION private.text_search_config(language text) TO renum_system;


--
-- Name: FUNCTION to_lexemes(language text, content text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.to_lexemes(language text, content text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.to_lexemes(language text, content text) TO renum_tenant;
GRANT ALL ON FUNCTION private.to_lexemes(language text, content text) TO renum_system;


--
-- Name: FUNCTION touch_updated_at(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.touch_updated_at() FROM PUBLIC;


--
-- Name: FUNCTION under_headings(content text, metadata jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.under_headings(content text, metadata jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION private.under_headings(content text, metadata jsonb) TO renum_tenant;
GRANT ALL ON FUNCTION private.under_headings(content text, metadata jsonb) TO renum_system;


--
-- Name: FUNCTION search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[]); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[]) TO renum_tenant;


--
-- Name: FUNCTION search_full_text(query text, top_k integer, collection_ids uuid[], document_ids uuid[]); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.search_full_text(query text, top_k integer, collection_ids uuid[], document_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_full_text(query text, top_k integer, collection_ids uuid[], document_ids uuid[]) TO renum_tenant;


--
-- Name: TABLE access_version; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT ON TABLE private.access_version TO renum_login;
GRANT SELECT,UPDATE ON TABLE private.access_version TO renum_system;


--
-- Name: TABLE agent_executions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.output; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(output) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_code) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_params) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.tokens_used; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(tokens_used) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.started_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(started_at) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.completed_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(completed_at) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: TABLE agents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.agents TO renum_tenant;


--
-- Name: COLUMN agents.name; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(name) ON TABLE public.agents TO renum_tenant;


--
-- Name: COLUMN agents.description; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(description) ON TABLE public.agents TO renum_tenant;


--
-- Name: COLUMN agents.configuration; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(configuration) ON TABLE public.agents TO renum_tenant;


--
-- Name: COLUMN agents.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.agents TO renum_tenant;


--
-- Name: TABLE api_credentials; Type: ACL; Schema: public; Owner: -
--

GRANT DELETE ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.service_name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(service_name),INSERT(service_name) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.credential_type; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(credential_type),INSERT(credential_type) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.encrypted_value; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(encrypted_value),UPDATE(encrypted_value) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(updated_at) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.last_used_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_used_at) ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: TABLE api_keys; Type: ACL; Schema: public; Owner: -
--

GRANT DELETE ON TABLE public.api_keys TO renum_tenant;
GRANT SELECT ON TABLE public.api_keys TO renum_system;


--
-- Name: COLUMN api_keys.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name),INSERT(name),UPDATE(name) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.key_hash; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(key_hash) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.role; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(role),INSERT(role) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by),INSERT(created_by) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(updated_at) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.expires_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(expires_at),INSERT(expires_at),UPDATE(expires_at) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.last_used_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_used_at) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: TABLE audit_log; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.audit_log TO renum_tenant;
GRANT INSERT ON TABLE public.audit_log TO renum_system;


--
-- Name: TABLE client_members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.client_members TO renum_tenant;
GRANT SELECT,INSERT ON TABLE public.client_members TO renum_system;


--
-- Name: COLUMN client_members.role; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(role) ON TABLE public.client_members TO renum_tenant;


--
-- Name: COLUMN client_members.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(updated_at) ON TABLE public.client_members TO renum_system;


--
-- Name: TABLE clients; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.clients TO renum_tenant;
GRANT SELECT,INSERT ON TABLE public.clients TO renum_system;


--
-- Name: COLUMN clients.name; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(name) ON TABLE public.clients TO renum_tenant;


--
-- Name: COLUMN clients.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.clients TO renum_system;


--
-- Name: COLUMN clients.settings; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(settings) ON TABLE public.clients TO renum_tenant;


--
-- Name: TABLE collection_grants; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.collection_grants TO renum_tenant;
GRANT SELECT ON TABLE public.collection_grants TO renum_system;


--
-- Name: TABLE document_chunks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.content; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(content) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.embedding_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding_id) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.embedding; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.edited_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(edited_at) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.language; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(language) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: TABLE document_usage_stats; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.document_usage_stats TO renum_tenant;


--
-- Name: COLUMN document_usage_stats.usage_count; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(usage_count) ON TABLE public.document_usage_stats TO renum_tenant;


--
-- Name: COLUMN document_usage_stats.last_used_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_used_at) ON TABLE public.document_usage_stats TO renum_tenant;


--
-- Name: TABLE document_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.document_versions TO renum_tenant;


--
-- Name: TABLE documents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(collection_id) ON TABLE public.documents TO renum_tenant;
GRANT SELECT(collection_id) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.name; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(name) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.file_type; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(file_type) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.file_size; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(file_size) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_code) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_params) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.content_hash; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(content_hash) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.latest_version; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(latest_version) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.current_version; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(current_version) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.chunk_count; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(chunk_count) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.language; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(language) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.given_language; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(given_language) ON TABLE public.documents TO renum_tenant;


--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.idempotency_keys TO renum_tenant;
GRANT SELECT,DELETE ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: COLUMN idempotency_keys.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(client_id) ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: COLUMN idempotency_keys.principal; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(principal) ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: COLUMN idempotency_keys.key; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(key) ON TABLE public.idempotency_keys TO renum_tenant;
GRANT INSERT(key) ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: COLUMN idempotency_keys.request_hash; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(request_hash) ON TABLE public.idempotency_keys TO renum_tenant;
GRANT INSERT(request_hash) ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: COLUMN idempotency_keys.response; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(response) ON TABLE public.idempotency_keys TO renum_tenant;
GRANT INSERT(response) ON TABLE public.idempotency_keys TO renum_system;


--
-- Name: TABLE invitations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.invitations TO renum_system;


--
-- Name: COLUMN invitations.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.email; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(email),INSERT(email) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.role; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(role),INSERT(role) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.token_hash; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(token_hash) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.invited_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(invited_by) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.expires_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(expires_at),INSERT(expires_at) ON TABLE public.invitations TO renum_tenant;


--
-- Name: COLUMN invitations.accepted_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(accepted_at) ON TABLE public.invitations TO renum_tenant;
GRANT UPDATE(accepted_at) ON TABLE public.invitations TO renum_system;


--
-- Name: COLUMN invitations.accepted_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(accepted_by) ON TABLE public.invitations TO renum_tenant;
GRANT UPDATE(accepted_by) ON TABLE public.invitations TO renum_system;


--
-- Name: COLUMN invitations.revoked_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.invitations TO renum_tenant;
GRANT UPDATE(revoked_at) ON TABLE public.invitations TO renum_system;


--
-- Name: TABLE knowledge_bases; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.knowledge_bases TO renum_tenant;


--
-- Name: COLUMN knowledge_bases.name; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(name) ON TABLE public.knowledge_bases TO renum_tenant;


--
-- Name: COLUMN knowledge_bases.description; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(description) ON TABLE public.knowledge_bases TO renum_tenant;


--
-- Name: TABLE knowledge_collections; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.knowledge_base_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(knowledge_base_id) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.name; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(name) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.description; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(description) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.access; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(access) ON TABLE public.knowledge_collections TO renum_tenant;
GRANT SELECT(access) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO renum_system;


--
-- Name: COLUMN users.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(client_id) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.email; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(email) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name),UPDATE(name) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(updated_at) ON TABLE public.users TO renum_tenant;


--
-- Name: COLUMN users.last_login; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_login) ON TABLE public.users TO renum_tenant;


--
-- PostgreSQL database dump complete
--
