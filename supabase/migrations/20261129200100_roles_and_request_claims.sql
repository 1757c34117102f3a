-- The database roles, and the claims of a request: which client, user and role the running transaction acts for.
--
-- renum_tenant  runs every tenant transaction; policies are written for it alone.
-- renum_system  runs the few tasks that belong to no client (creating one) and owns the security definer functions.
-- renum_login   is what a login role must be a member of to run Renum; it has no rights on any table of a client.
--
-- Neither Supabase's anon and authenticated nor the owner of the tables gets a policy or a grant: row security is
-- forced, so that a missing `set role` reads nothing instead of everything.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['renum_tenant', 'renum_system', 'renum_login'] loop
    begin
      execute format('create role %I nologin noinherit nosuperuser nobypassrls', wanted);
    exception
      -- Roles belong to the cluster: another database of it may have them, or be creating them right now.
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

-- Not inherited: the policies of renum_system would otherwise apply to the login role itself.
grant renum_tenant to renum_login with inherit false, set true;
grant renum_system to renum_login with inherit false, set true;
-- The owner needs the three to hand functions over to renum_system, and to run Renum as itself.
grant renum_login to current_user with inherit true, set true;
grant renum_system to current_user with inherit false, set true;

create schema if not exists extensions;
create extension if not exists vector with schema extensions;
do $$
begin
  -- Functions name it there, for their search_path is empty.
  if not exists (
    select from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'vector' and n.nspname = 'extensions'
  ) then
    raise exception 'the extension vector is not in the schema extensions'
      using hint = 'alter extension vector set schema extensions';
  end if;
end $$;

create schema private;
revoke all on schema private from public;
grant usage on schema private to renum_tenant, renum_login;
grant usage, create on schema private to renum_system;
grant usage on schema public to renum_tenant, renum_system;
grant usage on schema extensions to renum_tenant, renum_system;

-- The claims of the running transaction, as `private.resolve_principal` decided them.
--
-- These functions run once for each statement of each request. They are plpgsql because an SQL function with a
-- search_path of its own is never inlined and starts an executor for each call: 11 to 19 µs instead of 3.
create function private.claim(name text) returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> name;
end
$$;

create function private.current_client_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'client_id')::uuid;
end
$$;

create function private.current_user_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'user_id')::uuid;
end
$$;

-- One user, or one API key: what tells two callers of a client apart.
create function private.current_principal() returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'principal';
end
$$;

-- Restricted collections that the caller has no grant for, and that are hidden with everything in them.
create function private.hidden_collections() returns uuid[]
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'hidden_collections')::uuid[], '{}');
end
$$;

-- Whether the role of the transaction is at least `minimum`. A job writes knowledge as a user does.
create function private.has_role(minimum text) returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
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

-- The API key of the request; null for every other kind of caller.
create function private.current_api_key_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,id}')::uuid;
end
$$;

-- The user who answers for the request: the caller, or the creator of the API key.
create function private.answering_user_id() returns uuid
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum';
begin
  return coalesce(claims ->> 'user_id', claims #>> '{api_key,created_by}')::uuid;
end
$$;

-- The scopes of the API key; null for a user, whose role alone counts.
create function private.current_scopes() returns text[]
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return (select array_agg(s.scope) from jsonb_array_elements_text(
    nullif(current_setting('request.jwt.claims', true), '')::jsonb #> '{renum,api_key,scopes}') as s (scope));
end
$$;

-- Whether the API key sees only listed collections: it would not see a new one.
create function private.is_limited() returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb #>> '{renum,api_key,limited}')::boolean, false);
end
$$;

-- One row, with another version after each change of what private.resolve_principal reads. A caller who presents earlier
-- claims with their version is checked against this one row instead of four tables, and no claims outlive the commit
-- that ended them. The version is random, so that a standby that lost the last commits never reaches a version that
-- stood for something else.
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

-- For deferred constraint triggers: at the end of the transaction, no other one waits for the row longer than a commit
-- takes.
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

create function private.touch_updated_at() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

revoke execute on all functions in schema private from public;
grant execute on function
  private.claim(text), private.current_client_id(), private.current_user_id(), private.hidden_collections(),
  private.current_principal(), private.has_role(text), private.current_api_key_id(), private.answering_user_id(),
  private.current_scopes(), private.is_limited()
to renum_tenant, renum_system;
-- The role that migrates is a member of renum_login and creates triggers of it on later tables. As a trigger function it
-- cannot be called in any other way.
grant execute on function private.access_changed() to renum_login;
-- Handed over last, here and in every file: a plain owner cannot change the rights of what is no longer its own, and
-- Postgres only warns.
alter function private.access_changed() owner to renum_system;
