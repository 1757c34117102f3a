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
-- Name: factor_status; Type: TYPE; Schema: auth; Owner: -
--

CREATE TYPE auth.factor_status AS ENUM (
    'unverified',
    'verified'
);


--
-- Name: factor_type; Type: TYPE; Schema: auth; Owner: -
--

CREATE TYPE auth.factor_type AS ENUM (
    'totp',
    'webauthn',
    'phone'
);


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
  -- By this lock, accepting and revoking at the same moment wait for each other.
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
  -- The author of the invitation is neither demoted nor removed before this transaction ends.
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
-- Name: answering_user_id(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.answering_user_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum';
begin
  return coalesce(claims ->> 'user_id', claims #>> '{api_key,created_by}')::uuid;
end
$$;


--
-- Name: api_key_revoked(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.api_key_revoked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.audit(new.client_id, 'api_key.revoked', 'api_key', new.id, jsonb_build_object('name', new.name),
    private.current_principal(), private.current_user_id());
  update public.api_keys k set revoked_at = new.revoked_at
   where k.client_id = new.client_id and k.created_with = new.id and k.revoked_at is null;
  return null;
end
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
-- Name: audit_auth_session(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_auth_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  session constant jsonb := to_jsonb(new);
  before constant jsonb := case tg_op when 'UPDATE' then to_jsonb(old) end;
begin
  if coalesce(session ->> 'ip', session ->> 'user_agent') is not null
    and coalesce(before ->> 'ip', before ->> 'user_agent') is null then
    perform private.audit_session(session);
  end if;
  return null;
end
$$;


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
-- Name: audit_credential(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_credential() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  this public.api_credentials := coalesce(new, old);
  action text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
  details jsonb := jsonb_build_object(
    'name', this.name, 'service_name', this.service_name, 'credential_type', this.credential_type,
    'base_url', this.settings ->> 'base_url');
begin
  if tg_op = 'UPDATE' then
    -- The same value under another key: no change by the client.
    if new.key_id <> old.key_id and private.current_principal() is null then
      return null;
    end if;
    if new.encrypted_value <> old.encrypted_value then
      action := 'value_replaced';
    elsif (new.name, new.settings) is not distinct from (old.name, old.settings) then
      return null;
    end if;
    if new.settings <> old.settings then
      details := details || jsonb_build_object('base_url_before', old.settings ->> 'base_url');
    end if;
  end if;
  perform private.audit(this.client_id, 'credential.' || action, 'credential', this.id, details,
    private.current_principal(), private.current_user_id());
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
-- Name: audit_session(jsonb); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.audit_session(session jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  before constant text := current_setting('renum.origin', true);
  -- Of one address the type inet writes no length.
  origin constant jsonb := jsonb_build_object(
    'ip', host((session ->> 'ip')::inet), 'user_agent', left(session ->> 'user_agent', 300));
begin
  perform set_config('renum.origin', origin::text, true);
  perform private.audit(u.client_id, 'user.signed_in', 'user', u.id, jsonb_build_object('email', u.email),
      'user:' || u.id, u.id)
    from public.users u
   where u.id = (session ->> 'user_id')::uuid and u.client_id is not null;
  perform set_config('renum.origin', coalesce(before, ''), true);
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
  if exists (select from pg_trigger t where t.tgname = 'renum_audit_session') then
    return null;
  end if;
  perform private.audit(new.client_id, 'user.signed_in', 'user', new.id, jsonb_build_object('email', new.email),
    'user:' || new.id, new.id);
  return null;
end
$$;


--
-- Name: before_user_created(jsonb); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.before_user_created(event jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select case when r.refusal is null then '{}'::jsonb
    else jsonb_build_object('error', jsonb_build_object('http_code', 403, 'message', r.refusal)) end
    from private.sign_up_refusal(event #>> '{user,email}') as r (refusal)
$$;


--
-- Name: begin_ingestion(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.begin_ingestion() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  its_line text := case when new.content_hash is null then 'pages' else 'files' end;
  next_turn bigint := 1 + greatest(
    private.turn_reached(its_line),
    (select max(i.turn) from public.ingestions i where i.client_id = new.client_id and i.line = its_line));
begin
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  insert into public.ingestions as i (client_id, document_id, collection_id, version_number, line, turn)
  values (new.client_id, new.id, new.collection_id, new.latest_version, its_line, next_turn)
  on conflict (client_id, document_id) do update
    set version_number = excluded.version_number, step = 'queued', unit = null, done = 0, total = null, done_before = 0,
        attempt = case when i.version_number = excluded.version_number then i.attempt else 0 end,
        running = false, crashes = 0, crashed_at = null, requeued = 0, line = excluded.line,
        turn = excluded.turn, last_error_code = null, last_error_params = null,
        started_at = null, step_started_at = clock_timestamp();
  return null;
end
$$;


--
-- Name: begin_usage(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.begin_usage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  insert into public.client_usage (client_id, max_documents, max_bytes)
  select new.id, s.max_documents, s.max_bytes from private.install_settings s on conflict do nothing;
  return null;
end
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


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: agent_budgets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agent_budgets (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid,
    period text NOT NULL,
    limit_usd double precision NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agent_budgets_limit_check CHECK (((limit_usd >= (0)::double precision) AND (limit_usd <= ('1000000000'::numeric)::double precision))),
    CONSTRAINT agent_budgets_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text])))
);

ALTER TABLE ONLY public.agent_budgets FORCE ROW LEVEL SECURITY;


--
-- Name: budget_left(public.agent_budgets); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.budget_left(budget public.agent_budgets) RETURNS double precision
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
  select budget.limit_usd
    - coalesce((select sum(u.cost_usd) from public.agent_usage u
        where u.client_id = budget.client_id and (budget.agent_id is null or u.agent_id = budget.agent_id)
          and u.day >= date_trunc(budget.period, now() at time zone 'UTC')::date), 0)
    - coalesce((select sum(coalesce(e.cost_usd, 0) + e.reserved_usd) from public.agent_executions e
        where e.client_id = budget.client_id and e.status = 'running'
          and (budget.agent_id is null or e.agent_id = budget.agent_id)), 0)
$$;


--
-- Name: change_webhook_endpoint(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.change_webhook_endpoint() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if new.key_id <> old.key_id and private.current_principal() is null then
    return new;
  end if;
  if new.secret <> old.secret then
    new.previous_secret := old.secret;
    new.previous_key_id := old.key_id;
    new.previous_secret_expires_at := now() + interval '24 hours';
  end if;
  if new.enabled and not old.enabled or new.url <> old.url then
    new.failing_since := null;
  end if;
  if new.enabled then
    new.disabled_reason := null;
  end if;
  new.updated_at := clock_timestamp();
  return new;
end
$$;


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
-- Name: collections_to_align(text, timestamp with time zone, uuid, uuid, integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.collections_to_align(outgrown text, kept_until timestamp with time zone, after_client uuid, after_collection uuid, most integer) RETURNS TABLE(client_id uuid, collection_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select c.client_id, c.id
    from public.knowledge_collections c
   where (c.client_id, c.id) > (after_client, after_collection)
     and (c.embedding_model_changed_at < kept_until and c.previous_embedding_model is not null
       or c.embedding_model = outgrown and c.next_embedding_model is null and not c.embedding_model_chosen
       or c.next_embedding_model is not null and not exists (
         select from public.pending_embeddings p
          where p.client_id = c.client_id and p.collection_id = c.id and p.embedding_model = c.next_embedding_model))
   order by c.client_id, c.id limit most
$$;


--
-- Name: count_documents(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.count_documents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.use_quota(c.client_id, c.documents, c.bytes)
     from (select n.client_id, case tg_op when 'INSERT' then 1 else -1 end * count(*) as documents,
                  case tg_op when 'INSERT' then 0 else -1 end * sum(n.stored_bytes)::bigint as bytes
             from counted n group by n.client_id order by n.client_id) c;
  return null;
end
$$;


--
-- Name: count_execution(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.count_execution() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  insert into public.agent_usage as u
    (client_id, day, agent_id, user_id, api_key_id, executions, failed, input_tokens, output_tokens, cost_usd, unpriced)
  values (new.client_id, (coalesce(new.completed_at, now()) at time zone 'UTC')::date, new.agent_id, new.user_id,
    new.api_key_id, 1, (new.status in ('failed', 'timed_out'))::integer, new.input_tokens, new.output_tokens,
    coalesce(new.cost_usd, 0), (new.cost_usd is null)::integer)
  on conflict on constraint agent_usage_key do update
    set executions = u.executions + 1, failed = u.failed + excluded.failed,
        input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens,
        cost_usd = u.cost_usd + excluded.cost_usd, unpriced = u.unpriced + excluded.unpriced;
  return null;
end
$$;


--
-- Name: count_versions(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.count_versions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  update public.documents d set stored_bytes = d.stored_bytes + v.bytes
    from (select n.client_id, n.document_id, sum(n.file_size)::bigint as bytes from counted n
           where n.change_type in ('created', 'updated') group by n.client_id, n.document_id) v
   where d.client_id = v.client_id and d.id = v.document_id;
  perform private.use_quota(c.client_id, 0, c.bytes)
     from (select n.client_id, sum(n.file_size)::bigint as bytes from counted n
            where n.change_type in ('created', 'updated') group by n.client_id order by n.client_id) c;
  return null;
end
$$;


--
-- Name: current_api_key_id(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.current_api_key_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,id}')::uuid;
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
-- Name: current_scopes(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.current_scopes() RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return (select array_agg(s.scope) from jsonb_array_elements_text(
    nullif(current_setting('request.jwt.claims', true), '')::jsonb #> '{renum,api_key,scopes}') as s (scope));
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
-- Name: end_ingestion(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.end_ingestion() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  -- The step where it stopped is kept. A document that was never started gives its turn to the client's others.
  update public.ingestions i
     set step = case when new.status = 'ready' then 'finished' else i.step end,
         done = case when new.status = 'ready' then new.chunk_count else i.done end,
         total = case when new.status = 'ready' then new.chunk_count else i.total end,
         unit = case when new.status = 'ready' then 'chunks' else i.unit end,
         step_started_at = case when new.status = 'ready' then clock_timestamp() else i.step_started_at end,
         running = false,
         turn = least(i.turn, private.turn_reached(i.line))
   where i.client_id = new.client_id and i.document_id = new.id;
  return null;
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
     and case tg_op
       when 'DELETE' then i.invited_by = old.user_id
         or lower(i.email) = (select lower(u.email) from public.users u where u.id = old.user_id)
       else i.invited_by = old.user_id and not (new.role = 'owner' or (new.role = 'admin' and i.role <> 'owner'))
     end
     -- Where the whole client is deleted, they are deleted with it.
     and exists (select from public.clients c where c.id = old.client_id);
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
  -- By this lock, two owners who leave at the same moment wait for each other.
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
-- Name: erase_person(uuid); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.erase_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  address text;
  told constant text := 'erased-' || left(md5(person::text), 8) || '@erased.invalid';
  orphaned json;
  -- The address as it is written in JSON, escaped for a regular expression.
  needle text;
begin
  select u.email into address from public.users u where u.id = person for update;
  if not found then
    raise exception 'unknown user' using errcode = 'RN001';
  end if;
  select json_agg(c.name order by c.name) into orphaned
    from public.client_members m join public.clients c on c.id = m.client_id
   where m.user_id = person and m.role = 'owner' and not exists (
     select from public.client_members o
      where o.client_id = m.client_id and o.role = 'owner' and o.user_id <> person);
  if orphaned is not null then
    raise exception 'a client would have no owner' using errcode = 'RN043', detail = orphaned;
  end if;

  perform private.audit(m.client_id, 'person.erased', 'user', person, '{}', 'operator', null)
     from public.client_members m where m.user_id = person;
  perform set_config('request.jwt.claims', '{"renum": {"task": "erase_person", "principal": "operator"}}', true);
  delete from public.idempotency_keys k where k.principal in ('user:' || person, 'mcp:' || person);
  update public.audit_log a set ip = null, user_agent = null
   where a.user_id = person and num_nonnulls(a.ip, a.user_agent) > 0;
  -- Requests with their keys too. A key of a client that they left no longer names them; the log still does.
  update public.audit_log a set ip = null, user_agent = null
    from (with recursive theirs as (
            select k.client_id, k.id from public.api_keys k where k.created_by = person
             union
            select l.client_id, l.subject_id from public.audit_log l
             where l.user_id = person and l.action = 'api_key.created'
             union
            select k.client_id, k.id from public.api_keys k
              join theirs t on k.client_id = t.client_id and k.created_with = t.id)
          select t.client_id, 'api_key:' || t.id as actor from theirs t) k
   where a.client_id = k.client_id and a.actor = k.actor and num_nonnulls(a.ip, a.user_agent) > 0;
  -- Also an earlier address: in every entry that is about this user.
  update public.audit_log a set details = jsonb_set(a.details, '{email}', to_jsonb(told))
   where a.details ? 'email' and (
     a.subject_id = person or a.details ->> 'user_id' = person::text
     or a.subject_type = 'invitation' and exists (
       select from public.invitations i
        where i.client_id = a.client_id and i.id = a.subject_id and i.accepted_by = person));
  update public.invitations i set email = told where i.accepted_by = person;
  if address is not null then
    update public.invitations i set revoked_at = now()
     where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null;
    update public.invitations i set email = told where lower(i.email) = lower(address);
    -- The whole address and no part of a longer one: a@b.c is not in maria@b.com.
    needle := '(?<![[:alnum:]._%+-])'
      || regexp_replace(substring(to_jsonb(address)::text from 2 for length(to_jsonb(address)::text) - 2),
           '([^[:alnum:]])', '\\\1', 'g') || '(?![[:alnum:]-]|\.[[:alnum:]])';
    delete from public.idempotency_keys k where k.response::text ~* needle;
    update public.audit_log a
       set details = regexp_replace(a.details::text, needle, told, 'gi')::jsonb
     where a.details::text ~* needle;
  end if;
  perform set_config('request.jwt.claims', '{"renum": {"principal": "operator"}}', true);
end
$$;


--
-- Name: follow_collection_model(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.follow_collection_model() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  update public.documents d
     set embedding_status = coalesce(p.status, 'ready'), unembedded_count = coalesce(p.missing_count, 0),
         embedding_error_code = p.error_code, embedding_error_params = p.error_params
    from public.documents x
    left join public.pending_embeddings p
      on p.client_id = x.client_id and p.document_id = x.id and p.embedding_model = new.embedding_model
   where x.client_id = new.client_id and x.collection_id = new.id and d.client_id = x.client_id and d.id = x.id
     and (d.embedding_status <> coalesce(p.status, 'ready') or d.unembedded_count <> coalesce(p.missing_count, 0)
       or d.embedding_error_code is distinct from p.error_code);
  return null;
end
$$;


--
-- Name: follow_document_move(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.follow_document_move() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  pending record;
begin
  select p.status, p.missing_count, p.error_code, p.error_params into pending
    from public.knowledge_collections c
    left join public.pending_embeddings p
      on p.client_id = c.client_id and p.document_id = new.id and p.embedding_model = c.embedding_model
   where c.client_id = new.client_id and c.id = new.collection_id;
  new.embedding_status := coalesce(pending.status, 'ready');
  new.unembedded_count := coalesce(pending.missing_count, 0);
  new.embedding_error_code := pending.error_code;
  new.embedding_error_params := pending.error_params;
  return new;
end
$$;


--
-- Name: follow_factors(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.follow_factors() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if to_regclass('auth.mfa_factors') is null or exists (
    select from pg_trigger t where t.tgrelid = to_regclass('auth.mfa_factors') and t.tgname = 'renum_sync_auth_factor')
  then
    return;
  end if;
  create trigger renum_sync_auth_factor after insert or update or delete on auth.mfa_factors
    for each row execute function private.sync_auth_factor();
  perform private.sync_factor(to_jsonb(f), true) from auth.mfa_factors f;
end
$$;


--
-- Name: follow_pending_embeddings(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.follow_pending_embeddings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  of_client uuid := coalesce(new.client_id, old.client_id);
  of_document uuid := coalesce(new.document_id, old.document_id);
  model text := coalesce(new.embedding_model, old.embedding_model);
begin
  update public.documents d
     set embedding_status = coalesce(new.status, 'ready'), unembedded_count = coalesce(new.missing_count, 0),
         embedding_error_code = new.error_code, embedding_error_params = new.error_params
    from public.knowledge_collections c
   where d.client_id = of_client and d.id = of_document and c.client_id = of_client and c.id = d.collection_id
     and c.embedding_model = model;
  if found then
    update public.ingestions i set revision = i.revision where i.client_id = of_client and i.document_id = of_document;
  end if;
  return null;
end
$$;


--
-- Name: follow_sessions(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.follow_sessions() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if not exists (
      select from pg_attribute a
       where a.attrelid = to_regclass('auth.sessions') and a.attname = 'ip' and not a.attisdropped)
    or exists (select from pg_trigger t where t.tgname = 'renum_audit_session')
  then
    return;
  end if;
  create trigger renum_audit_session after insert or update on auth.sessions
    for each row execute function private.audit_auth_session();
exception when insufficient_privilege then
  null;
end
$$;


--
-- Name: forget_audit(timestamp with time zone, integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.forget_audit(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  gone bigint;
begin
  perform set_config('request.jwt.claims', '{"renum": {"task": "retention"}}', true);
  delete from public.audit_log a using (
    select l.client_id, l.id from public.audit_log l where l.created_at < $1 order by l.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$_$;


--
-- Name: forget_executions(timestamp with time zone, integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.forget_executions(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  gone bigint;
begin
  perform set_config('request.jwt.claims', '{"renum": {"task": "retention"}}', true);
  -- A running execution ends first.
  delete from public.agent_executions a using (
    select e.client_id, e.id from public.agent_executions e
     where e.created_at < $1 and e.status not in ('queued', 'running')
     order by e.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$_$;


--
-- Name: forget_removals(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.forget_removals() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  delete from public.document_removals r
   where r.client_id in (select g.client_id from gone g) and r.created_at < now() - interval '1 day';
  return null;
end
$$;


--
-- Name: guard_account(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  owned text;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) ->> 'deleted_at' is null or to_jsonb(old) ->> 'deleted_at' is not null) then
    return new;
  end if;
  select string_agg(c.name, ', ' order by c.name) into owned
    from public.client_members m join public.clients c on c.id = m.client_id
   where m.user_id = old.id and m.role = 'owner' and not exists (
     select from public.client_members o
      where o.client_id = m.client_id and o.role = 'owner' and o.user_id <> m.user_id);
  if owned is not null then
    raise exception 'sole_owner: this person is the only owner of % in Renum', owned
      using errcode = 'PT409', hint = 'Make somebody else an owner first, or erase the client: renum admin erase client <id>';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;


--
-- Name: guard_api_key(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_api_key() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if not new.scopes <@ old.scopes then
    raise exception 'a key gets no more scopes' using errcode = 'RN033';
  end if;
  if private.current_api_key_id() is not null
      and coalesce(new.expires_at, 'infinity') > coalesce(old.expires_at, 'infinity') then
    raise exception 'a key gives no key more time' using errcode = '42501';
  end if;
  return new;
end
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
-- Name: guard_collection_model(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_collection_model() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if private.current_principal() is not null and not private.has_role('admin')
    and private.claim('role') is distinct from 'job' then
    raise exception 'only an admin changes the model of a collection' using errcode = '42501';
  end if;
  return new;
end
$$;


--
-- Name: guard_encryption_key(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_encryption_key() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if exists (select from private.retired_encryption_keys r where r.key_id = new.key_id) then
    raise exception 'the encryption key % is retired', new.key_id using errcode = '23514';
  end if;
  return new;
end
$$;


--
-- Name: guard_execution(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_execution() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
  if old.status not in ('queued', 'running')
      and (new.status, new.output, new.error_code, new.tokens_used, new.cost_usd)
        is distinct from (old.status, old.output, old.error_code, old.tokens_used, old.cost_usd) then
    raise exception 'an execution that has ended' using errcode = '42501';
  end if;
  return new;
end
$$;


--
-- Name: guard_new_client(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_new_client() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) <> 'open' then
    raise exception 'nobody founds a client at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;


--
-- Name: guard_new_member(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_new_member() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) = 'closed'
    and not exists (select from public.client_members m where m.user_id = new.user_id) then
    raise exception 'nobody new gets in at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;


--
-- Name: guard_new_owner(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_new_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  most constant integer := (select s.max_owned_clients from private.install_settings s);
begin
  if private.current_principal() is not distinct from 'operator' then
    return new;
  end if;
  -- By this lock, two requests at once wait for each other.
  perform from public.users u where u.id = new.user_id for no key update;
  if (select count(*) from public.client_members m
       where m.user_id = new.user_id and m.role = 'owner' and m.client_id <> new.client_id) >= most then
    raise exception 'owner of as many clients as anybody may be' using errcode = 'RN044', detail = most;
  end if;
  return new;
end
$$;


--
-- Name: guard_new_test_questions(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_new_test_questions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  most constant integer := 10000;
begin
  -- By this lock, two requests at once wait for each other.
  perform from public.clients c where c.id in (select n.client_id from added n) order by c.id for no key update;
  if exists (select from public.test_questions q where q.client_id in (select n.client_id from added n)
              group by q.client_id having count(*) > most) then
    raise exception 'as many test questions as a client may have' using errcode = 'RN046', detail = most;
  end if;
  return null;
end
$$;


--
-- Name: guard_new_webhook_endpoint(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_new_webhook_endpoint() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  most constant integer := 10;
begin
  -- By this lock, two requests at once wait for each other.
  perform from public.clients c where c.id = new.client_id for no key update;
  if (select count(*) from public.webhook_endpoints e where e.client_id = new.client_id) >= most then
    raise exception 'as many webhook endpoints as a client may have' using errcode = 'RN045', detail = most;
  end if;
  return new;
end
$$;


--
-- Name: guard_sign_up(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.guard_sign_up() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  refusal constant text := private.sign_up_refusal(new.email);
begin
  if refusal is not null then
    raise exception using message = refusal, errcode = case when refusal like 'sign_up_closed:%' then 'RN041' else 'RN042' end;
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
-- Name: is_budgeted(uuid); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.is_budgeted(agent uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  select exists (select from public.agent_budgets b
    where b.client_id = private.current_client_id() and (b.agent_id is null or b.agent_id = $1))
$_$;


--
-- Name: is_limited(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.is_limited() RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO ''
    AS $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,limited}')::boolean, false);
end
$$;


--
-- Name: judge_credential(uuid, text, text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.judge_credential(id uuid, tried text, fault text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  mine constant uuid := private.current_client_id();
  judged record;
  before boolean;
begin
  if $3 not in ('unreadable', 'swapped') then
    raise exception 'no such fault' using errcode = '23514';
  end if;
  if not private.has_role('admin') and private.claim('role') is distinct from 'job' then
    raise exception 'only admins and jobs judge a credential' using errcode = '42501';
  end if;
  select c.id, c.service_name, c.key_id, c.unreadable_at into judged from public.api_credentials c
   where c.client_id = mine and c.id = $1 and c.encrypted_value = $2 for update;
  if not found then
    return;
  end if;
  before := judged.unreadable_at is not null;
  if before <> ($3 is not null) then
    update public.api_credentials c
       set unreadable_at = case when $3 is not null then clock_timestamp() end
     where c.client_id = mine and c.id = $1;
  end if;
  -- Every attempt with a value of another row; of a value that cannot be read, the first attempt.
  if $3 = 'swapped' or ($3 = 'unreadable' and not before) then
    perform private.audit(mine, 'credential.' || $3, 'credential', judged.id,
      jsonb_build_object('service_name', judged.service_name, 'key_id', judged.key_id),
      private.current_principal(), private.current_user_id());
  end if;
end
$_$;


--
-- Name: preview_invitation(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.preview_invitation(token_hash text) RETURNS TABLE(client_name text, email text, role text, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  select c.name, i.email, i.role, i.expires_at
    from public.invitations i
    join public.clients c on c.id = i.client_id and c.status <> 'suspended'
   where i.token_hash = $1
     and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at) = 'pending'
$_$;


--
-- Name: quiet_ingestions(timestamp with time zone, uuid, uuid, integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.quiet_ingestions(quiet_since timestamp with time zone, after_client uuid, after_document uuid, most integer) RETURNS TABLE(client_id uuid, document_id uuid, version_number integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select d.client_id, d.id, i.version_number
    from public.documents d
    join public.ingestions i on i.client_id = d.client_id and i.document_id = d.id
   where d.status in ('pending', 'processing') and i.updated_at < quiet_since
     and (d.client_id, d.id) > (after_client, after_document)
   order by d.client_id, d.id limit most
$$;


--
-- Name: rank_embeddings(extensions.vector, text, uuid[], uuid[], integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.rank_embeddings(query extensions.vector, model text, collection_ids uuid[], document_ids uuid[], most integer) RETURNS TABLE(chunk_id uuid, distance double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO ''
    SET jit TO 'off'
    AS $$
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


--
-- Name: recount_usage(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.recount_usage() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  update public.documents d set stored_bytes = v.bytes
    from (select n.client_id, n.document_id, sum(n.file_size)::bigint as bytes from public.document_versions n
           where n.change_type in ('created', 'updated') group by n.client_id, n.document_id) v
   where d.client_id = v.client_id and d.id = v.document_id and d.stored_bytes <> v.bytes;
  insert into public.client_usage (client_id, documents, bytes)
  select c.id, count(d.id), coalesce(sum(d.stored_bytes), 0)::bigint
    from public.clients c left join public.documents d on d.client_id = c.id group by c.id
  on conflict (client_id) do update set documents = excluded.documents, bytes = excluded.bytes;
$$;


--
-- Name: remember_client(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.remember_client() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  insert into private.former_clients (client_id) values (old.id) on conflict do nothing;
  return null;
end
$$;


--
-- Name: remember_removal(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.remember_removal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  -- None where the collection or the client is deleted: there are no events to follow any more.
  insert into public.document_removals (client_id, document_id, collection_id, document_revision)
  select old.client_id, old.id, old.collection_id, 1 + coalesce((
      select i.document_revision from public.ingestions i
       where i.client_id = old.client_id and i.document_id = old.id), 0)
    from public.knowledge_collections c where c.client_id = old.client_id and c.id = old.collection_id;
  return case tg_op when 'DELETE' then old else new end;
end
$$;


--
-- Name: require_room(bigint, bigint); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.require_room(documents bigint, bytes bigint) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  short text;
begin
  select case when $1 > 0 and u.documents + $1 > u.max_documents then 'documents'
              when $2 > 0 and u.bytes + $2 > u.max_bytes then 'bytes' end
    into short from public.client_usage u where u.client_id = private.current_client_id();
  if short is not null then
    raise exception 'over the quota of %', short using errcode = 'RN040', detail = short;
  end if;
end
$_$;


--
-- Name: reserve_budget(uuid, double precision, double precision, double precision); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.reserve_budget(execution uuid, spent double precision, wanted double precision, at_least double precision) RETURNS double precision
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
  client constant uuid := private.current_client_id();
  agent uuid;
  budget public.agent_budgets;
  granted double precision := $3;
begin
  select e.agent_id into agent from public.agent_executions e
   where e.client_id = client and e.id = $1 and e.status = 'running';
  if not found then
    return null;
  end if;
  update public.agent_executions e set cost_usd = $2, reserved_usd = 0 where e.client_id = client and e.id = $1;
  for budget in
    select b.* from public.agent_budgets b
     where b.client_id = client and (b.agent_id is null or b.agent_id = agent) order by b.id for update
  loop
    granted := least(granted, private.budget_left(budget));
    if granted < $4 then
      raise exception 'over a budget' using errcode = 'RN047', detail = budget.period;
    end if;
  end loop;
  update public.agent_executions e set reserved_usd = granted where e.client_id = client and e.id = $1;
  return granted;
end
$_$;


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
  -- The client that the request names.
  named uuid := (principal ->> 'client_id')::uuid;
  user_id uuid;
  client_id uuid;
  member_role text;
  client_status text;
  suspended boolean := false;
  -- Whether the client has any restricted collections: most have none.
  restricts boolean := true;
  name text := kind || ':' || coalesce(principal ->> 'user_id', principal ->> 'client_id');
  hidden uuid[];
  key public.api_keys;
  maker_role text;
  account public.users;
  admits jsonb := coalesce(principal -> 'admits', '[]');
  line_ended boolean;
  line_expires timestamptz;
  of_key json;
begin
  if kind in ('user', 'mcp') then
    person := (principal ->> 'user_id')::uuid;
    select u.id, coalesce(named, u.client_id),
        (select m.role from public.client_members m where m.client_id = coalesce(named, u.client_id) and m.user_id = u.id),
        (select c.status from public.clients c where c.id = coalesce(named, u.client_id)),
        exists (select from public.knowledge_collections k
          where k.client_id = coalesce(named, u.client_id) and k.access = 'restricted'),
        u.banned_until, u.deleted_at, u.is_anonymous, u.factors
      into user_id, client_id, member_role, client_status, restricts,
        account.banned_until, account.deleted_at, account.is_anonymous, account.factors
      from public.users u
     where u.id = person;
    if not found or account.deleted_at is not null then
      raise exception 'unknown user' using errcode = 'RN001';
    elsif account.banned_until > now() then
      raise exception 'banned' using errcode = 'RN005';
    elsif account.is_anonymous and not admits ? 'anonymous' then
      raise exception 'an anonymous person' using errcode = 'RN006';
    elsif kind = 'user' and account.factors <> '{}' and principal ->> 'aal' is distinct from 'aal2'
      and not admits ? 'single_factor' then
      raise exception 'a session without the second factor' using errcode = 'RN007';
    elsif named is not null and member_role is null then
      raise exception 'no member of this client' using errcode = 'RN004';
    end if;
    suspended := coalesce(client_status = 'suspended', false);
    if suspended then
      client_id := null;
      member_role := null;
    end if;
  elsif kind = 'api_key' then
    select k.* into key from public.api_keys k where k.key_hash = principal ->> 'key_hash';
    if not found then
      raise exception 'unknown API key' using errcode = 'RN030';
    end if;
    select c.status, (select m.role from public.client_members m where m.client_id = c.id and m.user_id = key.created_by),
        (select u.banned_until from public.users u where u.id = key.created_by)
      into client_status, maker_role, account.banned_until
      from public.clients c
     where c.id = key.client_id;
    -- A key that was created with another one never outlasts it: revoked, narrowed and expired with it.
    if key.created_with is not null then
      with recursive line as (
        select k.* from public.api_keys k where k.client_id = key.client_id and k.id = key.created_with
        union all
        select k.* from public.api_keys k join line l on k.client_id = l.client_id and k.id = l.created_with)
      select bool_or(l.revoked_at is not null or not key.scopes <@ l.scopes), min(l.expires_at)
        into line_ended, line_expires
        from line l;
      key.expires_at := least(key.expires_at, line_expires);
    end if;
    if key.revoked_at is not null or line_ended or maker_role is null or maker_role not in ('owner', 'admin') then
      raise exception 'revoked API key' using errcode = 'RN032';
    elsif account.banned_until > now() then
      raise exception 'made by a person who is banned' using errcode = 'RN005';
    elsif key.expires_at <= now() then
      raise exception 'expired API key' using errcode = 'RN031';
    elsif client_status = 'suspended' then
      raise exception 'client suspended' using errcode = 'RN002';
    elsif named <> key.client_id then
      raise exception 'a key of another client' using errcode = 'RN004';
    end if;
    name := kind || ':' || key.id;
    client_id := key.client_id;
    member_role := key.role;
    of_key := json_build_object('id', key.id, 'scopes', key.scopes, 'limited', key.limited,
      'created_by', key.created_by, 'expires_at', key.expires_at);
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

  -- Owners and admins give the grants, and jobs work for all users: nothing is hidden from them.
  if key.limited then
    -- Listing a restricted collection opens it to the key. Collections created later are hidden.
    select array_agg(c.id)
      into hidden
      from public.knowledge_collections c
     where c.client_id = asking.client_id
       and not exists (
         select from public.api_key_collections l
          where l.client_id = c.client_id and l.api_key_id = key.id and l.collection_id = c.id);
  elsif restricts and member_role in ('user', 'viewer') then
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
      'expires_at', key.expires_at, 'api_key', of_key)
  )::text;
end
$$;


--
-- Name: retry_turn(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.retry_turn(its_line text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select 1 + greatest(
    private.turn_reached(its_line),
    (select max(i.turn) from public.ingestions i
      where i.client_id = (select private.current_client_id()) and i.line = its_line and i.attempt > 0))
$$;


--
-- Name: revoke_keys_of_member(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.revoke_keys_of_member() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  if tg_op = 'DELETE' or new.role not in ('owner', 'admin') then
    update public.api_keys k set revoked_at = now()
     where k.client_id = old.client_id and k.created_by = old.user_id and k.revoked_at is null
       -- Where the whole client is deleted, they are deleted with it.
       and exists (select from public.clients c where c.id = old.client_id);
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;


--
-- Name: search_terms(integer[], text[], double precision[], boolean[], uuid[], uuid[], integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.search_terms(query_terms integer[], stems text[], shares double precision[], selective boolean[], collection_ids uuid[], document_ids uuid[], most integer) RETURNS TABLE(chunk_id uuid, score double precision, total integer, counts integer[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO ''
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
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


--
-- Name: sign_up_refusal(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sign_up_refusal(address text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  allowed constant text := (select s.sign_up from private.install_settings s);
begin
  if allowed = 'closed' then
    return 'sign_up_closed: nobody signs up at this install';
  elsif allowed = 'invite' and not exists (
    select from public.invitations i join public.clients c on c.id = i.client_id and c.status = 'active'
     where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null
       and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at)
         = 'pending'
  ) then
    return 'sign_up_by_invitation: only an address that was invited signs up';
  end if;
  return null;
end
$$;


--
-- Name: silent_executions(timestamp with time zone, integer); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.silent_executions(before timestamp with time zone, most integer) RETURNS TABLE(client_id uuid, id uuid, status text, background boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
  select e.client_id, e.id, e.status, e.background from public.agent_executions e
   where e.status = 'running' and coalesce(e.leased_until, e.created_at) < $1
      or e.status = 'queued' and e.created_at < $1 - interval '1 minute'
   order by coalesce(e.leased_until, e.created_at) limit $2
$_$;


--
-- Name: sync_account(jsonb); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sync_account(account jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
  person constant uuid := account ->> 'id';
  banned constant timestamptz := account ->> 'banned_until';
  deleted constant timestamptz := account ->> 'deleted_at';
  anonymous constant boolean := coalesce((account ->> 'is_anonymous')::boolean, false);
begin
  insert into public.users as u (id, email, name, last_login)
  values (
    person, account ->> 'email',
    -- A name is one line, without what turns a text's direction: it is shown to others.
    nullif(left(btrim(regexp_replace(
      coalesce(account #>> '{raw_user_meta_data,name}', ''),
      '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]', '', 'g'
    )), 200), ''),
    (account ->> 'last_sign_in_at')::timestamptz)
  on conflict (id) do update
    set email = case when deleted is null then excluded.email else u.email end, last_login = excluded.last_login
    where (u.email, u.last_login) is distinct from
      (case when deleted is null then excluded.email else u.email end, excluded.last_login);
  -- Apart, because it ends earlier claims: no sign-in does.
  update public.users u set banned_until = banned, deleted_at = deleted, is_anonymous = anonymous
   where u.id = person and (u.banned_until, u.deleted_at, u.is_anonymous) is distinct from (banned, deleted, anonymous);
  if deleted is not null then
    delete from public.client_members m where m.user_id = person;
  end if;
end
$$;


--
-- Name: sync_auth_factor(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sync_auth_factor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  perform private.sync_factor(case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end, tg_op <> 'DELETE');
  return null;
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
  perform private.sync_account(to_jsonb(new));
  return new;
end
$$;


--
-- Name: sync_factor(jsonb, boolean); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.sync_factor(factor jsonb, present boolean) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  update public.users u
     set factors = case when present and factor ->> 'status' = 'verified'
       then array_append(array_remove(u.factors, (factor ->> 'id')::uuid), (factor ->> 'id')::uuid)
       else array_remove(u.factors, (factor ->> 'id')::uuid) end
   where u.id = (factor ->> 'user_id')::uuid
     and (present and factor ->> 'status' = 'verified') is distinct from ((factor ->> 'id')::uuid = any (u.factors))
$$;


--
-- Name: tell_document_ended(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.tell_document_ended() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  insert into public.webhook_deliveries (client_id, webhook_endpoint_id, event, document_id, payload)
  select e.client_id, e.id, t.event, new.id, jsonb_build_object(
      'document_id', new.id, 'collection_id', new.collection_id, 'name', new.name, 'status', new.status,
      'version_number', new.latest_version, 'error_code', new.error_code, 'error_params', new.error_params)
    from public.webhook_endpoints e
    cross join unnest(case tg_argv[0]
      when 'embedded' then array['document.embedded']
      else array['document.' || new.status] || case when new.status = 'ready' and new.embedding_status = 'ready'
        then array['document.embedded'] else '{}' end
      end) as t (event)
   where e.client_id = new.client_id and e.enabled and t.event = any (e.events)
     -- Waits for an endpoint that is being deleted, and then skips it, instead of failing.
     for key share of e;
  return null;
end
$$;


--
-- Name: tell_execution_ended(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.tell_execution_ended() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  insert into public.webhook_deliveries (client_id, webhook_endpoint_id, event, payload)
  select e.client_id, e.id, 'execution.ended', jsonb_build_object(
      'execution_id', new.id, 'agent_id', new.agent_id, 'status', new.status,
      'error_code', new.error_code, 'error_params', new.error_params)
    from public.webhook_endpoints e
   where e.client_id = new.client_id and e.enabled and 'execution.ended' = any (e.events)
     -- Waits for an endpoint that is being deleted, and then skips it, instead of failing.
     for key share;
  return null;
end
$$;


--
-- Name: term_salt(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.term_salt() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  return private.term_salt(private.current_client_id());
end
$$;


--
-- Name: term_salt(uuid); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.term_salt(client uuid) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
begin
  return ('x' || left(encode(sha256(convert_to(
    (select s.term_secret::text from private.install_settings s) || client::text, 'UTF8')), 'hex'), 8))::bit(32)::integer;
end
$$;


--
-- Name: touch_api_key(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.touch_api_key() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  update public.api_keys k set last_used_at = now()
   where k.client_id = private.current_client_id() and k.id = private.current_api_key_id()
     and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
$$;


--
-- Name: touch_ingestion(); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.touch_ingestion() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
  new.revision := nextval('private.ingestion_revision');
  new.document_revision := case tg_op when 'INSERT' then 1 else old.document_revision + 1 end;
  new.updated_at := clock_timestamp();
  if tg_op = 'UPDATE' and new.attempt > old.attempt and new.turn > private.turn_reached(new.line) then
    perform setval(case new.line when 'pages' then 'private.page_turn' else 'private.file_turn' end, new.turn);
  end if;
  return new;
end
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
-- Name: turn_reached(text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.turn_reached(line text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    AS $$
  select case line when 'pages' then (select t.last_value from private.page_turn t)
    else (select t.last_value from private.file_turn t) end
$$;


--
-- Name: use_credential(uuid, text); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.use_credential(id uuid, purpose text) RETURNS TABLE(client_id uuid, credential_type text, settings jsonb, encrypted_value text, unreadable boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
#variable_conflict use_column
declare
  mine constant uuid := private.current_client_id();
  used record;
begin
  if $2 is null or $2 !~ '^[a-z_]{1,50}$' then
    raise exception 'a purpose is one word' using errcode = '23514';
  end if;
  -- Row security does not bind the owner of this function: what its policies would ask is asked here.
  if not private.has_role('admin') and private.claim('role') is distinct from 'job' then
    raise exception 'only admins and jobs use a credential' using errcode = '42501';
  end if;
  update public.api_credentials c set last_used_at = clock_timestamp()
   where c.client_id = mine and c.id = $1
  returning c.client_id, c.id, c.service_name, c.credential_type, c.settings, c.encrypted_value, c.key_id,
    c.unreadable_at into used;
  if not found then
    return;
  end if;
  perform private.audit(mine, 'credential.used', 'credential', used.id,
    jsonb_build_object('purpose', $2, 'service_name', used.service_name, 'key_id', used.key_id),
    private.current_principal(), private.current_user_id());
  return query select used.client_id::uuid, used.credential_type::text, used.settings::jsonb,
    used.encrypted_value::text, used.unreadable_at is not null;
end
$_$;


--
-- Name: use_quota(uuid, bigint, bigint); Type: FUNCTION; Schema: private; Owner: -
--

CREATE FUNCTION private.use_quota(client_id uuid, documents bigint, bytes bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
#variable_conflict use_column
declare
  now_used record;
begin
  update public.client_usage u
     set documents = greatest(u.documents + $2, 0), bytes = greatest(u.bytes + $3, 0)
   where u.client_id = $1
  returning u.documents, u.bytes, u.max_documents, u.max_bytes into now_used;
  if $2 > 0 and now_used.documents > now_used.max_documents then
    raise exception 'over the quota of documents' using errcode = 'RN040', detail = 'documents';
  elsif $3 > 0 and now_used.bytes > now_used.max_bytes then
    raise exception 'over the quota of bytes' using errcode = 'RN040', detail = 'bytes';
  end if;
end
$_$;


--
-- Name: search_embeddings(extensions.vector, integer, uuid[], uuid[], text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[] DEFAULT NULL::uuid[], document_ids uuid[] DEFAULT NULL::uuid[], model text DEFAULT NULL::text) RETURNS TABLE(chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text, score double precision, metadata jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
declare
  client uuid := private.current_client_id();
  models text[];
  dimensions integer;
begin
  if model is null then
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
    model := models[1];
  end if;

  return query
    select k.chunk_id, h.document_id, d.name, h.collection_id, h.version_number, h.content,
           1 - k.distance, h.metadata
      from private.rank_embeddings(query_embedding, model, collection_ids, document_ids, top_k) k
      -- One by one, whatever the planner takes the client's chunks for: `offset 0` keeps it from reading all of them.
      cross join lateral (
        select * from public.document_chunks c where c.client_id = client and c.id = k.chunk_id offset 0) h
      cross join lateral (
        select x.name, x.created_at from public.documents x where x.client_id = client and x.id = h.document_id offset 0) d
     order by k.distance, d.created_at, h.chunk_index, k.chunk_id;
end
$$;


--
-- Name: mfa_factors; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.mfa_factors (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    friendly_name text,
    factor_type auth.factor_type NOT NULL,
    status auth.factor_status NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


--
-- Name: users; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text,
    raw_user_meta_data jsonb,
    last_sign_in_at timestamp with time zone,
    banned_until timestamp with time zone,
    deleted_at timestamp with time zone,
    is_anonymous boolean DEFAULT false NOT NULL,
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
-- Name: encryption_keys; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.encryption_keys (
    key_id text NOT NULL,
    canary text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    lost_at timestamp with time zone,
    CONSTRAINT encryption_keys_key_id_check CHECK ((key_id ~ '^[0-9a-f]{8}$'::text))
);

ALTER TABLE ONLY private.encryption_keys FORCE ROW LEVEL SECURITY;


--
-- Name: file_turn; Type: SEQUENCE; Schema: private; Owner: -
--

CREATE SEQUENCE private.file_turn
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1;


--
-- Name: former_clients; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.former_clients (
    client_id uuid NOT NULL,
    deleted_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY private.former_clients FORCE ROW LEVEL SECURITY;


--
-- Name: ingestion_revision; Type: SEQUENCE; Schema: private; Owner: -
--

CREATE SEQUENCE private.ingestion_revision
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: install_settings; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.install_settings (
    one boolean DEFAULT true NOT NULL,
    sign_up text DEFAULT 'open'::text NOT NULL,
    event_key bytea DEFAULT uuid_send(gen_random_uuid()) NOT NULL,
    swept_at timestamp with time zone,
    max_documents bigint,
    max_bytes bigint,
    max_owned_clients integer DEFAULT 20,
    term_secret uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT install_settings_max_bytes_check CHECK ((max_bytes >= 0)),
    CONSTRAINT install_settings_max_documents_check CHECK ((max_documents >= 0)),
    CONSTRAINT install_settings_max_owned_clients_check CHECK ((max_owned_clients >= 1)),
    CONSTRAINT install_settings_one_check CHECK (one),
    CONSTRAINT install_settings_sign_up_check CHECK ((sign_up = ANY (ARRAY['open'::text, 'invite'::text, 'closed'::text])))
);

ALTER TABLE ONLY private.install_settings FORCE ROW LEVEL SECURITY;


--
-- Name: operator_log; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.operator_log (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT operator_log_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
);

ALTER TABLE ONLY private.operator_log FORCE ROW LEVEL SECURITY;


--
-- Name: page_turn; Type: SEQUENCE; Schema: private; Owner: -
--

CREATE SEQUENCE private.page_turn
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1;


--
-- Name: retired_encryption_keys; Type: TABLE; Schema: private; Owner: -
--

CREATE TABLE private.retired_encryption_keys (
    key_id text NOT NULL,
    retired_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY private.retired_encryption_keys FORCE ROW LEVEL SECURITY;


--
-- Name: agent_executions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agent_executions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid NOT NULL,
    user_id uuid DEFAULT private.current_user_id(),
    status text DEFAULT 'queued'::text NOT NULL,
    input jsonb NOT NULL,
    output jsonb,
    error_code text,
    error_params jsonb,
    tokens_used integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    api_key_id uuid DEFAULT private.current_api_key_id(),
    conversation_id uuid,
    agent_version integer,
    draft jsonb,
    background boolean DEFAULT false NOT NULL,
    leased_until timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    model text,
    input_tokens integer DEFAULT 0 NOT NULL,
    output_tokens integer DEFAULT 0 NOT NULL,
    cost_usd double precision,
    sentences integer DEFAULT 0 NOT NULL,
    unsupported integer DEFAULT 0 NOT NULL,
    rating text,
    rating_comment text,
    reserved_usd double precision DEFAULT 0 NOT NULL,
    CONSTRAINT agent_executions_completed_at_check CHECK ((completed_at >= started_at)),
    CONSTRAINT agent_executions_counts_check CHECK (((input_tokens >= 0) AND (output_tokens >= 0) AND (cost_usd >= (0)::double precision) AND ((unsupported >= 0) AND (unsupported <= sentences)))),
    CONSTRAINT agent_executions_error_check CHECK (((status = ANY (ARRAY['failed'::text, 'timed_out'::text])) = (error_code IS NOT NULL))),
    CONSTRAINT agent_executions_rating_check CHECK ((rating = ANY (ARRAY['up'::text, 'down'::text]))),
    CONSTRAINT agent_executions_rating_comment_check CHECK ((char_length(rating_comment) <= 2000)),
    CONSTRAINT agent_executions_reserved_check CHECK ((reserved_usd >= (0)::double precision)),
    CONSTRAINT agent_executions_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'timed_out'::text]))),
    CONSTRAINT agent_executions_tokens_used_check CHECK ((tokens_used >= 0)),
    CONSTRAINT agent_executions_version_check CHECK (((agent_version IS NULL) OR (draft IS NULL)))
);

ALTER TABLE ONLY public.agent_executions FORCE ROW LEVEL SECURITY;


--
-- Name: agent_usage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agent_usage (
    client_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    day date NOT NULL,
    agent_id uuid NOT NULL,
    user_id uuid,
    api_key_id uuid,
    executions integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    input_tokens bigint DEFAULT 0 NOT NULL,
    output_tokens bigint DEFAULT 0 NOT NULL,
    cost_usd double precision DEFAULT 0 NOT NULL,
    unpriced integer DEFAULT 0 NOT NULL,
    CONSTRAINT agent_usage_counts_check CHECK (((executions >= 0) AND (failed >= 0) AND (input_tokens >= 0) AND (output_tokens >= 0) AND (cost_usd >= (0)::double precision) AND (unpriced >= 0)))
);

ALTER TABLE ONLY public.agent_usage FORCE ROW LEVEL SECURITY;


--
-- Name: agent_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agent_versions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid NOT NULL,
    version_number integer NOT NULL,
    configuration jsonb NOT NULL,
    created_by uuid DEFAULT private.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agent_versions_configuration_check CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT agent_versions_version_number_check CHECK ((version_number >= 1))
);

ALTER TABLE ONLY public.agent_versions FORCE ROW LEVEL SECURITY;


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
    latest_version integer DEFAULT 0 NOT NULL,
    published_version integer,
    CONSTRAINT agents_configuration_check CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT agents_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT agents_latest_version_check CHECK ((latest_version >= COALESCE(published_version, 0))),
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
    name text NOT NULL,
    service_name text NOT NULL,
    credential_type text NOT NULL,
    settings jsonb NOT NULL,
    encrypted_value text NOT NULL,
    last_four text,
    key_id text NOT NULL,
    created_by uuid DEFAULT private.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    unreadable_at timestamp with time zone,
    CONSTRAINT api_credentials_credential_type_check CHECK ((credential_type = ANY (ARRAY['openai_compatible'::text, 'http_header'::text]))),
    CONSTRAINT api_credentials_last_four_check CHECK ((char_length(last_four) = 4)),
    CONSTRAINT api_credentials_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT api_credentials_service_name_check CHECK (((char_length(btrim(service_name)) >= 1) AND (char_length(btrim(service_name)) <= 100))),
    CONSTRAINT api_credentials_settings_check CHECK (((jsonb_typeof(settings) = 'object'::text) AND ((settings ->> 'base_url'::text) ~ '^https?://'::text) AND ((credential_type <> 'http_header'::text) OR ((settings ->> 'header_name'::text) IS NOT NULL))))
);

ALTER TABLE ONLY public.api_credentials FORCE ROW LEVEL SECURITY;


--
-- Name: api_key_collections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_key_collections (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    api_key_id uuid NOT NULL,
    collection_id uuid NOT NULL
);

ALTER TABLE ONLY public.api_key_collections FORCE ROW LEVEL SECURITY;


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    key_hash text NOT NULL,
    prefix text NOT NULL,
    last_four text NOT NULL,
    scopes text[] NOT NULL,
    role text GENERATED ALWAYS AS (
CASE
    WHEN ('admin'::text = ANY (scopes)) THEN 'admin'::text
    WHEN ('write'::text = ANY (scopes)) THEN 'user'::text
    ELSE 'viewer'::text
END) STORED NOT NULL,
    limited boolean DEFAULT false NOT NULL,
    created_by uuid DEFAULT private.answering_user_id(),
    created_with uuid DEFAULT private.current_api_key_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_keys_key_hash_check CHECK ((key_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT api_keys_last_four_check CHECK ((last_four ~ '^[0-9A-Za-z]{4}$'::text)),
    CONSTRAINT api_keys_limited_check CHECK ((NOT (limited AND ('admin'::text = ANY (scopes))))),
    CONSTRAINT api_keys_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT api_keys_prefix_check CHECK ((prefix ~ '^rnm_[0-9A-Za-z]{8}$'::text)),
    CONSTRAINT api_keys_scopes_check CHECK (((scopes <@ ARRAY['read'::text, 'write'::text, 'search'::text, 'agents'::text, 'admin'::text]) AND ((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 5))))
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
-- Name: client_usage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.client_usage (
    client_id uuid NOT NULL,
    documents bigint DEFAULT 0 NOT NULL,
    bytes bigint DEFAULT 0 NOT NULL,
    max_documents bigint,
    max_bytes bigint,
    CONSTRAINT client_usage_documents_check CHECK (((documents >= 0) AND (bytes >= 0))),
    CONSTRAINT client_usage_max_bytes_check CHECK ((max_bytes >= 0)),
    CONSTRAINT client_usage_max_documents_check CHECK ((max_documents >= 0))
);

ALTER TABLE ONLY public.client_usage FORCE ROW LEVEL SECURITY;


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
-- Name: collection_terms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.collection_terms (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    collection_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    chunk_count integer NOT NULL,
    CONSTRAINT collection_terms_chunk_count_check CHECK ((chunk_count > 0)),
    CONSTRAINT collection_terms_term_check CHECK ((char_length(term) <= 200))
);

ALTER TABLE ONLY public.collection_terms FORCE ROW LEVEL SECURITY;


--
-- Name: conversations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversations (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid NOT NULL,
    user_id uuid DEFAULT private.current_user_id(),
    api_key_id uuid DEFAULT private.current_api_key_id(),
    title text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT conversations_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
);

ALTER TABLE ONLY public.conversations FORCE ROW LEVEL SECURITY;


--
-- Name: document_chunk_embeddings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_chunk_embeddings (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    chunk_id uuid NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    embedding_model text NOT NULL,
    embedding_dimensions integer NOT NULL,
    embedding extensions.vector NOT NULL,
    embedding_id text NOT NULL,
    CONSTRAINT document_chunk_embeddings_embedding_dimensions_check CHECK ((extensions.vector_dims(embedding) = embedding_dimensions))
)
PARTITION BY HASH (client_id);
ALTER TABLE ONLY public.document_chunk_embeddings ALTER COLUMN embedding SET STORAGE MAIN;

ALTER TABLE ONLY public.document_chunk_embeddings FORCE ROW LEVEL SECURITY;


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
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    terms extensions.sparsevec(536870912) NOT NULL,
    term_keys integer[] NOT NULL,
    CONSTRAINT document_chunks_chunk_index_check CHECK ((chunk_index >= 0)),
    CONSTRAINT document_chunks_content_check CHECK (((content <> ''::text) AND (char_length(content) <= 20000))),
    CONSTRAINT document_chunks_metadata_check CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (metadata ?& ARRAY['start'::text, 'end'::text])))
)
PARTITION BY HASH (client_id);
ALTER TABLE ONLY public.document_chunks ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY public.document_chunks ALTER COLUMN term_keys SET STORAGE MAIN;

ALTER TABLE ONLY public.document_chunks FORCE ROW LEVEL SECURITY;


--
-- Name: document_pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_pages (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    version_number integer NOT NULL,
    page integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    text_start integer NOT NULL,
    text_end integer NOT NULL,
    lines jsonb NOT NULL,
    CONSTRAINT document_pages_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
    CONSTRAINT document_pages_page_check CHECK ((page >= 1)),
    CONSTRAINT document_pages_size_check CHECK (((width >= 0) AND (height >= 0))),
    CONSTRAINT document_pages_text_check CHECK (((text_start >= 0) AND (text_end >= text_start)))
);

ALTER TABLE ONLY public.document_pages FORCE ROW LEVEL SECURITY;


--
-- Name: document_removals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_removals (
    client_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    revision bigint DEFAULT nextval('private.ingestion_revision'::regclass) NOT NULL,
    document_revision bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.document_removals FORCE ROW LEVEL SECURITY;


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
    file_type text,
    file_size bigint,
    content_hash text,
    status text DEFAULT 'pending'::text NOT NULL,
    error_code text,
    error_params jsonb,
    latest_version integer DEFAULT 1 NOT NULL,
    current_version integer,
    chunk_count integer DEFAULT 0 NOT NULL,
    warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    language text,
    given_language text,
    refresh_interval_hours integer,
    next_refresh_at timestamp with time zone,
    last_fetched_at timestamp with time zone,
    last_fetch_error_code text,
    fetched_hash text,
    source_etag text,
    source_last_modified text,
    stored_bytes bigint DEFAULT 0 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    embedding_status text DEFAULT 'ready'::text NOT NULL,
    unembedded_count integer DEFAULT 0 NOT NULL,
    embedding_error_code text,
    embedding_error_params jsonb,
    CONSTRAINT documents_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT documents_embedding_status_check CHECK ((embedding_status = ANY (ARRAY['pending'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT documents_error_check CHECK (((status = 'failed'::text) = (error_code IS NOT NULL))),
    CONSTRAINT documents_fetched_hash_check CHECK ((fetched_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT documents_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT documents_given_language_check CHECK ((given_language = ANY (ARRAY['pt'::text, 'en'::text, 'es'::text, 'simple'::text]))),
    CONSTRAINT documents_language_check CHECK ((language = ANY (ARRAY['pt'::text, 'en'::text, 'es'::text, 'simple'::text]))),
    CONSTRAINT documents_latest_version_check CHECK ((latest_version >= COALESCE(current_version, 1))),
    CONSTRAINT documents_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 500))),
    CONSTRAINT documents_next_refresh_at_check CHECK (((refresh_interval_hours IS NULL) = (next_refresh_at IS NULL))),
    CONSTRAINT documents_original_check CHECK (((num_nulls(file_type, file_size, content_hash) = 0) OR ((source_type = 'url'::text) AND (num_nonnulls(file_type, file_size, content_hash) = 0) AND (current_version IS NULL)))),
    CONSTRAINT documents_ready_check CHECK (((status <> 'ready'::text) OR (current_version IS NOT NULL))),
    CONSTRAINT documents_refresh_interval_hours_check CHECK (((refresh_interval_hours IS NULL) OR (((refresh_interval_hours >= 1) AND (refresh_interval_hours <= 8760)) AND (source_type = 'url'::text)))),
    CONSTRAINT documents_source_etag_check CHECK ((char_length(source_etag) <= 500)),
    CONSTRAINT documents_source_last_modified_check CHECK ((char_length(source_last_modified) <= 500)),
    CONSTRAINT documents_source_type_check CHECK ((source_type = ANY (ARRAY['file'::text, 'text'::text, 'url'::text]))),
    CONSTRAINT documents_source_url_check CHECK (((source_type = 'url'::text) = (source_url IS NOT NULL))),
    CONSTRAINT documents_source_url_length_check CHECK ((char_length(source_url) <= 2048)),
    CONSTRAINT documents_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'ready'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT documents_unembedded_count_check CHECK (((unembedded_count = 0) = (embedding_status = 'ready'::text))),
    CONSTRAINT documents_warnings_check CHECK ((jsonb_typeof(warnings) = 'array'::text))
);

ALTER TABLE ONLY public.documents FORCE ROW LEVEL SECURITY;


--
-- Name: execution_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.execution_events (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    execution_id uuid NOT NULL,
    "position" integer NOT NULL,
    event text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT execution_events_event_check CHECK ((event = ANY (ARRAY['start'::text, 'step'::text, 'text'::text, 'citation'::text, 'sentence'::text, 'usage'::text, 'end'::text]))),
    CONSTRAINT execution_events_position_check CHECK (("position" >= 1))
);

ALTER TABLE ONLY public.execution_events FORCE ROW LEVEL SECURITY;


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
-- Name: ingestion_pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ingestion_pages (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    version_number integer NOT NULL,
    page integer NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT ingestion_pages_content_check CHECK ((jsonb_typeof(content) = 'object'::text)),
    CONSTRAINT ingestion_pages_page_check CHECK ((page >= 1))
);

ALTER TABLE ONLY public.ingestion_pages FORCE ROW LEVEL SECURITY;


--
-- Name: ingestions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ingestions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    version_number integer NOT NULL,
    step text DEFAULT 'queued'::text NOT NULL,
    unit text,
    done bigint DEFAULT 0 NOT NULL,
    total bigint,
    done_before bigint DEFAULT 0 NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    running boolean DEFAULT false NOT NULL,
    crashes integer DEFAULT 0 NOT NULL,
    crashed_at text,
    last_error_code text,
    last_error_params jsonb,
    requeued integer DEFAULT 0 NOT NULL,
    line text DEFAULT 'files'::text NOT NULL,
    turn bigint DEFAULT 0 NOT NULL,
    started_at timestamp with time zone,
    step_started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    revision bigint NOT NULL,
    document_revision bigint NOT NULL,
    CONSTRAINT ingestions_attempt_check CHECK (((attempt >= 0) AND (crashes >= 0) AND (requeued >= 0))),
    CONSTRAINT ingestions_done_check CHECK (((done >= 0) AND (done_before >= 0) AND (total >= 0))),
    CONSTRAINT ingestions_line_check CHECK ((line = ANY (ARRAY['files'::text, 'pages'::text]))),
    CONSTRAINT ingestions_step_check CHECK ((step = ANY (ARRAY['queued'::text, 'fetching'::text, 'parsing'::text, 'splitting'::text, 'embedding'::text, 'storing'::text, 'finished'::text]))),
    CONSTRAINT ingestions_unit_check CHECK ((unit = ANY (ARRAY['bytes'::text, 'pages'::text, 'slides'::text, 'sheets'::text, 'chunks'::text])))
);

ALTER TABLE ONLY public.ingestions FORCE ROW LEVEL SECURITY;


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
    ocr boolean DEFAULT false NOT NULL,
    embedding_model text NOT NULL,
    embedding_dimensions integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    next_embedding_model text,
    next_embedding_dimensions integer,
    previous_embedding_model text,
    previous_embedding_dimensions integer,
    embedding_model_changed_at timestamp with time zone,
    embedding_model_chosen boolean DEFAULT false NOT NULL,
    CONSTRAINT knowledge_collections_access_check CHECK ((access = ANY (ARRAY['open'::text, 'restricted'::text]))),
    CONSTRAINT knowledge_collections_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT knowledge_collections_embedding_dimensions_check CHECK (((embedding_dimensions >= 1) AND (embedding_dimensions <= 16000))),
    CONSTRAINT knowledge_collections_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200))),
    CONSTRAINT knowledge_collections_next_embedding_dimensions_check CHECK (((next_embedding_dimensions >= 1) AND (next_embedding_dimensions <= 16000))),
    CONSTRAINT knowledge_collections_next_embedding_model_check CHECK ((((next_embedding_model IS NULL) = (next_embedding_dimensions IS NULL)) AND (next_embedding_model <> embedding_model))),
    CONSTRAINT knowledge_collections_previous_embedding_model_check CHECK ((((previous_embedding_model IS NULL) = (previous_embedding_dimensions IS NULL)) AND (previous_embedding_model <> embedding_model) AND ((previous_embedding_model IS NULL) OR (embedding_model_changed_at IS NOT NULL))))
);

ALTER TABLE ONLY public.knowledge_collections FORCE ROW LEVEL SECURITY;


--
-- Name: pending_embeddings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pending_embeddings (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    embedding_model text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    missing_count integer NOT NULL,
    begun_at timestamp with time zone,
    missing_at_begin integer,
    held_until timestamp with time zone,
    error_code text,
    error_params jsonb,
    shard smallint GENERATED ALWAYS AS ((get_byte(uuid_send(document_id), 15) % 4)) STORED,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pending_embeddings_error_code_check CHECK (((status <> 'failed'::text) OR (error_code IS NOT NULL))),
    CONSTRAINT pending_embeddings_missing_at_begin_check CHECK (((begun_at IS NULL) = (missing_at_begin IS NULL))),
    CONSTRAINT pending_embeddings_missing_count_check CHECK ((missing_count > 0)),
    CONSTRAINT pending_embeddings_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.pending_embeddings FORCE ROW LEVEL SECURITY;


--
-- Name: test_questions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.test_questions (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    document_id uuid NOT NULL,
    collection_id uuid NOT NULL,
    question text NOT NULL,
    passage text,
    source text DEFAULT 'manual'::text NOT NULL,
    created_by uuid DEFAULT private.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT test_questions_passage_check CHECK (((char_length(passage) <= 20000) AND (btrim(passage) <> ''::text))),
    CONSTRAINT test_questions_question_check CHECK (((char_length(question) <= 2000) AND (btrim(question) <> ''::text))),
    CONSTRAINT test_questions_source_check CHECK ((source = ANY (ARRAY['manual'::text, 'import'::text, 'search'::text])))
);

ALTER TABLE ONLY public.test_questions FORCE ROW LEVEL SECURITY;


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
    banned_until timestamp with time zone,
    deleted_at timestamp with time zone,
    is_anonymous boolean DEFAULT false NOT NULL,
    factors uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT users_name_check CHECK (((char_length(btrim(name)) >= 1) AND (char_length(btrim(name)) <= 200)))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;


--
-- Name: webhook_deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_deliveries (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    webhook_endpoint_id uuid NOT NULL,
    event text NOT NULL,
    document_id uuid,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_status_code integer,
    last_error_code text,
    next_attempt_at timestamp with time zone DEFAULT now(),
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    delivered_at timestamp with time zone,
    CONSTRAINT webhook_deliveries_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT webhook_deliveries_delivered_at_check CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
    CONSTRAINT webhook_deliveries_event_check CHECK ((event = ANY (ARRAY['document.ready'::text, 'document.embedded'::text, 'document.failed'::text, 'execution.ended'::text, 'webhook.test'::text]))),
    CONSTRAINT webhook_deliveries_next_attempt_at_check CHECK (((status = 'pending'::text) = (next_attempt_at IS NOT NULL))),
    CONSTRAINT webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.webhook_deliveries FORCE ROW LEVEL SECURITY;


--
-- Name: webhook_endpoints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_endpoints (
    client_id uuid DEFAULT private.current_client_id() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    url text NOT NULL,
    description text,
    events text[] NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    disabled_reason text,
    secret text NOT NULL,
    key_id text NOT NULL,
    previous_secret text,
    previous_key_id text,
    previous_secret_expires_at timestamp with time zone,
    failing_since timestamp with time zone,
    leased_until timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT private.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_endpoints_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT webhook_endpoints_disabled_reason_check CHECK ((((disabled_reason = ANY (ARRAY['gone'::text, 'failing'::text])) AND (NOT enabled)) OR (disabled_reason IS NULL))),
    CONSTRAINT webhook_endpoints_events_check CHECK (((events <@ ARRAY['document.ready'::text, 'document.embedded'::text, 'document.failed'::text, 'execution.ended'::text]) AND ((cardinality(events) >= 1) AND (cardinality(events) <= 4)))),
    CONSTRAINT webhook_endpoints_previous_key_id_check CHECK (((previous_secret IS NULL) = (previous_key_id IS NULL))),
    CONSTRAINT webhook_endpoints_previous_secret_check CHECK (((previous_secret IS NULL) = (previous_secret_expires_at IS NULL))),
    CONSTRAINT webhook_endpoints_url_check CHECK ((((char_length(url) >= 1) AND (char_length(url) <= 2000)) AND (url ~ '^https?://[^/?#@]+(/[^?#]*)?$'::text)))
);

ALTER TABLE ONLY public.webhook_endpoints FORCE ROW LEVEL SECURITY;


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
-- Name: mfa_factors mfa_factors_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.mfa_factors
    ADD CONSTRAINT mfa_factors_pkey PRIMARY KEY (id);


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
-- Name: encryption_keys encryption_keys_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.encryption_keys
    ADD CONSTRAINT encryption_keys_pkey PRIMARY KEY (key_id);


--
-- Name: former_clients former_clients_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.former_clients
    ADD CONSTRAINT former_clients_pkey PRIMARY KEY (client_id);


--
-- Name: install_settings install_settings_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.install_settings
    ADD CONSTRAINT install_settings_pkey PRIMARY KEY (one);


--
-- Name: operator_log operator_log_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.operator_log
    ADD CONSTRAINT operator_log_pkey PRIMARY KEY (id);


--
-- Name: retired_encryption_keys retired_encryption_keys_pkey; Type: CONSTRAINT; Schema: private; Owner: -
--

ALTER TABLE ONLY private.retired_encryption_keys
    ADD CONSTRAINT retired_encryption_keys_pkey PRIMARY KEY (key_id);


--
-- Name: agent_budgets agent_budgets_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_budgets
    ADD CONSTRAINT agent_budgets_key UNIQUE NULLS NOT DISTINCT (client_id, agent_id, period);


--
-- Name: agent_budgets agent_budgets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_budgets
    ADD CONSTRAINT agent_budgets_pkey PRIMARY KEY (client_id, id);


--
-- Name: agent_executions agent_executions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_pkey PRIMARY KEY (client_id, id);


--
-- Name: agent_usage agent_usage_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_usage
    ADD CONSTRAINT agent_usage_key UNIQUE NULLS NOT DISTINCT (client_id, day, agent_id, user_id, api_key_id);


--
-- Name: agent_usage agent_usage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_usage
    ADD CONSTRAINT agent_usage_pkey PRIMARY KEY (client_id, id);


--
-- Name: agent_versions agent_versions_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_number_key UNIQUE (client_id, agent_id, version_number);


--
-- Name: agent_versions agent_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_pkey PRIMARY KEY (client_id, id);


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
-- Name: api_key_collections api_key_collections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key_collections
    ADD CONSTRAINT api_key_collections_pkey PRIMARY KEY (client_id, api_key_id, collection_id);


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
-- Name: client_usage client_usage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_usage
    ADD CONSTRAINT client_usage_pkey PRIMARY KEY (client_id);


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
-- Name: collection_terms collection_terms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_terms
    ADD CONSTRAINT collection_terms_pkey PRIMARY KEY (client_id, collection_id, term) INCLUDE (chunk_count);


--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (client_id, id);


--
-- Name: document_chunk_embeddings document_chunk_embeddings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunk_embeddings
    ADD CONSTRAINT document_chunk_embeddings_pkey PRIMARY KEY (client_id, chunk_id, embedding_model);


--
-- Name: document_chunks document_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunks
    ADD CONSTRAINT document_chunks_pkey PRIMARY KEY (client_id, id);


--
-- Name: document_chunks document_chunks_place_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunks
    ADD CONSTRAINT document_chunks_place_key UNIQUE (client_id, id, document_id, collection_id);


--
-- Name: document_chunks document_chunks_position_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_chunks
    ADD CONSTRAINT document_chunks_position_key UNIQUE (client_id, document_id, version_number, chunk_index);


--
-- Name: document_pages document_pages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_pages
    ADD CONSTRAINT document_pages_pkey PRIMARY KEY (client_id, document_id, version_number, page);


--
-- Name: document_removals document_removals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_removals
    ADD CONSTRAINT document_removals_pkey PRIMARY KEY (client_id, id);


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
-- Name: execution_events execution_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.execution_events
    ADD CONSTRAINT execution_events_pkey PRIMARY KEY (client_id, execution_id, "position");


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
-- Name: ingestion_pages ingestion_pages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_pages
    ADD CONSTRAINT ingestion_pages_pkey PRIMARY KEY (client_id, document_id, version_number, page);


--
-- Name: ingestions ingestions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestions
    ADD CONSTRAINT ingestions_pkey PRIMARY KEY (client_id, document_id);


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
-- Name: pending_embeddings pending_embeddings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pending_embeddings
    ADD CONSTRAINT pending_embeddings_pkey PRIMARY KEY (client_id, document_id, embedding_model);


--
-- Name: test_questions test_questions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.test_questions
    ADD CONSTRAINT test_questions_pkey PRIMARY KEY (client_id, id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: webhook_deliveries webhook_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (client_id, id);


--
-- Name: webhook_endpoints webhook_endpoints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (client_id, id);


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
-- Name: operator_log_created_at_idx; Type: INDEX; Schema: private; Owner: -
--

CREATE INDEX operator_log_created_at_idx ON private.operator_log USING btree (created_at);


--
-- Name: agent_budgets_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_budgets_page_idx ON public.agent_budgets USING btree (client_id, created_at DESC, id DESC);


--
-- Name: agent_executions_all_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_all_idx ON public.agent_executions USING btree (client_id, created_at DESC, id DESC);


--
-- Name: agent_executions_api_key_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_api_key_idx ON public.agent_executions USING btree (client_id, api_key_id);


--
-- Name: agent_executions_conversation_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_conversation_idx ON public.agent_executions USING btree (client_id, conversation_id, created_at DESC, id DESC);


--
-- Name: agent_executions_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_created_at_idx ON public.agent_executions USING btree (created_at);


--
-- Name: agent_executions_open_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_open_idx ON public.agent_executions USING btree (leased_until, created_at) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));


--
-- Name: agent_executions_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_page_idx ON public.agent_executions USING btree (client_id, agent_id, created_at DESC, id DESC);


--
-- Name: agent_executions_running_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_running_idx ON public.agent_executions USING btree (client_id, agent_id) WHERE (status = 'running'::text);


--
-- Name: agent_executions_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_executions_user_id_idx ON public.agent_executions USING btree (user_id);


--
-- Name: agent_versions_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_versions_created_by_idx ON public.agent_versions USING btree (created_by);


--
-- Name: agent_versions_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agent_versions_page_idx ON public.agent_versions USING btree (client_id, agent_id, created_at DESC, id DESC);


--
-- Name: agents_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agents_page_idx ON public.agents USING btree (client_id, created_at DESC, id DESC);


--
-- Name: api_credentials_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_credentials_created_by_idx ON public.api_credentials USING btree (created_by);


--
-- Name: api_credentials_key_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_credentials_key_idx ON public.api_credentials USING btree (key_id, client_id, id);


--
-- Name: api_credentials_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_credentials_page_idx ON public.api_credentials USING btree (client_id, created_at DESC, id DESC);


--
-- Name: api_key_collections_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_key_collections_collection_idx ON public.api_key_collections USING btree (client_id, collection_id);


--
-- Name: api_keys_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_created_by_idx ON public.api_keys USING btree (client_id, created_by);


--
-- Name: api_keys_created_with_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_created_with_idx ON public.api_keys USING btree (client_id, created_with);


--
-- Name: api_keys_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_page_idx ON public.api_keys USING btree (client_id, created_at DESC, id DESC);


--
-- Name: audit_log_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_created_at_idx ON public.audit_log USING btree (created_at);


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
-- Name: conversations_agent_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_agent_idx ON public.conversations USING btree (client_id, agent_id, created_at DESC, id DESC);


--
-- Name: conversations_api_key_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_api_key_idx ON public.conversations USING btree (client_id, api_key_id);


--
-- Name: conversations_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_page_idx ON public.conversations USING btree (client_id, created_at DESC, id DESC);


--
-- Name: conversations_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_user_id_idx ON public.conversations USING btree (user_id);


--
-- Name: document_chunk_embeddings_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_chunk_embeddings_collection_idx ON ONLY public.document_chunk_embeddings USING btree (client_id, collection_id);


--
-- Name: document_chunks_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_chunks_collection_idx ON ONLY public.document_chunks USING btree (client_id, collection_id, id);


--
-- Name: document_chunks_term_keys_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_chunks_term_keys_idx ON ONLY public.document_chunks USING gin (term_keys) WITH (gin_pending_list_limit='512');


--
-- Name: document_removals_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_removals_collection_idx ON public.document_removals USING btree (client_id, collection_id, revision);


--
-- Name: document_removals_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_removals_created_at_idx ON public.document_removals USING btree (client_id, created_at);


--
-- Name: document_removals_document_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_removals_document_idx ON public.document_removals USING btree (client_id, document_id);


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
-- Name: documents_content_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_content_idx ON public.documents USING btree (client_id, collection_id, content_hash);


--
-- Name: documents_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_created_by_idx ON public.documents USING btree (created_by);


--
-- Name: documents_due_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_due_idx ON public.documents USING btree (next_refresh_at) WHERE (next_refresh_at IS NOT NULL);


--
-- Name: documents_newest_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_newest_idx ON public.documents USING btree (client_id, created_at DESC, id DESC);


--
-- Name: documents_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_page_idx ON public.documents USING btree (client_id, collection_id, created_at DESC, id DESC);


--
-- Name: documents_waiting_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_waiting_idx ON public.documents USING btree (client_id, id) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]));


--
-- Name: idempotency_keys_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);


--
-- Name: idempotency_keys_principal_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_principal_idx ON public.idempotency_keys USING btree (principal, key);


--
-- Name: ingestions_begun_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestions_begun_idx ON public.ingestions USING btree (client_id, line, turn) WHERE (attempt > 0);


--
-- Name: ingestions_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestions_collection_idx ON public.ingestions USING btree (client_id, collection_id, revision);


--
-- Name: ingestions_turn_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestions_turn_idx ON public.ingestions USING btree (client_id, line, turn);


--
-- Name: invitations_accepted_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_accepted_by_idx ON public.invitations USING btree (accepted_by);


--
-- Name: invitations_invited_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_invited_by_idx ON public.invitations USING btree (invited_by);


--
-- Name: invitations_open_email_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_open_email_idx ON public.invitations USING btree (lower(email)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));


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
-- Name: pending_embeddings_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pending_embeddings_collection_idx ON public.pending_embeddings USING btree (client_id, collection_id, embedding_model, document_id);


--
-- Name: pending_embeddings_shard_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pending_embeddings_shard_idx ON public.pending_embeddings USING btree (client_id, shard, created_at, document_id);


--
-- Name: test_questions_collection_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX test_questions_collection_idx ON public.test_questions USING btree (client_id, collection_id, created_at DESC, id DESC);


--
-- Name: test_questions_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX test_questions_created_by_idx ON public.test_questions USING btree (created_by);


--
-- Name: test_questions_document_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX test_questions_document_idx ON public.test_questions USING btree (client_id, document_id, created_at DESC, id DESC);


--
-- Name: test_questions_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX test_questions_page_idx ON public.test_questions USING btree (client_id, created_at DESC, id DESC);


--
-- Name: users_client_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_client_id_idx ON public.users USING btree (client_id, id);


--
-- Name: webhook_deliveries_document_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_document_idx ON public.webhook_deliveries USING btree (client_id, document_id);


--
-- Name: webhook_deliveries_due_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_due_idx ON public.webhook_deliveries USING btree (client_id, webhook_endpoint_id, next_attempt_at) WHERE (status = 'pending'::text);


--
-- Name: webhook_deliveries_ended_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_ended_idx ON public.webhook_deliveries USING btree (created_at) WHERE (status <> 'pending'::text);


--
-- Name: webhook_deliveries_endpoint_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_endpoint_idx ON public.webhook_deliveries USING btree (client_id, webhook_endpoint_id, created_at DESC, id DESC);


--
-- Name: webhook_deliveries_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_page_idx ON public.webhook_deliveries USING btree (client_id, created_at DESC, id DESC);


--
-- Name: webhook_endpoints_created_by_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_endpoints_created_by_idx ON public.webhook_endpoints USING btree (created_by);


--
-- Name: webhook_endpoints_key_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_endpoints_key_idx ON public.webhook_endpoints USING btree (key_id, client_id, id);


--
-- Name: webhook_endpoints_page_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_endpoints_page_idx ON public.webhook_endpoints USING btree (client_id, created_at DESC, id DESC);


--
-- Name: webhook_endpoints_previous_key_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_endpoints_previous_key_idx ON public.webhook_endpoints USING btree (previous_key_id, client_id, id);


--
-- Name: users renum_guard_account; Type: TRIGGER; Schema: auth; Owner: -
--

CREATE TRIGGER renum_guard_account BEFORE DELETE OR UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION private.guard_account();


--
-- Name: users renum_guard_sign_up; Type: TRIGGER; Schema: auth; Owner: -
--

CREATE TRIGGER renum_guard_sign_up BEFORE INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION private.guard_sign_up();


--
-- Name: mfa_factors renum_sync_auth_factor; Type: TRIGGER; Schema: auth; Owner: -
--

CREATE TRIGGER renum_sync_auth_factor AFTER INSERT OR DELETE OR UPDATE ON auth.mfa_factors FOR EACH ROW EXECUTE FUNCTION private.sync_auth_factor();


--
-- Name: users renum_sync_auth_user; Type: TRIGGER; Schema: auth; Owner: -
--

CREATE TRIGGER renum_sync_auth_user AFTER INSERT OR UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION private.sync_auth_user();


--
-- Name: encryption_keys encryption_keys_guard; Type: TRIGGER; Schema: private; Owner: -
--

CREATE TRIGGER encryption_keys_guard BEFORE INSERT ON private.encryption_keys FOR EACH ROW EXECUTE FUNCTION private.guard_encryption_key();


--
-- Name: agent_budgets agent_budgets_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agent_budgets_audit AFTER INSERT OR DELETE OR UPDATE ON public.agent_budgets FOR EACH ROW EXECUTE FUNCTION private.audit_change('budget', 'id', 'agent_id', 'period', 'limit_usd');


--
-- Name: agent_budgets agent_budgets_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agent_budgets_touch BEFORE UPDATE ON public.agent_budgets FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: agent_executions agent_executions_count; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agent_executions_count AFTER UPDATE OF status ON public.agent_executions FOR EACH ROW WHEN (((old.status = ANY (ARRAY['queued'::text, 'running'::text])) AND (new.status <> ALL (ARRAY['queued'::text, 'running'::text])))) EXECUTE FUNCTION private.count_execution();


--
-- Name: agent_executions agent_executions_guard; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agent_executions_guard BEFORE UPDATE ON public.agent_executions FOR EACH ROW EXECUTE FUNCTION private.guard_execution();


--
-- Name: agent_executions agent_executions_tell_ended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agent_executions_tell_ended AFTER UPDATE OF status ON public.agent_executions FOR EACH ROW WHEN (((old.status = ANY (ARRAY['queued'::text, 'running'::text])) AND (new.status <> ALL (ARRAY['queued'::text, 'running'::text])))) EXECUTE FUNCTION private.tell_execution_ended();


--
-- Name: agents agents_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agents_audit AFTER INSERT OR DELETE OR UPDATE ON public.agents FOR EACH ROW EXECUTE FUNCTION private.audit_change('agent', 'id', 'name', 'status', 'published_version', 'configuration!');


--
-- Name: agents agents_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agents_touch BEFORE UPDATE ON public.agents FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: api_credentials api_credentials_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_credentials_audit AFTER INSERT OR DELETE OR UPDATE OF name, settings, encrypted_value ON public.api_credentials FOR EACH ROW EXECUTE FUNCTION private.audit_credential();


--
-- Name: api_credentials api_credentials_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_credentials_touch BEFORE UPDATE OF name, settings, last_four ON public.api_credentials FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: api_key_collections api_key_collections_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_key_collections_audit AFTER INSERT ON public.api_key_collections FOR EACH ROW EXECUTE FUNCTION private.audit_change('api_key_collection', 'api_key_id', 'collection_id');


--
-- Name: api_key_collections api_key_collections_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER api_key_collections_then_access AFTER INSERT OR DELETE OR UPDATE ON public.api_key_collections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: api_keys api_keys_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_audit AFTER INSERT OR DELETE OR UPDATE OF name, scopes, expires_at ON public.api_keys FOR EACH ROW EXECUTE FUNCTION private.audit_change('api_key', 'id', 'name', 'scopes', 'limited', 'expires_at');


--
-- Name: api_keys api_keys_guard; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_guard BEFORE UPDATE OF scopes, expires_at ON public.api_keys FOR EACH ROW EXECUTE FUNCTION private.guard_api_key();


--
-- Name: api_keys api_keys_revoked; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_revoked AFTER UPDATE OF revoked_at ON public.api_keys FOR EACH ROW WHEN (((old.revoked_at IS NULL) AND (new.revoked_at IS NOT NULL))) EXECUTE FUNCTION private.api_key_revoked();


--
-- Name: api_keys api_keys_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER api_keys_then_access AFTER DELETE OR UPDATE OF key_hash, client_id, scopes, limited, expires_at, revoked_at ON public.api_keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: api_keys api_keys_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_keys_touch BEFORE UPDATE OF name, scopes, expires_at, revoked_at ON public.api_keys FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: client_members client_members_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_audit AFTER INSERT OR DELETE OR UPDATE ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.audit_change('member', 'user_id', 'role');


--
-- Name: client_members client_members_end_invitations; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_end_invitations AFTER DELETE OR UPDATE OF role ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.end_invitations();


--
-- Name: client_members client_members_ensure_owner; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER client_members_ensure_owner AFTER DELETE OR UPDATE ON public.client_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION private.ensure_owner();


--
-- Name: client_members client_members_guard; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_guard BEFORE INSERT ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.guard_new_member();


--
-- Name: client_members client_members_guard_new_owner; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_guard_new_owner BEFORE INSERT ON public.client_members FOR EACH ROW WHEN ((new.role = 'owner'::text)) EXECUTE FUNCTION private.guard_new_owner();


--
-- Name: client_members client_members_guard_promoted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_guard_promoted BEFORE UPDATE OF role ON public.client_members FOR EACH ROW WHEN (((new.role = 'owner'::text) AND (old.role <> 'owner'::text))) EXECUTE FUNCTION private.guard_new_owner();


--
-- Name: client_members client_members_revoke_keys; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER client_members_revoke_keys BEFORE DELETE OR UPDATE OF role ON public.client_members FOR EACH ROW EXECUTE FUNCTION private.revoke_keys_of_member();


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
-- Name: clients clients_begin_usage; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clients_begin_usage AFTER INSERT ON public.clients FOR EACH ROW EXECUTE FUNCTION private.begin_usage();


--
-- Name: clients clients_guard; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clients_guard BEFORE INSERT ON public.clients FOR EACH ROW EXECUTE FUNCTION private.guard_new_client();


--
-- Name: clients clients_remember; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clients_remember AFTER DELETE ON public.clients FOR EACH ROW EXECUTE FUNCTION private.remember_client();


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
-- Name: document_versions document_versions_count; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_versions_count AFTER INSERT ON public.document_versions REFERENCING NEW TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION private.count_versions();


--
-- Name: documents documents_begin_ingestion; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_begin_ingestion AFTER INSERT ON public.documents FOR EACH ROW WHEN ((new.status = 'pending'::text)) EXECUTE FUNCTION private.begin_ingestion();


--
-- Name: documents documents_begin_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_begin_version AFTER UPDATE OF status, latest_version ON public.documents FOR EACH ROW WHEN (((new.status = 'pending'::text) AND ((old.status <> 'pending'::text) OR (old.latest_version <> new.latest_version)))) EXECUTE FUNCTION private.begin_ingestion();


--
-- Name: documents documents_count_gone; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_count_gone AFTER DELETE ON public.documents REFERENCING OLD TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION private.count_documents();


--
-- Name: documents documents_count_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_count_new AFTER INSERT ON public.documents REFERENCING NEW TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION private.count_documents();


--
-- Name: documents documents_end_ingestion; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_end_ingestion AFTER UPDATE OF status ON public.documents FOR EACH ROW WHEN (((new.status = ANY (ARRAY['ready'::text, 'failed'::text, 'cancelled'::text])) AND (old.status = ANY (ARRAY['pending'::text, 'processing'::text])))) EXECUTE FUNCTION private.end_ingestion();


--
-- Name: documents documents_follow_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_follow_move BEFORE UPDATE OF collection_id ON public.documents FOR EACH ROW WHEN ((old.collection_id <> new.collection_id)) EXECUTE FUNCTION private.follow_document_move();


--
-- Name: documents documents_forget_removals; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_forget_removals AFTER DELETE ON public.documents REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION private.forget_removals();


--
-- Name: documents documents_remember_move; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_remember_move BEFORE UPDATE OF collection_id ON public.documents FOR EACH ROW WHEN ((old.collection_id <> new.collection_id)) EXECUTE FUNCTION private.remember_removal();


--
-- Name: documents documents_remember_removal; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_remember_removal BEFORE DELETE ON public.documents FOR EACH ROW EXECUTE FUNCTION private.remember_removal();


--
-- Name: documents documents_tell_begun_ended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_tell_begun_ended AFTER INSERT ON public.documents FOR EACH ROW WHEN ((new.status = ANY (ARRAY['ready'::text, 'failed'::text]))) EXECUTE FUNCTION private.tell_document_ended();


--
-- Name: documents documents_tell_embedded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_tell_embedded AFTER UPDATE OF embedding_status ON public.documents FOR EACH ROW WHEN (((new.embedding_status = 'ready'::text) AND (old.embedding_status <> 'ready'::text) AND (new.status = 'ready'::text))) EXECUTE FUNCTION private.tell_document_ended('embedded');


--
-- Name: documents documents_tell_ended; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_tell_ended AFTER UPDATE OF status ON public.documents FOR EACH ROW WHEN (((new.status = ANY (ARRAY['ready'::text, 'failed'::text])) AND (old.status <> new.status))) EXECUTE FUNCTION private.tell_document_ended();


--
-- Name: documents documents_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_touch BEFORE UPDATE ON public.documents FOR EACH ROW WHEN (((old.* IS DISTINCT FROM new.*) AND (old.stored_bytes = new.stored_bytes) AND (old.embedding_status = new.embedding_status) AND (old.unembedded_count = new.unembedded_count) AND (NOT (old.embedding_error_code IS DISTINCT FROM new.embedding_error_code)))) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: ingestions ingestions_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER ingestions_touch BEFORE INSERT OR UPDATE ON public.ingestions FOR EACH ROW EXECUTE FUNCTION private.touch_ingestion();


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
-- Name: knowledge_collections knowledge_collections_audit_model; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_audit_model AFTER UPDATE OF embedding_model, next_embedding_model ON public.knowledge_collections FOR EACH ROW WHEN (((old.embedding_model <> new.embedding_model) OR (old.next_embedding_model IS DISTINCT FROM new.next_embedding_model))) EXECUTE FUNCTION private.audit_change('collection', 'id', 'embedding_model', 'next_embedding_model');


--
-- Name: knowledge_collections knowledge_collections_audit_restricted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_audit_restricted AFTER INSERT ON public.knowledge_collections FOR EACH ROW WHEN ((new.access <> 'open'::text)) EXECUTE FUNCTION private.audit_change('collection', 'id', 'name', 'access');


--
-- Name: knowledge_collections knowledge_collections_guard_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_guard_access BEFORE UPDATE OF access ON public.knowledge_collections FOR EACH ROW WHEN ((old.access <> new.access)) EXECUTE FUNCTION private.guard_collection_access();


--
-- Name: knowledge_collections knowledge_collections_guard_model; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_guard_model BEFORE UPDATE OF embedding_model, embedding_dimensions, next_embedding_model, next_embedding_dimensions, previous_embedding_model, previous_embedding_dimensions, embedding_model_changed_at, embedding_model_chosen ON public.knowledge_collections FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.guard_collection_model();


--
-- Name: knowledge_collections knowledge_collections_restrict; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_restrict BEFORE INSERT ON public.knowledge_collections FOR EACH ROW WHEN ((new.access <> 'open'::text)) EXECUTE FUNCTION private.guard_collection_access();


--
-- Name: knowledge_collections knowledge_collections_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER knowledge_collections_then_access AFTER INSERT OR DELETE OR UPDATE OF access ON public.knowledge_collections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: knowledge_collections knowledge_collections_then_documents; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_then_documents AFTER UPDATE OF embedding_model ON public.knowledge_collections FOR EACH ROW WHEN ((old.embedding_model <> new.embedding_model)) EXECUTE FUNCTION private.follow_collection_model();


--
-- Name: knowledge_collections knowledge_collections_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER knowledge_collections_touch BEFORE UPDATE ON public.knowledge_collections FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: pending_embeddings pending_embeddings_then_document; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pending_embeddings_then_document AFTER INSERT OR DELETE OR UPDATE ON public.pending_embeddings FOR EACH ROW EXECUTE FUNCTION private.follow_pending_embeddings();


--
-- Name: test_questions test_questions_audit_change; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER test_questions_audit_change AFTER UPDATE ON public.test_questions FOR EACH ROW EXECUTE FUNCTION private.audit_change('test_question', 'id', 'document_id', 'question', 'passage!');


--
-- Name: test_questions test_questions_audit_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER test_questions_audit_delete AFTER DELETE ON public.test_questions FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION private.audit_change('test_question', 'id', 'document_id', 'question', 'source');


--
-- Name: test_questions test_questions_guard_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER test_questions_guard_new AFTER INSERT ON public.test_questions REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION private.guard_new_test_questions();


--
-- Name: test_questions test_questions_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER test_questions_touch BEFORE UPDATE ON public.test_questions FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: users users_audit_sign_in; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER users_audit_sign_in AFTER UPDATE OF last_login ON public.users FOR EACH ROW WHEN (((new.client_id IS NOT NULL) AND (new.last_login IS DISTINCT FROM old.last_login))) EXECUTE FUNCTION private.audit_sign_in();


--
-- Name: users users_then_access; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER users_then_access AFTER DELETE OR UPDATE OF client_id, banned_until, deleted_at, is_anonymous, factors ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.access_changed();


--
-- Name: users users_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER users_touch BEFORE UPDATE ON public.users FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch_updated_at();


--
-- Name: webhook_endpoints webhook_endpoints_audit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER webhook_endpoints_audit AFTER INSERT OR DELETE ON public.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');


--
-- Name: webhook_endpoints webhook_endpoints_audit_change; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER webhook_endpoints_audit_change AFTER UPDATE ON public.webhook_endpoints FOR EACH ROW WHEN (((new.key_id = old.key_id) OR (private.current_principal() IS NOT NULL))) EXECUTE FUNCTION private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');


--
-- Name: webhook_endpoints webhook_endpoints_change; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER webhook_endpoints_change BEFORE UPDATE OF url, description, events, enabled, secret ON public.webhook_endpoints FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.change_webhook_endpoint();


--
-- Name: webhook_endpoints webhook_endpoints_guard_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER webhook_endpoints_guard_new BEFORE INSERT ON public.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION private.guard_new_webhook_endpoint();


--
-- Name: mfa_factors mfa_factors_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.mfa_factors
    ADD CONSTRAINT mfa_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: agent_budgets agent_budgets_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_budgets
    ADD CONSTRAINT agent_budgets_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: agent_budgets agent_budgets_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_budgets
    ADD CONSTRAINT agent_budgets_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: agent_executions agent_executions_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: agent_executions agent_executions_api_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_api_key_fkey FOREIGN KEY (client_id, api_key_id) REFERENCES public.api_keys(client_id, id) ON DELETE SET NULL (api_key_id);


--
-- Name: agent_executions agent_executions_conversation_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_conversation_fkey FOREIGN KEY (client_id, conversation_id) REFERENCES public.conversations(client_id, id) ON DELETE CASCADE;


--
-- Name: agent_executions agent_executions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: agent_executions agent_executions_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_executions
    ADD CONSTRAINT agent_executions_version_fkey FOREIGN KEY (client_id, agent_id, agent_version) REFERENCES public.agent_versions(client_id, agent_id, version_number) ON DELETE CASCADE;


--
-- Name: agent_usage agent_usage_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_usage
    ADD CONSTRAINT agent_usage_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: agent_versions agent_versions_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: agent_versions agent_versions_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agent_versions
    ADD CONSTRAINT agent_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: agents agents_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: agents agents_published_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_published_version_fkey FOREIGN KEY (client_id, id, published_version) REFERENCES public.agent_versions(client_id, agent_id, version_number);


--
-- Name: api_credentials api_credentials_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: api_credentials api_credentials_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: api_credentials api_credentials_encryption_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_encryption_key_fkey FOREIGN KEY (key_id) REFERENCES private.encryption_keys(key_id);


--
-- Name: api_key_collections api_key_collections_api_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key_collections
    ADD CONSTRAINT api_key_collections_api_key_fkey FOREIGN KEY (client_id, api_key_id) REFERENCES public.api_keys(client_id, id) ON DELETE CASCADE;


--
-- Name: api_key_collections api_key_collections_collection_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key_collections
    ADD CONSTRAINT api_key_collections_collection_fkey FOREIGN KEY (client_id, collection_id) REFERENCES public.knowledge_collections(client_id, id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_created_by_fkey FOREIGN KEY (client_id, created_by) REFERENCES public.client_members(client_id, user_id) ON DELETE SET NULL (created_by);


--
-- Name: api_keys api_keys_created_with_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_created_with_fkey FOREIGN KEY (client_id, created_with) REFERENCES public.api_keys(client_id, id) ON DELETE CASCADE;


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
-- Name: client_usage client_usage_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.client_usage
    ADD CONSTRAINT client_usage_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


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
-- Name: collection_terms collection_terms_collection_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collection_terms
    ADD CONSTRAINT collection_terms_collection_fkey FOREIGN KEY (client_id, collection_id) REFERENCES public.knowledge_collections(client_id, id) ON DELETE CASCADE;


--
-- Name: conversations conversations_agent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_agent_fkey FOREIGN KEY (client_id, agent_id) REFERENCES public.agents(client_id, id) ON DELETE CASCADE;


--
-- Name: conversations conversations_api_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_api_key_fkey FOREIGN KEY (client_id, api_key_id) REFERENCES public.api_keys(client_id, id) ON DELETE SET NULL (api_key_id);


--
-- Name: conversations conversations_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: document_chunk_embeddings document_chunk_embeddings_chunk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.document_chunk_embeddings
    ADD CONSTRAINT document_chunk_embeddings_chunk_fkey FOREIGN KEY (client_id, chunk_id, document_id, collection_id) REFERENCES public.document_chunks(client_id, id, document_id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


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
-- Name: document_pages document_pages_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_pages
    ADD CONSTRAINT document_pages_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: document_pages document_pages_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_pages
    ADD CONSTRAINT document_pages_version_fkey FOREIGN KEY (client_id, document_id, version_number) REFERENCES public.document_versions(client_id, document_id, version_number) ON DELETE CASCADE;


--
-- Name: document_removals document_removals_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_removals
    ADD CONSTRAINT document_removals_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


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
-- Name: execution_events execution_events_execution_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.execution_events
    ADD CONSTRAINT execution_events_execution_fkey FOREIGN KEY (client_id, execution_id) REFERENCES public.agent_executions(client_id, id) ON DELETE CASCADE;


--
-- Name: idempotency_keys idempotency_keys_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: ingestion_pages ingestion_pages_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_pages
    ADD CONSTRAINT ingestion_pages_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: ingestions ingestions_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestions
    ADD CONSTRAINT ingestions_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


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
-- Name: pending_embeddings pending_embeddings_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pending_embeddings
    ADD CONSTRAINT pending_embeddings_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: test_questions test_questions_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.test_questions
    ADD CONSTRAINT test_questions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: test_questions test_questions_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.test_questions
    ADD CONSTRAINT test_questions_document_fkey FOREIGN KEY (client_id, document_id, collection_id) REFERENCES public.documents(client_id, id, collection_id) ON UPDATE CASCADE ON DELETE CASCADE;


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
-- Name: webhook_deliveries webhook_deliveries_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_document_fkey FOREIGN KEY (client_id, document_id) REFERENCES public.documents(client_id, id) ON DELETE CASCADE;


--
-- Name: webhook_deliveries webhook_deliveries_endpoint_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_endpoint_fkey FOREIGN KEY (client_id, webhook_endpoint_id) REFERENCES public.webhook_endpoints(client_id, id) ON DELETE CASCADE;


--
-- Name: webhook_endpoints webhook_endpoints_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;


--
-- Name: webhook_endpoints webhook_endpoints_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: webhook_endpoints webhook_endpoints_encryption_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_encryption_key_fkey FOREIGN KEY (key_id) REFERENCES private.encryption_keys(key_id);


--
-- Name: webhook_endpoints webhook_endpoints_previous_encryption_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_previous_encryption_key_fkey FOREIGN KEY (previous_key_id) REFERENCES private.encryption_keys(key_id);


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
-- Name: encryption_keys; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.encryption_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: encryption_keys encryption_keys_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY encryption_keys_system ON private.encryption_keys TO renum_system USING (true) WITH CHECK (true);


--
-- Name: former_clients; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.former_clients ENABLE ROW LEVEL SECURITY;

--
-- Name: former_clients former_clients_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY former_clients_system ON private.former_clients TO renum_system USING (true) WITH CHECK (true);


--
-- Name: install_settings; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.install_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: install_settings install_settings_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY install_settings_system ON private.install_settings TO renum_system USING (true) WITH CHECK (true);


--
-- Name: operator_log; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.operator_log ENABLE ROW LEVEL SECURITY;

--
-- Name: operator_log operator_log_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY operator_log_system ON private.operator_log FOR SELECT TO renum_system USING (true);


--
-- Name: operator_log operator_log_system_insert; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY operator_log_system_insert ON private.operator_log FOR INSERT TO renum_system WITH CHECK (true);


--
-- Name: retired_encryption_keys; Type: ROW SECURITY; Schema: private; Owner: -
--

ALTER TABLE private.retired_encryption_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: retired_encryption_keys retired_encryption_keys_system; Type: POLICY; Schema: private; Owner: -
--

CREATE POLICY retired_encryption_keys_system ON private.retired_encryption_keys TO renum_system USING (true) WITH CHECK (true);


--
-- Name: agent_budgets; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.agent_budgets ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_budgets agent_budgets_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_budgets_delete ON public.agent_budgets FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agent_budgets agent_budgets_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_budgets_insert ON public.agent_budgets FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agent_budgets agent_budgets_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_budgets_select ON public.agent_budgets FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agent_budgets agent_budgets_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_budgets_system ON public.agent_budgets TO renum_system USING (true) WITH CHECK (true);


--
-- Name: agent_budgets agent_budgets_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_budgets_update ON public.agent_budgets FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


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

CREATE POLICY agent_executions_insert ON public.agent_executions FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (NOT (user_id IS DISTINCT FROM ( SELECT private.current_user_id() AS current_user_id))) AND (NOT (api_key_id IS DISTINCT FROM ( SELECT private.current_api_key_id() AS current_api_key_id))) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[])))));


--
-- Name: agent_executions agent_executions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_select ON public.agent_executions FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)) OR ( SELECT private.has_role('admin'::text) AS has_role) OR (( SELECT private.claim('role'::text) AS claim) = 'job'::text))));


--
-- Name: agent_executions agent_executions_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_system ON public.agent_executions FOR SELECT TO renum_system USING (true);


--
-- Name: agent_executions agent_executions_system_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_system_delete ON public.agent_executions FOR DELETE TO renum_system USING ((( SELECT private.claim('task'::text) AS claim) = 'retention'::text));


--
-- Name: agent_executions agent_executions_system_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_system_update ON public.agent_executions FOR UPDATE TO renum_system USING (true) WITH CHECK (true);


--
-- Name: agent_executions agent_executions_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_executions_update ON public.agent_executions FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)) OR ( SELECT private.has_role('admin'::text) AS has_role) OR (( SELECT private.claim('role'::text) AS claim) = 'job'::text)) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[]))))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: agent_usage; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.agent_usage ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_usage agent_usage_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_usage_select ON public.agent_usage FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (( SELECT private.has_role('admin'::text) AS has_role) OR (user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)))));


--
-- Name: agent_usage agent_usage_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_usage_system ON public.agent_usage TO renum_system USING (true) WITH CHECK (true);


--
-- Name: agent_versions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.agent_versions ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_versions agent_versions_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_versions_insert ON public.agent_versions FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: agent_versions agent_versions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agent_versions_select ON public.agent_versions FOR SELECT TO renum_tenant USING ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


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
-- Name: api_credentials api_credentials_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_system ON public.api_credentials TO renum_system USING (true) WITH CHECK (true);


--
-- Name: api_credentials api_credentials_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_credentials_update ON public.api_credentials FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: api_key_collections; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.api_key_collections ENABLE ROW LEVEL SECURITY;

--
-- Name: api_key_collections api_key_collections_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_key_collections_insert ON public.api_key_collections FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_key_collections api_key_collections_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_key_collections_select ON public.api_key_collections FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_key_collections api_key_collections_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_key_collections_system ON public.api_key_collections FOR SELECT TO renum_system USING (true);


--
-- Name: api_keys; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys api_keys_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_insert ON public.api_keys FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND (created_by = ( SELECT private.answering_user_id() AS answering_user_id)) AND (NOT (created_with IS DISTINCT FROM ( SELECT private.current_api_key_id() AS current_api_key_id))) AND (scopes <@ COALESCE(( SELECT private.current_scopes() AS current_scopes), scopes)) AND (COALESCE(expires_at, 'infinity'::timestamp with time zone) <= COALESCE((( SELECT private.claim('expires_at'::text) AS claim))::timestamp with time zone, 'infinity'::timestamp with time zone))));


--
-- Name: api_keys api_keys_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_select ON public.api_keys FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: api_keys api_keys_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_system ON public.api_keys TO renum_system USING (true) WITH CHECK (true);


--
-- Name: api_keys api_keys_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY api_keys_update ON public.api_keys FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND (revoked_at IS NULL))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


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
-- Name: audit_log audit_log_system_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audit_log_system_delete ON public.audit_log FOR DELETE TO renum_system USING (((( SELECT private.claim('task'::text) AS claim) = 'retention'::text) AND (created_at < (now() - '1 day'::interval))));


--
-- Name: audit_log audit_log_system_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audit_log_system_select ON public.audit_log FOR SELECT TO renum_system USING (true);


--
-- Name: audit_log audit_log_system_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audit_log_system_update ON public.audit_log FOR UPDATE TO renum_system USING ((( SELECT private.claim('task'::text) AS claim) = 'erase_person'::text)) WITH CHECK ((( SELECT private.claim('task'::text) AS claim) = 'erase_person'::text));


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
-- Name: client_usage; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.client_usage ENABLE ROW LEVEL SECURITY;

--
-- Name: client_usage client_usage_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_usage_select ON public.client_usage FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (( SELECT private.has_role('admin'::text) AS has_role) OR ((( SELECT private.current_api_key_id() AS current_api_key_id) IS NOT NULL) AND (NOT ( SELECT private.is_limited() AS is_limited))))));


--
-- Name: client_usage client_usage_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY client_usage_system ON public.client_usage TO renum_system USING (true) WITH CHECK (true);


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
-- Name: collection_terms; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.collection_terms ENABLE ROW LEVEL SECURITY;

--
-- Name: collection_terms collection_terms_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_terms_delete ON public.collection_terms FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND (( SELECT private.claim('role'::text) AS claim) = 'job'::text)));


--
-- Name: collection_terms collection_terms_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_terms_insert ON public.collection_terms FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND (( SELECT private.claim('role'::text) AS claim) = 'job'::text)));


--
-- Name: collection_terms collection_terms_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_terms_select ON public.collection_terms FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: collection_terms collection_terms_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_terms_system ON public.collection_terms FOR SELECT TO renum_system USING (true);


--
-- Name: collection_terms collection_terms_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY collection_terms_update ON public.collection_terms FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND (( SELECT private.claim('role'::text) AS claim) = 'job'::text))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: conversations; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;

--
-- Name: conversations conversations_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY conversations_delete ON public.conversations FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)) OR ( SELECT private.has_role('admin'::text) AS has_role)) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[])))));


--
-- Name: conversations conversations_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY conversations_insert ON public.conversations FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (NOT (user_id IS DISTINCT FROM ( SELECT private.current_user_id() AS current_user_id))) AND (NOT (api_key_id IS DISTINCT FROM ( SELECT private.current_api_key_id() AS current_api_key_id))) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[])))));


--
-- Name: conversations conversations_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY conversations_select ON public.conversations FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)) OR ( SELECT private.has_role('admin'::text) AS has_role) OR (( SELECT private.claim('role'::text) AS claim) = 'job'::text))));


--
-- Name: conversations conversations_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY conversations_system ON public.conversations FOR SELECT TO renum_system USING (true);


--
-- Name: conversations conversations_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY conversations_update ON public.conversations FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ((user_id = ( SELECT private.current_user_id() AS current_user_id)) OR (api_key_id = ( SELECT private.current_api_key_id() AS current_api_key_id)) OR ( SELECT private.has_role('admin'::text) AS has_role)) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[]))))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: document_chunk_embeddings; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_chunk_embeddings ENABLE ROW LEVEL SECURITY;

--
-- Name: document_chunk_embeddings document_chunk_embeddings_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunk_embeddings_delete ON public.document_chunk_embeddings FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_chunk_embeddings document_chunk_embeddings_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunk_embeddings_insert ON public.document_chunk_embeddings FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_chunk_embeddings document_chunk_embeddings_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunk_embeddings_select ON public.document_chunk_embeddings FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_chunk_embeddings document_chunk_embeddings_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunk_embeddings_system ON public.document_chunk_embeddings FOR SELECT TO renum_system USING (true);


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
-- Name: document_chunks document_chunks_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_system ON public.document_chunks FOR SELECT TO renum_system USING (true);


--
-- Name: document_chunks document_chunks_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_chunks_update ON public.document_chunks FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_pages; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_pages ENABLE ROW LEVEL SECURITY;

--
-- Name: document_pages document_pages_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_pages_delete ON public.document_pages FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_pages document_pages_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_pages_insert ON public.document_pages FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: document_pages document_pages_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_pages_select ON public.document_pages FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_removals; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.document_removals ENABLE ROW LEVEL SECURITY;

--
-- Name: document_removals document_removals_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_removals_select ON public.document_removals FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: document_removals document_removals_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_removals_system ON public.document_removals TO renum_system USING (true) WITH CHECK (true);


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
-- Name: document_versions document_versions_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY document_versions_system ON public.document_versions FOR SELECT TO renum_system USING (true);


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
-- Name: documents documents_system_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_system_update ON public.documents FOR UPDATE TO renum_system USING (true) WITH CHECK (true);


--
-- Name: documents documents_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY documents_update ON public.documents FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: execution_events; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.execution_events ENABLE ROW LEVEL SECURITY;

--
-- Name: execution_events execution_events_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY execution_events_insert ON public.execution_events FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (EXISTS ( SELECT
   FROM public.agent_executions e
  WHERE ((e.client_id = execution_events.client_id) AND (e.id = execution_events.execution_id)))) AND (( SELECT private.has_role('user'::text) AS has_role) OR ('agents'::text = ANY (( SELECT private.current_scopes() AS current_scopes)::text[])))));


--
-- Name: execution_events execution_events_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY execution_events_select ON public.execution_events FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (EXISTS ( SELECT
   FROM public.agent_executions e
  WHERE ((e.client_id = execution_events.client_id) AND (e.id = execution_events.execution_id))))));


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
-- Name: ingestion_pages; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.ingestion_pages ENABLE ROW LEVEL SECURITY;

