/**
 * What Auth's own migrations lay of second factors, of the columns and as they name them: the Auth that these tests run on
 * has none.
 */
export const factorsSql = `
  do $$ begin
    create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
    create type auth.factor_status as enum ('unverified', 'verified');
  exception when duplicate_object then null;
  end $$;
  create table if not exists auth.mfa_factors (
    id uuid primary key,
    user_id uuid not null references auth.users (id) on delete cascade,
    friendly_name text,
    factor_type auth.factor_type not null,
    status auth.factor_status not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    secret text,
    phone text,
    last_challenged_at timestamptz);
  create unique index if not exists mfa_factors_user_friendly_name_unique
    on auth.mfa_factors (friendly_name, user_id) where trim(friendly_name) <> ''`

/**
 * What a project's database has of Auth besides what @supabase/lite lays, before Renum comes: columns and tables, whose they
 * are, and who may do what. `owner` is the login that migrates. Hosted Supabase gives it BYPASSRLS; this one reads and writes the
 * accounts by a policy.
 */
export const hostedAuthSql = (owner: string) => `
  grant all on schema auth to supabase_auth_admin;
  alter table auth.users add column if not exists instance_id uuid,
    add column if not exists is_super_admin boolean;
  ${factorsSql};
  create table if not exists auth.one_time_tokens (
    id uuid primary key,
    user_id uuid not null references auth.users (id) on delete cascade,
    token_type text not null,
    token_hash text not null check (char_length(token_hash) > 0),
    relates_to text not null,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now());
  alter type auth.factor_type owner to supabase_auth_admin;
  alter type auth.factor_status owner to supabase_auth_admin;
  do $$
  declare
    each_table regclass;
  begin
    for each_table in select c.oid from pg_class c where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' loop
      execute format('alter table %s owner to supabase_auth_admin', each_table);
      execute format('alter table %s enable row level security', each_table);
      execute format('grant select on %s to ${owner} with grant option', each_table);
    end loop;
  end $$;
  grant usage on schema auth to ${owner} with grant option;
  grant insert, references, trigger on auth.users to ${owner};
  grant trigger on auth.mfa_factors, auth.sessions to ${owner};
  create policy migrating on auth.users to ${owner} using (true) with check (true);
  create policy migrating on auth.mfa_factors to ${owner} using (true) with check (true)`
