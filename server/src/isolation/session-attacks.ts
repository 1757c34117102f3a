import type { Outcome } from './attack.ts'
import type { SqlAttacker } from './sql-attacks.ts'

/** What is no tenant's to read, whichever client's it is. */
const relations = [
  'auth.users',
  'auth.sessions',
  'auth.refresh_tokens',
  'auth.identities',
  'storage.buckets',
  'pgboss.job',
  'pgboss.queue',
  'vault.secrets',
  'pg_catalog.pg_authid',
  'pg_catalog.pg_shadow',
  'pg_catalog.pg_statistic',
  'pg_catalog.pg_subscription',
  'pg_catalog.pg_user_mapping',
  'pg_catalog.pg_hba_file_rules',
  'supabase_migrations.schema_migrations',
]

/** What would break the walls for everybody, or leave the database. */
const statements = [
  'alter role renum_tenant bypassrls',
  'alter role renum_tenant superuser',
  'alter role renum_tenant login',
  'grant renum_system to renum_tenant',
  'grant renum_login to renum_tenant',
  'create role renum_intruder',
  'create schema intruder',
  'create table public.intruder (id int)',
  'create view public.intruder as select 1',
  'create function public.intruder() returns int language sql as $$ select 1 $$',
  'create function private.intruder() returns int language sql as $$ select 1 $$',
  `create or replace function private.current_client_id() returns uuid language sql as $$ select null::uuid $$`,
  `create or replace function private.has_role(minimum text) returns boolean language sql as $$ select true $$`,
  'drop function private.has_role(text) cascade',
  'alter function private.has_role(text) security definer',
  'create extension dblink',
  'create extension file_fdw',
  'create server intruder foreign data wrapper postgres_fdw',
  'create event trigger intruder on ddl_command_end execute function private.touch_updated_at()',
  'create publication intruder for all tables',
  'alter system set row_security = off',
  'alter database postgres set row_security = off',
  'drop schema private cascade',
  'grant all on all tables in schema public to anon',
  `set session_replication_role = replica`,
  `select pg_read_file('PG_VERSION')`,
  `select pg_ls_dir('.')`,
  `select lo_import('/etc/hostname')`,
  `select pg_reload_conf()`,
  `select pg_create_restore_point('x')`,
  `select pg_current_logfile()`,
  'do language plpython3u $$ pass $$',
  `create function pg_temp.c() returns int language c as 'libc', 'getpid'`,
  'select * from private.resolve_principal(\'{"kind":"job"}\')',
]

/** What Postgres offers a session beside our tables: other schemas, roles, files, and the rules themselves. */
export async function attackSession({ name, run }: SqlAttacker): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const tries = [...relations.map((relation) => `select * from ${relation} limit 1`), ...statements]
  for (const statement of tries) {
    const { rows, error } = await run(statement)
    outcomes.push({
      attack: `${name}: ${statement}`,
      leaked: error === undefined,
      ...(error === undefined && { why: `it was done: ${JSON.stringify(rows).slice(0, 300)}` }),
    })
  }
  return outcomes
}