--
-- Name: ingestion_pages ingestion_pages_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestion_pages_insert ON public.ingestion_pages FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: ingestion_pages ingestion_pages_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestion_pages_select ON public.ingestion_pages FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: ingestion_pages ingestion_pages_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestion_pages_system ON public.ingestion_pages TO renum_system USING (true) WITH CHECK (true);


--
-- Name: ingestions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.ingestions ENABLE ROW LEVEL SECURITY;

--
-- Name: ingestions ingestions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestions_select ON public.ingestions FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: ingestions ingestions_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestions_system ON public.ingestions TO renum_system USING (true) WITH CHECK (true);


--
-- Name: ingestions ingestions_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY ingestions_update ON public.ingestions FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND (( SELECT private.claim('role'::text) AS claim) = 'job'::text))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


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

CREATE POLICY knowledge_bases_delete ON public.knowledge_bases FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role) AND (NOT ( SELECT private.is_limited() AS is_limited)) AND (NOT private.has_hidden_collections(client_id, id))));


--
-- Name: knowledge_bases knowledge_bases_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_insert ON public.knowledge_bases FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role) AND (NOT ( SELECT private.is_limited() AS is_limited))));


--
-- Name: knowledge_bases knowledge_bases_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_select ON public.knowledge_bases FOR SELECT TO renum_tenant USING ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: knowledge_bases knowledge_bases_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY knowledge_bases_update ON public.knowledge_bases FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('user'::text) AS has_role) AND (NOT ( SELECT private.is_limited() AS is_limited)))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


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

