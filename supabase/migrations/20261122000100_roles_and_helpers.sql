-- Who the database thinks is asking.
--
-- renum_tenant  runs every tenant transaction; policies are written for it alone.
-- renum_system  runs the few tasks that belong to no client (creating one) and owns the definer functions.
-- renum_login   is what a login role must be a member of to run Renum; it has no rights on any table.
--
-- Neither Supabase's anon and authenticated nor the owner of the tables gets a policy or a grant here:
-- row security is forced, so a missing `set role` reads nothing instead of everything.

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
-- These run once for each statement of each request. In plpgsql, for an SQL function with a search_path of its own is
-- never inlined and starts an executor for each call: 11 to 19 µs instead of 3.
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

-- Restricted collections that are kept from whoever asks: what no grant opens. Everything below them is kept too.
create function private.hidden_collections() returns uuid[]
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'hidden_collections')::uuid[], '{}');
end
$$;

-- One person, or one key: whose request it is, where that matters within a client.
create function private.current_principal() returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'renum' ->> 'principal';
end
$$;

-- Whether the transaction's role is at least `minimum`. A job writes knowledge as a user would.
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
  private.current_principal(), private.has_role(text)
to renum_tenant, renum_system;
