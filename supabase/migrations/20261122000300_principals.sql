-- From a principal to the claims of one transaction.
--
-- The server says who is asking (a verified token's subject, a key's hash, a job's client). For which client that
-- is, and with which role, is read from the tables here, at the start of every transaction: a removed member, a
-- suspended client or an expired key is out with the next request, whatever the token still says.
--
-- A person of a suspended client is told apart and gets no client: they still see themselves and may switch. Jobs go
-- on: what was accepted is finished.
--
-- A key is worth what it was made for as long as whoever made it is an owner or admin of the client.
--
-- Errors: RN001 unknown principal (the user does not exist, a job's client is gone), RN002 the key's client is suspended,
-- RN030 no such key, RN031 it has expired, RN032 it was revoked. The last three are told to whoever has the whole key.
--
-- What it found may be said again as long as private.access_version (below) is the same, and for a key until
-- `expires_at`. A person is looked up in one statement, by subqueries: a join of the same tables lets the planner choose
-- scans and hashes while they are small, at three times the cost.
create function private.resolve_principal(principal jsonb) returns text
language plpgsql stable security definer
set search_path = ''
as $$
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
  key public.api_keys;
  maker_role text;
  line_ended boolean;
  line_expires timestamptz;
  of_key json;
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
    select k.* into key from public.api_keys k where k.key_hash = principal ->> 'key_hash';
    if not found then
      raise exception 'unknown API key' using errcode = 'RN030';
    end if;
    select c.status, (select m.role from public.client_members m where m.client_id = c.id and m.user_id = key.created_by)
      into client_status, maker_role
      from public.clients c
     where c.id = key.client_id;
    -- A key that was made with another one is never more than it: ended with it, narrowed with it, over with it.
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
    elsif key.expires_at <= now() then
      raise exception 'expired API key' using errcode = 'RN031';
    elsif client_status = 'suspended' then
      raise exception 'client suspended' using errcode = 'RN002';
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

  -- Owners and admins give the grants, and jobs work for everybody: nothing is kept from them.
  if key.limited then
    -- To name a restricted collection is to open it to the key. What is made later is hidden.
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

-- One row: another version whenever something changes that private.resolve_principal answers from. Whoever asks again
-- says what was answered and under which version, and the database looks no further where that is still the one: one
-- row instead of four tables, and yet nothing outlives the commit that ended it. A random one, so that a standby that
-- lost the last commits never comes to a version that was another's.
create table private.access_version (
  one boolean primary key default true check (one),
  version uuid not null default gen_random_uuid(),
  changed_by xid8
);
insert into private.access_version default values;
alter table private.access_version enable row level security, force row level security;
create policy access_version_login on private.access_version for select to renum_login using (true);
create policy access_version_system on private.access_version to renum_system using (true);
grant select on private.access_version to renum_login;
grant select, update on private.access_version to renum_system;

create function private.access_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Once for each transaction, however many rows it changes.
  update private.access_version set version = gen_random_uuid(), changed_by = pg_current_xact_id()
   where changed_by is distinct from pg_current_xact_id();
  return null;
end
$$;

-- At the end of the transaction, so that nobody waits for the row any longer than a commit takes. A new user, member or
-- key changes nothing that was answered before.
create constraint trigger users_then_access after update of client_id or delete on public.users
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger client_members_then_access after update or delete on public.client_members
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger clients_then_access after update of status or delete on public.clients
  deferrable initially deferred for each row execute function private.access_changed();
create constraint trigger api_keys_then_access after update of key_hash, client_id, scopes, limited, expires_at,
    revoked_at or delete on public.api_keys
  deferrable initially deferred for each row execute function private.access_changed();

-- Every person of Supabase Auth has a row in users; the address and the last sign-in follow.
create function private.sync_user(id uuid, email text, name text, last_login timestamptz) returns void
language sql security definer
set search_path = ''
as $$
  insert into public.users (id, email, name, last_login)
  values ($1, $2, nullif(left(btrim(coalesce($3, '')), 200), ''), $4)
  on conflict (id) do update set email = excluded.email, last_login = excluded.last_login
$$;

create function private.sync_auth_user() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.sync_user(new.id, new.email, new.raw_user_meta_data ->> 'name', new.last_sign_in_at);
  return new;
end
$$;

-- A client always has an owner. Checked at the end of the transaction, so that ownership can be passed within one.
create function private.ensure_owner() returns trigger
language plpgsql security definer
set search_path = ''
as $$
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

create trigger renum_sync_auth_user after insert or update of email, last_sign_in_at on auth.users
  for each row execute function private.sync_auth_user();
create constraint trigger client_members_ensure_owner after update or delete on public.client_members
  deferrable initially deferred
  for each row when (old.role = 'owner') execute function private.ensure_owner();

revoke execute on function
  private.resolve_principal(jsonb), private.sync_user(uuid, text, text, timestamptz), private.sync_auth_user(),
  private.ensure_owner(), private.access_changed()
from public;
grant execute on function private.resolve_principal(jsonb), private.sync_user(uuid, text, text, timestamptz)
to renum_login;
-- Whoever migrates makes triggers of it on later tables, and has this role. It can be called by no other way.
grant execute on function private.access_changed() to renum_login;
-- Handed over last: a plain owner cannot change the rights of what is no longer its own, and Postgres only warns.
alter function private.resolve_principal(jsonb) owner to renum_system;
alter function private.sync_user(uuid, text, text, timestamptz) owner to renum_system;
alter function private.sync_auth_user() owner to renum_system;
alter function private.ensure_owner() owner to renum_system;
alter function private.access_changed() owner to renum_system;
-- A row lock wants the right to update, and suspending a client is the system's own task.
grant update (status) on public.clients to renum_system;

-- Who had an account before Renum came.
select private.sync_user(u.id, u.email, u.raw_user_meta_data ->> 'name', u.last_sign_in_at) from auth.users u;