CREATE POLICY knowledge_collections_insert ON public.knowledge_collections FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role) AND (NOT ( SELECT private.is_limited() AS is_limited))));


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
-- Name: pending_embeddings; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.pending_embeddings ENABLE ROW LEVEL SECURITY;

--
-- Name: pending_embeddings pending_embeddings_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY pending_embeddings_delete ON public.pending_embeddings FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: pending_embeddings pending_embeddings_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY pending_embeddings_insert ON public.pending_embeddings FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: pending_embeddings pending_embeddings_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY pending_embeddings_select ON public.pending_embeddings FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: pending_embeddings pending_embeddings_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY pending_embeddings_system ON public.pending_embeddings FOR SELECT TO renum_system USING (true);


--
-- Name: pending_embeddings pending_embeddings_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY pending_embeddings_update ON public.pending_embeddings FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: test_questions; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.test_questions ENABLE ROW LEVEL SECURITY;

--
-- Name: test_questions test_questions_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY test_questions_delete ON public.test_questions FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: test_questions test_questions_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY test_questions_insert ON public.test_questions FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role)));


--
-- Name: test_questions test_questions_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY test_questions_select ON public.test_questions FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


--
-- Name: test_questions test_questions_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY test_questions_system ON public.test_questions FOR SELECT TO renum_system USING (true);


