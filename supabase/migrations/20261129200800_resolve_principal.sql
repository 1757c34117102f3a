-- From a principal to the claims of one transaction.
--
-- The server says who is asking (the subject of a verified token, the hash of a key, the client of a job). For which
-- client that is, and with which role, is read from the tables here, at the start of every transaction: a removed member,
-- a suspended client or an expired key is refused from the next request on, whatever the token still says.
--
-- Which client a person acts for is said by the request, or else the one they switched to last. A request keeps the client
-- that its first transaction found, by naming it from then on: here membership is checked each time.
--
-- A user of a suspended client gets no client, and `suspended` says why: they still see themselves and may switch. Jobs
-- continue: what was accepted is finished.
--
-- A key is valid for as long as its creator is an owner or admin of the client.
--
-- A person whom Supabase Auth has banned is refused, and so are the keys that they made, until the ban ends. Of an
-- anonymous person, and of a session without the second factor that the person has, the server says whether they are
-- admitted (`admits`), and of a session how it was proven (`aal`).
--
-- Errors: RN001 unknown principal (the user does not exist or is deleted, a job's client was deleted), RN005 the person is
-- banned, RN006 they are anonymous, RN007 their session lacks the second factor, RN002 the key's client is
-- suspended, RN004 no member of the named client, or a key of another one, RN030 no such key, RN031 it has expired, RN032 it was revoked. The last three are told only to a caller with
-- the whole key.
--
-- The claims may be used again for as long as private.access_version is the same, and those of a key until `expires_at`.
-- A user is looked up in one statement, by subqueries: a join of the same tables lets the planner choose scans and hashes
-- while they are small, at three times the cost.
create function private.resolve_principal(principal jsonb) returns text
language plpgsql stable security definer
set search_path = ''
as $$
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
revoke execute on function private.resolve_principal(jsonb) from public;
grant execute on function private.resolve_principal(jsonb) to renum_login;
alter function private.resolve_principal(jsonb) owner to renum_system;
