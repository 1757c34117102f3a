/**
 * What every migration has to keep, read from the catalogue, so that a new table is checked without anybody
 * remembering. `finds` gives what breaks the rule, nothing on a sound database; each of `plants` breaks it.
 */
export interface Rule {
  finds: string
  plants: readonly string[]
}

const ours = `n.nspname in ('public', 'private')`
const ofExtension = `exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and ${ours} and c.relkind in ('r', 'p')`
/** Tables that are no leaves: a leaf answers nobody directly. */
const whole = `${tables} and not c.relispartition`
const functions = `pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${ours} and not ${ofExtension}`
const policies = `pg_policies p join pg_namespace n on n.nspname = p.schemaname and ${ours}`
const newTable = `create table public.planted (client_id uuid not null, id uuid, primary key (client_id, id))`
const newFunction = (options = '') =>
  `create function private.planted() returns text ${options} language sql as $$ select 'x' $$`

export const rules = {
  'every table, and every leaf, forces row security': {
    finds: `select c.relname as what from ${tables} where not (c.relrowsecurity and c.relforcerowsecurity)`,
    plants: [
      newTable,
      'alter table documents disable row level security',
      'alter table documents no force row level security',
      'alter table document_chunks_07 no force row level security',
    ],
  },
  'every table has a primary key that begins with client_id, and requires it': {
    finds: `select c.relname as what from ${tables}
       where c.relname not in ('clients', 'users', 'access_version', 'encryption_keys', 'retired_encryption_keys', 'install_settings',
         'operator_log')
         and not exists (
           select from pg_attribute a join pg_index i on i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indisprimary
            where a.attrelid = c.oid and a.attname = 'client_id' and a.attnotnull)`,
    plants: [
      'create table public.planted (id uuid primary key)',
      'create table public.planted (id uuid primary key, client_id uuid not null)',
      'create table private.planted (client_id uuid, id uuid)',
    ],
  },
  'every right of a tenant has one permissive policy of its own': {
    finds: `select c.relname || ' ' || v.verb as what
        from ${whole} cross join (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) v (cmd, verb)
       where (select count(*) from pg_policy p
               where p.polrelid = c.oid and p.polpermissive and p.polcmd in (v.cmd::"char", '*')
                 and p.polroles && array['renum_tenant'::regrole::oid, 0])
          <> case when case when v.verb = 'delete' then has_table_privilege('renum_tenant', c.oid, v.verb)
                            else has_any_column_privilege('renum_tenant', c.oid, v.verb) end then 1 else 0 end`,
    plants: [
      'drop policy documents_update on documents',
      'create policy planted on documents for select to renum_tenant using (false)',
      'create policy planted on agents to renum_tenant using (false)',
      'create policy planted on agents using (false)',
      `${newTable}; grant select on public.planted to renum_tenant`,
      'grant delete on document_versions to renum_tenant',
      'grant update (created_at) on audit_log to renum_tenant',
    ],
  },
  'every table is read by tenants': {
    finds: `select c.relname as what from ${whole}
       where c.relname not in ('access_version', 'encryption_keys', 'retired_encryption_keys', 'install_settings',
         'operator_log', 'former_clients')
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array['renum_tenant'::regrole::oid])`,
    plants: [newTable],
  },
  'policies are for renum_tenant or renum_system, and not on leaves': {
    finds: `select c.relname || ' ' || p.polname as what from pg_policy p join ${tables} on c.oid = p.polrelid
       where c.relispartition
          or not p.polroles <@ array['renum_tenant'::regrole::oid, 'renum_system'::regrole::oid]
             and p.polname <> 'access_version_login'`,
    plants: [
      'create policy planted on documents for select to authenticated using (false)',
      'create policy planted on documents for select using (false)',
      'create policy planted on document_chunks_07 for select to renum_tenant using (true)',
    ],
  },
  'policies of tenants ask for the client, or for the person': {
    finds: `select p.tablename || ' ' || p.policyname as what
        from ${policies}, unnest(array[p.qual, p.with_check]) as e (expression)
       where 'renum_tenant' = any (p.roles) and e.expression is not null
         and e.expression !~ 'private[.]current_(client|user)_id[(][)]'`,
    plants: [
      'alter policy agents_select on agents using (true)',
      `alter policy agents_insert on agents with check ((select private.has_role('admin')))`,
      `alter policy agents_update on agents with check ((select private.has_role('admin')))`,
    ],
  },
  'policies ask their helpers once per statement': {
    finds: `select p.tablename || ' ' || p.policyname as what
        from ${policies}, unnest(array[p.qual, p.with_check]) as e (expression)
       where regexp_replace(e.expression, 'SELECT private[.]\\w+[(][^()]*[)]', '', 'g')
             -- Which knowledge base it is about, only the row knows.
             ~ 'private[.](?!has_hidden_collections)|auth[.]|current_setting'`,
    plants: [
      'alter policy agents_select on agents using (client_id = private.current_client_id())',
      `alter policy agents_update on agents with check (client_id = (select private.current_client_id()) and private.has_role('admin'))`,
      'create policy planted on agents for select to renum_tenant using (id = auth.uid())',
    ],
  },
  'a foreign key to what belongs to a client carries the client': {
    finds: `select k.conrelid::regclass || ' ' || k.conname as what
        from pg_constraint k join ${tables} on c.oid = k.conrelid
        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
       where k.contype = 'f' and k.conparentid = 0 and fn.nspname in ('public', 'private')
         -- People are of no client; which of them a row may name, client_members says where it matters.
         and k.confrelid <> 'public.users'::regclass
         -- Nor are the install's keys.
         and k.confrelid <> 'private.encryption_keys'::regclass
         and not exists (
           select from unnest(k.conkey, k.confkey) as pair (mine, theirs)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine and a.attname = 'client_id'
             join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
              and b.attname = case when k.confrelid = 'public.clients'::regclass then 'id' else 'client_id' end)`,
    plants: [
      `create unique index planted on knowledge_bases (id);
       alter table agents add column planted uuid references knowledge_bases (id)`,
      'alter table agents add column planted uuid references clients (id)',
      `alter table agents add column planted uuid,
         add foreign key (planted, id) references knowledge_bases (client_id, id)`,
    ],
  },
  'a foreign key has an index that finds its rows': {
    finds: `select k.conrelid::regclass || ' ' || k.conname as what
        from pg_constraint k join ${tables} on c.oid = k.conrelid
       where k.contype = 'f' and k.conparentid = 0
         and not exists (select from pg_index i where i.indrelid = k.conrelid
               -- The first two columns find the rows: client and parent.
               and (i.indkey::int2[])[0:least(cardinality(k.conkey), 2) - 1] <@ k.conkey)`,
    plants: ['alter table agents add column planted uuid references users (id)'],
  },
  'anon, authenticated and everybody have no right on what is ours': {
    finds: `with rights as (
        select c.relname as name, a.* from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
         where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        union all
        select c.relname || '.' || t.attname, a.*
          from pg_attribute t join ${tables} on c.oid = t.attrelid, aclexplode(t.attacl) a
        union all
        select p.proname, a.* from ${functions}, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        union all
        select n.nspname, a.* from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
         where n.nspname = 'private' or n.nspname = 'public' and a.privilege_type = 'CREATE'
      )
      select name || ' ' || privilege_type || ' ' || grantee::regrole as what from rights
       where grantee in (0, 'anon'::regrole, 'authenticated'::regrole)`,
    plants: [
      'grant select on documents to anon',
      'grant update (name) on documents to authenticated',
      'grant select on document_chunks_07 to public',
      'grant usage on schema private to anon',
      'grant create on schema public to authenticated',
      'grant execute on function search_embeddings(extensions.vector, integer, uuid[], uuid[], text) to public',
      newFunction(),
    ],
  },
  'files are opened by nobody’s own token': {
    finds: `select policyname as what from pg_policies where schemaname = 'storage'`,
    plants: [
      `create policy planted on storage.objects for select to authenticated using (bucket_id = 'documents')`,
      'create policy planted on storage.buckets for select to anon using (true)',
    ],
  },
  'our functions are for our roles alone': {
    finds: `select p.proname || ' ' || a.grantee::regrole as what
        from ${functions}, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
       where n.nspname = 'private' and a.grantee <> p.proowner
         and a.grantee <> all (array['renum_tenant', 'renum_system', 'renum_login']::regrole[])
         -- Auth's hook, which nobody else may call.
         and (p.proname, a.grantee) is distinct from ('before_user_created', to_regrole('supabase_auth_admin')::oid)`,
    plants: [
      newFunction(),
      'grant execute on function private.resolve_principal(jsonb) to service_role',
      'grant execute on function private.before_user_created(jsonb) to authenticated',
      'grant execute on function private.resolve_principal(jsonb) to supabase_auth_admin',
    ],
  },
  'a tenant reads and writes rows, and nothing else; a leaf answers nobody': {
    finds: `select c.relname || ' ' || a.privilege_type as what from ${tables}, aclexplode(c.relacl) a
       where a.grantee <> c.relowner and a.grantee in ('renum_tenant'::regrole, 'renum_system'::regrole, 'renum_login'::regrole)
         and (c.relispartition or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`,
    plants: [
      'grant truncate on documents to renum_tenant',
      'grant references on documents to renum_tenant',
      'grant select on document_chunks_07 to renum_tenant',
    ],
  },
  'a view asks as whoever looks': {
    finds: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${ours} and (c.relkind in ('m', 'f')
          or c.relkind = 'v' and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))`,
    plants: [
      'create view public.planted as select * from documents',
      'create materialized view public.planted as select * from documents',
    ],
  },
  'a function fixes its search_path': {
    finds: `select p.proname as what from ${functions}
       where not coalesce(p.proconfig && array['search_path=""', 'search_path='], false)`,
    plants: [newFunction(), newFunction(`set search_path = 'public'`)],
  },
  'a function with its owner’s rights belongs to renum_system': {
    finds: `select p.proname as what from ${functions} where p.prosecdef and p.proowner <> 'renum_system'::regrole`,
    plants: [newFunction(`security definer set search_path = ''`)],
  },
  'our roles cannot log in, are bound by row security, and are members of nothing': {
    finds: `select r.rolname as what from pg_roles r
       where r.rolname in ('renum_login', 'renum_system', 'renum_tenant')
         and (r.rolcanlogin or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)
      union all
      select m.member::regrole || ' in ' || m.roleid::regrole from pg_auth_members m
       where m.member in ('renum_tenant'::regrole, 'renum_system'::regrole)`,
    plants: [
      'alter role renum_tenant bypassrls',
      'alter role renum_system login',
      'grant renum_system to renum_tenant',
      'grant anon to renum_tenant',
    ],
  },
  'a tenant has no right on the queue': {
    finds: `select n.nspname as what from pg_namespace n
       where n.nspname = 'pgboss' and has_schema_privilege('renum_tenant', n.oid, 'usage')`,
    plants: ['grant usage on schema pgboss to renum_tenant', 'grant usage on schema pgboss to public'],
  },
} as const satisfies Record<string, Rule>