--
-- Name: test_questions test_questions_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY test_questions_update ON public.test_questions FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[])) AND ( SELECT private.has_role('user'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (collection_id <> ALL (( SELECT private.hidden_collections() AS hidden_collections)::uuid[]))));


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
-- Name: webhook_deliveries; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_deliveries webhook_deliveries_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_deliveries_insert ON public.webhook_deliveries FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role) AND (event = 'webhook.test'::text)));


--
-- Name: webhook_deliveries webhook_deliveries_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_deliveries_select ON public.webhook_deliveries FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: webhook_deliveries webhook_deliveries_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_deliveries_system ON public.webhook_deliveries TO renum_system USING (true) WITH CHECK (true);


--
-- Name: webhook_deliveries webhook_deliveries_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_deliveries_update ON public.webhook_deliveries FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND (status = 'pending'::text)));


--
-- Name: webhook_endpoints; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_endpoints webhook_endpoints_delete; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_endpoints_delete ON public.webhook_endpoints FOR DELETE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: webhook_endpoints webhook_endpoints_insert; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_endpoints_insert ON public.webhook_endpoints FOR INSERT TO renum_tenant WITH CHECK (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: webhook_endpoints webhook_endpoints_select; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_endpoints_select ON public.webhook_endpoints FOR SELECT TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role)));


--
-- Name: webhook_endpoints webhook_endpoints_system; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_endpoints_system ON public.webhook_endpoints TO renum_system USING (true) WITH CHECK (true);


--
-- Name: webhook_endpoints webhook_endpoints_update; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY webhook_endpoints_update ON public.webhook_endpoints FOR UPDATE TO renum_tenant USING (((client_id = ( SELECT private.current_client_id() AS current_client_id)) AND ( SELECT private.has_role('admin'::text) AS has_role))) WITH CHECK ((client_id = ( SELECT private.current_client_id() AS current_client_id)));


--
-- Name: buckets; Type: ROW SECURITY; Schema: storage; Owner: -
--

ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;

--
-- Name: objects; Type: ROW SECURITY; Schema: storage; Owner: -
--

ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;

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
GRANT ALL ON FUNCTION private.access_changed() TO renum_login;


--
-- Name: FUNCTION active_client_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.active_client_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.active_client_id() TO renum_tenant;


--
-- Name: FUNCTION answering_user_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.answering_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.answering_user_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.answering_user_id() TO renum_system;


--
-- Name: FUNCTION api_key_revoked(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.api_key_revoked() FROM PUBLIC;


--
-- Name: FUNCTION audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION private.audit(client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid) TO renum_system;


--
-- Name: FUNCTION audit_auth_session(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_auth_session() FROM PUBLIC;
GRANT ALL ON FUNCTION private.audit_auth_session() TO renum_login;


--
-- Name: FUNCTION audit_change(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_change() FROM PUBLIC;
GRANT ALL ON FUNCTION private.audit_change() TO renum_login;


--
-- Name: FUNCTION audit_credential(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_credential() FROM PUBLIC;


--
-- Name: FUNCTION audit_invitation(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_invitation() FROM PUBLIC;


--
-- Name: FUNCTION audit_session(session jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_session(session jsonb) FROM PUBLIC;


--
-- Name: FUNCTION audit_sign_in(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.audit_sign_in() FROM PUBLIC;


--
-- Name: FUNCTION before_user_created(event jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.before_user_created(event jsonb) FROM PUBLIC;


--
-- Name: FUNCTION begin_ingestion(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.begin_ingestion() FROM PUBLIC;


--
-- Name: FUNCTION begin_usage(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.begin_usage() FROM PUBLIC;


--
-- Name: FUNCTION current_client_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_client_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_client_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_client_id() TO renum_system;


--
-- Name: TABLE agent_budgets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.agent_budgets TO renum_tenant;
GRANT SELECT ON TABLE public.agent_budgets TO renum_system;


--
-- Name: COLUMN agent_budgets.agent_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(agent_id) ON TABLE public.agent_budgets TO renum_tenant;


--
-- Name: COLUMN agent_budgets.period; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(period) ON TABLE public.agent_budgets TO renum_tenant;


--
-- Name: COLUMN agent_budgets.limit_usd; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(limit_usd),UPDATE(limit_usd) ON TABLE public.agent_budgets TO renum_tenant;
GRANT UPDATE(limit_usd) ON TABLE public.agent_budgets TO renum_system;


--
-- Name: FUNCTION budget_left(budget public.agent_budgets); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.budget_left(budget public.agent_budgets) FROM PUBLIC;
GRANT ALL ON FUNCTION private.budget_left(budget public.agent_budgets) TO renum_tenant;
GRANT ALL ON FUNCTION private.budget_left(budget public.agent_budgets) TO renum_system;


--
-- Name: FUNCTION change_webhook_endpoint(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.change_webhook_endpoint() FROM PUBLIC;


--
-- Name: FUNCTION claim(name text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.claim(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.claim(name text) TO renum_tenant;
GRANT ALL ON FUNCTION private.claim(name text) TO renum_system;


--
-- Name: FUNCTION collections_to_align(outgrown text, kept_until timestamp with time zone, after_client uuid, after_collection uuid, most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.collections_to_align(outgrown text, kept_until timestamp with time zone, after_client uuid, after_collection uuid, most integer) FROM PUBLIC;


--
-- Name: FUNCTION count_documents(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.count_documents() FROM PUBLIC;


--
-- Name: FUNCTION count_execution(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.count_execution() FROM PUBLIC;


--
-- Name: FUNCTION count_versions(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.count_versions() FROM PUBLIC;


--
-- Name: FUNCTION current_api_key_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_api_key_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_api_key_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_api_key_id() TO renum_system;


--
-- Name: FUNCTION current_principal(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_principal() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_principal() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_principal() TO renum_system;


--
-- Name: FUNCTION current_scopes(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_scopes() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_scopes() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_scopes() TO renum_system;


--
-- Name: FUNCTION current_user_id(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.current_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION private.current_user_id() TO renum_tenant;
GRANT ALL ON FUNCTION private.current_user_id() TO renum_system;


--
-- Name: FUNCTION end_ingestion(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.end_ingestion() FROM PUBLIC;


--
-- Name: FUNCTION end_invitations(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.end_invitations() FROM PUBLIC;


--
-- Name: FUNCTION ensure_owner(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.ensure_owner() FROM PUBLIC;


--
-- Name: FUNCTION erase_person(person uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.erase_person(person uuid) FROM PUBLIC;


--
-- Name: FUNCTION follow_collection_model(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.follow_collection_model() FROM PUBLIC;


--
-- Name: FUNCTION follow_document_move(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.follow_document_move() FROM PUBLIC;


--
-- Name: FUNCTION follow_factors(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.follow_factors() FROM PUBLIC;


--
-- Name: FUNCTION follow_pending_embeddings(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.follow_pending_embeddings() FROM PUBLIC;


--
-- Name: FUNCTION follow_sessions(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.follow_sessions() FROM PUBLIC;


--
-- Name: FUNCTION forget_audit(before timestamp with time zone, most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.forget_audit(before timestamp with time zone, most integer) FROM PUBLIC;


--
-- Name: FUNCTION forget_executions(before timestamp with time zone, most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.forget_executions(before timestamp with time zone, most integer) FROM PUBLIC;


--
-- Name: FUNCTION forget_removals(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.forget_removals() FROM PUBLIC;


--
-- Name: FUNCTION guard_account(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_account() FROM PUBLIC;


--
-- Name: FUNCTION guard_api_key(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_api_key() FROM PUBLIC;


--
-- Name: FUNCTION guard_collection_access(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_collection_access() FROM PUBLIC;


--
-- Name: FUNCTION guard_collection_model(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_collection_model() FROM PUBLIC;


--
-- Name: FUNCTION guard_encryption_key(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_encryption_key() FROM PUBLIC;


--
-- Name: FUNCTION guard_execution(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_execution() FROM PUBLIC;


--
-- Name: FUNCTION guard_new_client(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_new_client() FROM PUBLIC;


--
-- Name: FUNCTION guard_new_member(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_new_member() FROM PUBLIC;


--
-- Name: FUNCTION guard_new_owner(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_new_owner() FROM PUBLIC;


--
-- Name: FUNCTION guard_new_test_questions(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_new_test_questions() FROM PUBLIC;


--
-- Name: FUNCTION guard_new_webhook_endpoint(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_new_webhook_endpoint() FROM PUBLIC;


--
-- Name: FUNCTION guard_sign_up(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.guard_sign_up() FROM PUBLIC;


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
-- Name: FUNCTION is_budgeted(agent uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.is_budgeted(agent uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION private.is_budgeted(agent uuid) TO renum_tenant;


--
-- Name: FUNCTION is_limited(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.is_limited() FROM PUBLIC;
GRANT ALL ON FUNCTION private.is_limited() TO renum_tenant;
GRANT ALL ON FUNCTION private.is_limited() TO renum_system;


--
-- Name: FUNCTION judge_credential(id uuid, tried text, fault text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.judge_credential(id uuid, tried text, fault text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.judge_credential(id uuid, tried text, fault text) TO renum_tenant;


--
-- Name: FUNCTION preview_invitation(token_hash text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.preview_invitation(token_hash text) FROM PUBLIC;


--
-- Name: FUNCTION quiet_ingestions(quiet_since timestamp with time zone, after_client uuid, after_document uuid, most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.quiet_ingestions(quiet_since timestamp with time zone, after_client uuid, after_document uuid, most integer) FROM PUBLIC;


--
-- Name: FUNCTION rank_embeddings(query extensions.vector, model text, collection_ids uuid[], document_ids uuid[], most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.rank_embeddings(query extensions.vector, model text, collection_ids uuid[], document_ids uuid[], most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION private.rank_embeddings(query extensions.vector, model text, collection_ids uuid[], document_ids uuid[], most integer) TO renum_tenant;


--
-- Name: FUNCTION recount_usage(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.recount_usage() FROM PUBLIC;
GRANT ALL ON FUNCTION private.recount_usage() TO renum_login;


--
-- Name: FUNCTION remember_client(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.remember_client() FROM PUBLIC;


--
-- Name: FUNCTION remember_removal(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.remember_removal() FROM PUBLIC;


--
-- Name: FUNCTION require_room(documents bigint, bytes bigint); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.require_room(documents bigint, bytes bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION private.require_room(documents bigint, bytes bigint) TO renum_tenant;


--
-- Name: FUNCTION reserve_budget(execution uuid, spent double precision, wanted double precision, at_least double precision); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.reserve_budget(execution uuid, spent double precision, wanted double precision, at_least double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION private.reserve_budget(execution uuid, spent double precision, wanted double precision, at_least double precision) TO renum_tenant;


--
-- Name: FUNCTION resolve_principal(principal jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.resolve_principal(principal jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION private.resolve_principal(principal jsonb) TO renum_login;


--
-- Name: FUNCTION retry_turn(its_line text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.retry_turn(its_line text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.retry_turn(its_line text) TO renum_tenant;


--
-- Name: FUNCTION revoke_keys_of_member(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.revoke_keys_of_member() FROM PUBLIC;


--
-- Name: FUNCTION search_terms(query_terms integer[], stems text[], shares double precision[], selective boolean[], collection_ids uuid[], document_ids uuid[], most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.search_terms(query_terms integer[], stems text[], shares double precision[], selective boolean[], collection_ids uuid[], document_ids uuid[], most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION private.search_terms(query_terms integer[], stems text[], shares double precision[], selective boolean[], collection_ids uuid[], document_ids uuid[], most integer) TO renum_tenant;


--
-- Name: FUNCTION sign_up_refusal(address text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sign_up_refusal(address text) FROM PUBLIC;


--
-- Name: FUNCTION silent_executions(before timestamp with time zone, most integer); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.silent_executions(before timestamp with time zone, most integer) FROM PUBLIC;


--
-- Name: FUNCTION sync_account(account jsonb); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_account(account jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION private.sync_account(account jsonb) TO renum_login;


--
-- Name: FUNCTION sync_auth_factor(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_auth_factor() FROM PUBLIC;
GRANT ALL ON FUNCTION private.sync_auth_factor() TO renum_login;


--
-- Name: FUNCTION sync_auth_user(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_auth_user() FROM PUBLIC;


--
-- Name: FUNCTION sync_factor(factor jsonb, present boolean); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.sync_factor(factor jsonb, present boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION private.sync_factor(factor jsonb, present boolean) TO renum_login;


--
-- Name: FUNCTION tell_document_ended(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.tell_document_ended() FROM PUBLIC;
GRANT ALL ON FUNCTION private.tell_document_ended() TO renum_login;


--
-- Name: FUNCTION tell_execution_ended(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.tell_execution_ended() FROM PUBLIC;


--
-- Name: FUNCTION term_salt(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.term_salt() FROM PUBLIC;
GRANT ALL ON FUNCTION private.term_salt() TO renum_tenant;


--
-- Name: FUNCTION term_salt(client uuid); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.term_salt(client uuid) FROM PUBLIC;


--
-- Name: FUNCTION touch_api_key(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.touch_api_key() FROM PUBLIC;
GRANT ALL ON FUNCTION private.touch_api_key() TO renum_tenant;


--
-- Name: FUNCTION touch_ingestion(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.touch_ingestion() FROM PUBLIC;


--
-- Name: FUNCTION touch_updated_at(); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.touch_updated_at() FROM PUBLIC;


--
-- Name: FUNCTION turn_reached(line text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.turn_reached(line text) FROM PUBLIC;


--
-- Name: FUNCTION use_credential(id uuid, purpose text); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.use_credential(id uuid, purpose text) FROM PUBLIC;
GRANT ALL ON FUNCTION private.use_credential(id uuid, purpose text) TO renum_tenant;


--
-- Name: FUNCTION use_quota(client_id uuid, documents bigint, bytes bigint); Type: ACL; Schema: private; Owner: -
--

REVOKE ALL ON FUNCTION private.use_quota(client_id uuid, documents bigint, bytes bigint) FROM PUBLIC;


--
-- Name: FUNCTION search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[], model text); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[], model text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_embeddings(query_embedding extensions.vector, top_k integer, collection_ids uuid[], document_ids uuid[], model text) TO renum_tenant;


--
-- Name: TABLE access_version; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT ON TABLE private.access_version TO renum_login;
GRANT SELECT,UPDATE ON TABLE private.access_version TO renum_system;


--
-- Name: TABLE encryption_keys; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE private.encryption_keys TO renum_system;


--
-- Name: SEQUENCE file_turn; Type: ACL; Schema: private; Owner: -
--

GRANT ALL ON SEQUENCE private.file_turn TO renum_system;


--
-- Name: TABLE former_clients; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT,INSERT ON TABLE private.former_clients TO renum_system;


--
-- Name: SEQUENCE ingestion_revision; Type: ACL; Schema: private; Owner: -
--

GRANT ALL ON SEQUENCE private.ingestion_revision TO renum_system;


--
-- Name: TABLE install_settings; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT ON TABLE private.install_settings TO renum_system;


--
-- Name: COLUMN install_settings.sign_up; Type: ACL; Schema: private; Owner: -
--

GRANT UPDATE(sign_up) ON TABLE private.install_settings TO renum_system;


--
-- Name: COLUMN install_settings.swept_at; Type: ACL; Schema: private; Owner: -
--

GRANT UPDATE(swept_at) ON TABLE private.install_settings TO renum_system;


--
-- Name: COLUMN install_settings.max_documents; Type: ACL; Schema: private; Owner: -
--

GRANT UPDATE(max_documents) ON TABLE private.install_settings TO renum_system;


--
-- Name: COLUMN install_settings.max_bytes; Type: ACL; Schema: private; Owner: -
--

GRANT UPDATE(max_bytes) ON TABLE private.install_settings TO renum_system;


--
-- Name: COLUMN install_settings.max_owned_clients; Type: ACL; Schema: private; Owner: -
--

GRANT UPDATE(max_owned_clients) ON TABLE private.install_settings TO renum_system;


--
-- Name: TABLE operator_log; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT,INSERT ON TABLE private.operator_log TO renum_system;


--
-- Name: SEQUENCE page_turn; Type: ACL; Schema: private; Owner: -
--

GRANT ALL ON SEQUENCE private.page_turn TO renum_system;


--
-- Name: TABLE retired_encryption_keys; Type: ACL; Schema: private; Owner: -
--

GRANT SELECT,INSERT ON TABLE private.retired_encryption_keys TO renum_system;


--
-- Name: TABLE agent_executions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.agent_executions TO renum_tenant;
GRANT SELECT,DELETE ON TABLE public.agent_executions TO renum_system;


--
-- Name: COLUMN agent_executions.id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(id) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.agent_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(agent_id) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.status; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(status),UPDATE(status) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.input; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(input) ON TABLE public.agent_executions TO renum_tenant;


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

GRANT INSERT(started_at),UPDATE(started_at) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.completed_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(completed_at) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.conversation_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(conversation_id) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.agent_version; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(agent_version) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.draft; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(draft) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.background; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(background) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.leased_until; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(leased_until),UPDATE(leased_until) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.cancel_requested_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(cancel_requested_at) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.model; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(model),UPDATE(model) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.input_tokens; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(input_tokens) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.output_tokens; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(output_tokens) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.cost_usd; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(cost_usd) ON TABLE public.agent_executions TO renum_tenant;
GRANT UPDATE(cost_usd) ON TABLE public.agent_executions TO renum_system;


--
-- Name: COLUMN agent_executions.sentences; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(sentences) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.unsupported; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(unsupported) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.rating; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(rating) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.rating_comment; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(rating_comment) ON TABLE public.agent_executions TO renum_tenant;


--
-- Name: COLUMN agent_executions.reserved_usd; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(reserved_usd) ON TABLE public.agent_executions TO renum_tenant;
GRANT UPDATE(reserved_usd) ON TABLE public.agent_executions TO renum_system;


--
-- Name: TABLE agent_usage; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.agent_usage TO renum_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.agent_usage TO renum_system;


--
-- Name: TABLE agent_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.agent_versions TO renum_tenant;


--
-- Name: COLUMN agent_versions.agent_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(agent_id) ON TABLE public.agent_versions TO renum_tenant;


--
-- Name: COLUMN agent_versions.version_number; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(version_number) ON TABLE public.agent_versions TO renum_tenant;


--
-- Name: COLUMN agent_versions.configuration; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(configuration) ON TABLE public.agent_versions TO renum_tenant;


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
-- Name: COLUMN agents.latest_version; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(latest_version) ON TABLE public.agents TO renum_tenant;


--
-- Name: COLUMN agents.published_version; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(published_version) ON TABLE public.agents TO renum_tenant;


--
-- Name: TABLE api_credentials; Type: ACL; Schema: public; Owner: -
--

GRANT DELETE ON TABLE public.api_credentials TO renum_tenant;


--
-- Name: COLUMN api_credentials.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(client_id) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id),INSERT(id) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(id) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name),INSERT(name),UPDATE(name) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(name) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.service_name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(service_name),INSERT(service_name) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(service_name) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.credential_type; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(credential_type),INSERT(credential_type) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(credential_type) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.settings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(settings),INSERT(settings),UPDATE(settings) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(settings) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.encrypted_value; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(encrypted_value),UPDATE(encrypted_value) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(encrypted_value),UPDATE(encrypted_value) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.last_four; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_four),INSERT(last_four),UPDATE(last_four) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(last_four) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.key_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(key_id),INSERT(key_id),UPDATE(key_id) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(key_id),UPDATE(key_id) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(created_by) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(created_at) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(updated_at) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(updated_at) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.last_used_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_used_at) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(last_used_at),UPDATE(last_used_at) ON TABLE public.api_credentials TO renum_system;


--
-- Name: COLUMN api_credentials.unreadable_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(unreadable_at),UPDATE(unreadable_at) ON TABLE public.api_credentials TO renum_tenant;
GRANT SELECT(unreadable_at),UPDATE(unreadable_at) ON TABLE public.api_credentials TO renum_system;


--
-- Name: TABLE api_key_collections; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.api_key_collections TO renum_tenant;
GRANT SELECT ON TABLE public.api_key_collections TO renum_system;


--
-- Name: COLUMN api_key_collections.api_key_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(api_key_id) ON TABLE public.api_key_collections TO renum_tenant;


--
-- Name: COLUMN api_key_collections.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(collection_id) ON TABLE public.api_key_collections TO renum_tenant;


--
-- Name: TABLE api_keys; Type: ACL; Schema: public; Owner: -
--

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
-- Name: COLUMN api_keys.prefix; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(prefix),INSERT(prefix) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.last_four; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_four),INSERT(last_four) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.scopes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(scopes),INSERT(scopes),UPDATE(scopes) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.role; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(role) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.limited; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(limited),INSERT(limited) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.api_keys TO renum_tenant;


--
-- Name: COLUMN api_keys.created_with; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_with) ON TABLE public.api_keys TO renum_tenant;


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
-- Name: COLUMN api_keys.revoked_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_keys TO renum_tenant;
GRANT UPDATE(revoked_at) ON TABLE public.api_keys TO renum_system;


--
-- Name: COLUMN api_keys.last_used_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(last_used_at) ON TABLE public.api_keys TO renum_tenant;
GRANT UPDATE(last_used_at) ON TABLE public.api_keys TO renum_system;


--
-- Name: TABLE audit_log; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.audit_log TO renum_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.audit_log TO renum_system;


--
-- Name: COLUMN audit_log.details; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(details) ON TABLE public.audit_log TO renum_system;


--
-- Name: COLUMN audit_log.ip; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(ip) ON TABLE public.audit_log TO renum_system;


--
-- Name: COLUMN audit_log.user_agent; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(user_agent) ON TABLE public.audit_log TO renum_system;


--
-- Name: TABLE client_members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.client_members TO renum_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.client_members TO renum_system;


--
-- Name: COLUMN client_members.role; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(role) ON TABLE public.client_members TO renum_tenant;


--
-- Name: COLUMN client_members.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(updated_at) ON TABLE public.client_members TO renum_system;


--
-- Name: TABLE client_usage; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.client_usage TO renum_tenant;
GRANT SELECT ON TABLE public.client_usage TO renum_system;


--
-- Name: COLUMN client_usage.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(client_id) ON TABLE public.client_usage TO renum_system;


--
-- Name: COLUMN client_usage.documents; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(documents),UPDATE(documents) ON TABLE public.client_usage TO renum_system;


--
-- Name: COLUMN client_usage.bytes; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(bytes),UPDATE(bytes) ON TABLE public.client_usage TO renum_system;


--
-- Name: COLUMN client_usage.max_documents; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(max_documents),UPDATE(max_documents) ON TABLE public.client_usage TO renum_system;


--
-- Name: COLUMN client_usage.max_bytes; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(max_bytes),UPDATE(max_bytes) ON TABLE public.client_usage TO renum_system;


--
-- Name: TABLE clients; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.clients TO renum_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.clients TO renum_system;


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
-- Name: TABLE collection_terms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.collection_terms TO renum_tenant;
GRANT SELECT ON TABLE public.collection_terms TO renum_system;


--
-- Name: COLUMN collection_terms.chunk_count; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(chunk_count) ON TABLE public.collection_terms TO renum_tenant;


--
-- Name: TABLE conversations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.conversations TO renum_system;
GRANT SELECT,DELETE ON TABLE public.conversations TO renum_tenant;


--
-- Name: COLUMN conversations.agent_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(agent_id) ON TABLE public.conversations TO renum_tenant;


--
-- Name: COLUMN conversations.title; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(title),UPDATE(title) ON TABLE public.conversations TO renum_tenant;


--
-- Name: COLUMN conversations.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(updated_at) ON TABLE public.conversations TO renum_tenant;


--
-- Name: TABLE document_chunk_embeddings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.document_chunk_embeddings TO renum_tenant;


--
-- Name: COLUMN document_chunk_embeddings.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.chunk_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(chunk_id) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(document_id) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(collection_id) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.embedding_model; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding_model) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.embedding_dimensions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding_dimensions) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: COLUMN document_chunk_embeddings.embedding; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding) ON TABLE public.document_chunk_embeddings TO renum_system;


--
-- Name: TABLE document_chunks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.document_chunks TO renum_system;


--
-- Name: COLUMN document_chunks.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.document_chunks TO renum_system;


--
-- Name: COLUMN document_chunks.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(document_id) ON TABLE public.document_chunks TO renum_system;


--
-- Name: COLUMN document_chunks.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(collection_id) ON TABLE public.document_chunks TO renum_system;


--
-- Name: COLUMN document_chunks.content; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(content) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.edited_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(edited_at) ON TABLE public.document_chunks TO renum_tenant;


--
-- Name: COLUMN document_chunks.terms; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(terms) ON TABLE public.document_chunks TO renum_tenant;
GRANT SELECT(terms) ON TABLE public.document_chunks TO renum_system;


--
-- Name: COLUMN document_chunks.term_keys; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(term_keys) ON TABLE public.document_chunks TO renum_tenant;
GRANT SELECT(term_keys) ON TABLE public.document_chunks TO renum_system;


--
-- Name: TABLE document_pages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.document_pages TO renum_tenant;


--
-- Name: TABLE document_removals; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.document_removals TO renum_tenant;
GRANT SELECT,DELETE ON TABLE public.document_removals TO renum_system;


--
-- Name: COLUMN document_removals.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(client_id) ON TABLE public.document_removals TO renum_system;


--
-- Name: COLUMN document_removals.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(document_id) ON TABLE public.document_removals TO renum_system;


--
-- Name: COLUMN document_removals.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(collection_id) ON TABLE public.document_removals TO renum_system;


--
-- Name: COLUMN document_removals.document_revision; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(document_revision) ON TABLE public.document_removals TO renum_system;


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
-- Name: COLUMN document_versions.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(document_id) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(collection_id) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.version_number; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(version_number) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.change_type; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(change_type) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.changed_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(changed_by) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.file_size; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(file_size) ON TABLE public.document_versions TO renum_system;


--
-- Name: COLUMN document_versions.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.document_versions TO renum_system;


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
GRANT SELECT(name) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.source_type; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(source_type) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.file_type; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(file_type) ON TABLE public.documents TO renum_tenant;
GRANT SELECT(file_type) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.file_size; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(file_size) ON TABLE public.documents TO renum_tenant;
GRANT SELECT(file_size) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.content_hash; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(content_hash) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.documents TO renum_tenant;
GRANT SELECT(status) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_code) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_params) ON TABLE public.documents TO renum_tenant;


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
GRANT SELECT(chunk_count) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.warnings; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(warnings) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.language; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(language) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.given_language; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(given_language) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.refresh_interval_hours; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(refresh_interval_hours) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.next_refresh_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(next_refresh_at) ON TABLE public.documents TO renum_tenant;
GRANT SELECT(next_refresh_at) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.last_fetched_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_fetched_at) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.last_fetch_error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_fetch_error_code) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.fetched_hash; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(fetched_hash) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.source_etag; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(source_etag) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.source_last_modified; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(source_last_modified) ON TABLE public.documents TO renum_tenant;


--
-- Name: COLUMN documents.stored_bytes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(stored_bytes),UPDATE(stored_bytes) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.embedding_status; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding_status),UPDATE(embedding_status) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.unembedded_count; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(unembedded_count),UPDATE(unembedded_count) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.embedding_error_code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding_error_code),UPDATE(embedding_error_code) ON TABLE public.documents TO renum_system;


--
-- Name: COLUMN documents.embedding_error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding_error_params) ON TABLE public.documents TO renum_system;


--
-- Name: TABLE execution_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.execution_events TO renum_tenant;


--
-- Name: COLUMN execution_events.execution_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(execution_id) ON TABLE public.execution_events TO renum_tenant;


--
-- Name: COLUMN execution_events."position"; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT("position") ON TABLE public.execution_events TO renum_tenant;


--
-- Name: COLUMN execution_events.event; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(event) ON TABLE public.execution_events TO renum_tenant;


--
-- Name: COLUMN execution_events.data; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(data) ON TABLE public.execution_events TO renum_tenant;


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
-- Name: TABLE ingestion_pages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.ingestion_pages TO renum_tenant;
GRANT SELECT,DELETE ON TABLE public.ingestion_pages TO renum_system;


--
-- Name: TABLE ingestions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.ingestions TO renum_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ingestions TO renum_system;


--
-- Name: COLUMN ingestions.step; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(step) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.unit; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(unit) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.done; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(done) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.total; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(total) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.done_before; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(done_before) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.attempt; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(attempt) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.running; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(running) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.crashes; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(crashes) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.crashed_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(crashed_at) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.last_error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_error_code) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.last_error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_error_params) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.requeued; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(requeued) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.turn; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(turn) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.started_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(started_at) ON TABLE public.ingestions TO renum_tenant;


--
-- Name: COLUMN ingestions.step_started_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(step_started_at) ON TABLE public.ingestions TO renum_tenant;


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
GRANT UPDATE(email) ON TABLE public.invitations TO renum_system;


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
-- Name: COLUMN knowledge_collections.ocr; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(ocr) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.embedding_model; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(embedding_model) ON TABLE public.knowledge_collections TO renum_system;
GRANT UPDATE(embedding_model) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.embedding_dimensions; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding_dimensions) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.next_embedding_model; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(next_embedding_model) ON TABLE public.knowledge_collections TO renum_tenant;
GRANT SELECT(next_embedding_model) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.next_embedding_dimensions; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(next_embedding_dimensions) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.previous_embedding_model; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(previous_embedding_model) ON TABLE public.knowledge_collections TO renum_tenant;
GRANT SELECT(previous_embedding_model) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.previous_embedding_dimensions; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(previous_embedding_dimensions) ON TABLE public.knowledge_collections TO renum_tenant;


--
-- Name: COLUMN knowledge_collections.embedding_model_changed_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding_model_changed_at) ON TABLE public.knowledge_collections TO renum_tenant;
GRANT SELECT(embedding_model_changed_at) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: COLUMN knowledge_collections.embedding_model_chosen; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(embedding_model_chosen) ON TABLE public.knowledge_collections TO renum_tenant;
GRANT SELECT(embedding_model_chosen) ON TABLE public.knowledge_collections TO renum_system;


--
-- Name: TABLE pending_embeddings; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.pending_embeddings TO renum_tenant;
GRANT SELECT ON TABLE public.pending_embeddings TO renum_system;


--
-- Name: COLUMN pending_embeddings.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(document_id) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(collection_id) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.embedding_model; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(embedding_model) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.missing_count; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(missing_count),UPDATE(missing_count) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.begun_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(begun_at) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.missing_at_begin; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(missing_at_begin) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.held_until; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(held_until) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_code) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.error_params; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(error_params) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: COLUMN pending_embeddings.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(updated_at) ON TABLE public.pending_embeddings TO renum_tenant;


--
-- Name: TABLE test_questions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,DELETE ON TABLE public.test_questions TO renum_tenant;


--
-- Name: COLUMN test_questions.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.test_questions TO renum_system;


--
-- Name: COLUMN test_questions.id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(id) ON TABLE public.test_questions TO renum_tenant;
GRANT SELECT(id) ON TABLE public.test_questions TO renum_system;


--
-- Name: COLUMN test_questions.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(document_id),UPDATE(document_id) ON TABLE public.test_questions TO renum_tenant;
GRANT SELECT(document_id) ON TABLE public.test_questions TO renum_system;


--
-- Name: COLUMN test_questions.collection_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(collection_id),UPDATE(collection_id) ON TABLE public.test_questions TO renum_tenant;


--
-- Name: COLUMN test_questions.question; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(question),UPDATE(question) ON TABLE public.test_questions TO renum_tenant;


--
-- Name: COLUMN test_questions.passage; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(passage),UPDATE(passage) ON TABLE public.test_questions TO renum_tenant;


--
-- Name: COLUMN test_questions.source; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(source) ON TABLE public.test_questions TO renum_tenant;
GRANT SELECT(source) ON TABLE public.test_questions TO renum_system;


--
-- Name: COLUMN test_questions.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.test_questions TO renum_system;


--
-- Name: COLUMN test_questions.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.test_questions TO renum_system;


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
-- Name: TABLE webhook_deliveries; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT SELECT,DELETE ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(client_id) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.webhook_endpoint_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(webhook_endpoint_id) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT INSERT(webhook_endpoint_id) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.event; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(event) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT INSERT(event) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.document_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(document_id) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.payload; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(payload) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT UPDATE(status) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.attempts; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(attempts) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT UPDATE(attempts) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.last_status_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_status_code) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.last_error_code; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(last_error_code) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.next_attempt_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(next_attempt_at) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT UPDATE(next_attempt_at) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: COLUMN webhook_deliveries.delivered_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(delivered_at) ON TABLE public.webhook_deliveries TO renum_tenant;
GRANT UPDATE(delivered_at) ON TABLE public.webhook_deliveries TO renum_system;


--
-- Name: TABLE webhook_endpoints; Type: ACL; Schema: public; Owner: -
--

GRANT DELETE ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT SELECT ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.client_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(client_id) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id),INSERT(id) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.url; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(url),INSERT(url),UPDATE(url) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.description; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(description),INSERT(description),UPDATE(description) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(events),INSERT(events),UPDATE(events) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.enabled; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(enabled),INSERT(enabled),UPDATE(enabled) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(enabled) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.disabled_reason; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(disabled_reason) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(disabled_reason) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.secret; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(secret),UPDATE(secret) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(secret) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.key_id; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT(key_id),UPDATE(key_id) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(key_id) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.previous_secret; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(previous_secret) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.previous_key_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(previous_key_id) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.previous_secret_expires_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(previous_secret_expires_at) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(previous_secret_expires_at) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.failing_since; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(failing_since) ON TABLE public.webhook_endpoints TO renum_tenant;
GRANT UPDATE(failing_since) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.leased_until; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(leased_until) ON TABLE public.webhook_endpoints TO renum_system;


--
-- Name: COLUMN webhook_endpoints.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- Name: COLUMN webhook_endpoints.updated_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(updated_at) ON TABLE public.webhook_endpoints TO renum_tenant;


--
-- PostgreSQL database dump complete
--
