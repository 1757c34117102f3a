import { describe, expect, it } from 'vitest'
import { asAdmin } from './harness.ts'

/** What every migration has to keep, read from the catalogue: a new table is checked without anybody remembering. */

const ours = `n.nspname in ('public', 'private')`

describe('every table', () => {
  it('forces row security, leaves of partitions included', async () => {
    const tables = await asAdmin<{ name: string; guarded: boolean }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as guarded
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${ours} and c.relkind in ('r', 'p')`)
    expect(tables.length).toBeGreaterThan(40)
    expect(tables.filter(({ guarded }) => !guarded)).toEqual([])
  })

  it('has policies for renum_tenant and the system alone, and leaves have none', async () => {
    const rows = await asAdmin<{ name: string; leaf: boolean; roles: string[] }>(`
      select c.relname as name, c.relispartition as leaf,
             array(select distinct r.rolname::text from pg_policy p, pg_roles r
                    where p.polrelid = c.oid and (r.oid = any (p.polroles) or p.polroles = '{0}')) as roles
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${ours} and c.relkind in ('r', 'p')`)
    for (const { name, leaf, roles } of rows) {
      if (leaf) expect(roles, name).toEqual([])
      else expect(roles, name).toContain('renum_tenant')
      expect(['renum_tenant', 'renum_system'], name).toEqual(expect.arrayContaining(roles))
    }
  })

  it('carries client_id as the first column of an index, and requires it', async () => {
    const rows = await asAdmin<{ name: string }>(`
      select c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
         and c.relname not in ('clients', 'users')
         and not exists (
           select from pg_attribute a join pg_index i on i.indrelid = c.oid and i.indkey[0] = a.attnum
            where a.attrelid = c.oid and a.attname = 'client_id' and a.attnotnull)`)
    expect(rows).toEqual([])
  })

  it('points at other tenant tables only together with client_id', async () => {
    const rows = await asAdmin<{ name: string }>(`
      select k.conrelid::regclass || '.' || k.conname as name
        from pg_constraint k
       where k.contype = 'f' and k.conparentid = 0
         and k.conrelid in (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public')
         and k.confrelid in (select a.attrelid from pg_attribute a where a.attname = 'client_id')
         and k.confrelid <> 'public.users'::regclass
         and not exists (
           select from unnest(k.conkey, k.confkey) as pair (mine, theirs)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine and a.attname = 'client_id'
             join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs and b.attname = 'client_id')`)
    expect(rows).toEqual([])
  })

  it('has an index for each foreign key', async () => {
    const rows = await asAdmin<{ name: string }>(`
      select k.conrelid::regclass || '.' || k.conname as name
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       where k.contype = 'f' and k.conparentid = 0 and n.nspname = 'public'
         and not exists (select from pg_index i where i.indrelid = k.conrelid
               -- The first two columns find the rows: client and parent.
               and (i.indkey::int2[])[0:least(cardinality(k.conkey), 2) - 1] <@ k.conkey)`)
    expect(rows).toEqual([])
  })
})

describe('nobody else', () => {
  it.each(['anon', 'authenticated', 'public'])('%s has no right on a table or function of ours', async (role) => {
    const tables = await asAdmin(
      `select c.relname, a.privilege_type
         from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
        where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'S')
          and a.grantee = coalesce((select oid from pg_roles where rolname = $1), 0)`,
      [role],
    )
    expect(tables).toEqual([])
    const functions = await asAdmin<{ name: string }>(
      `select p.proname as name
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
              aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where ${ours} and a.grantee = coalesce((select oid from pg_roles where rolname = $1), 0)
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
      [role],
    )
    // The one helper of a storage policy, which that role evaluates.
    expect(functions).toEqual(role === 'authenticated' ? [{ name: 'can_read_file' }] : [])
  })

  it('reads a leaf of the chunks directly', async () => {
    const grants = await asAdmin(`
      select c.relname from pg_class c, aclexplode(c.relacl) a
       where c.relispartition and c.relname like 'document_chunks_%' and a.grantee <> c.relowner`)
    expect(grants).toEqual([])
  })
})

describe('every function', () => {
  it('fixes its search_path', async () => {
    const rows = await asAdmin(`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where ${ours} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
         and not coalesce(p.proconfig && array['search_path=""', 'search_path='], false)`)
    expect(rows).toEqual([])
  })

  it('that runs with its owner’s rights belongs to renum_system', async () => {
    const rows = await asAdmin<{ name: string; owner: string }>(`
      select p.proname as name, p.proowner::regrole::text as owner
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where ${ours} and p.prosecdef order by 1`)
    expect(rows.map(({ owner }) => owner)).toEqual(rows.map(() => 'renum_system'))
    expect(rows.map(({ name }) => name)).toContain('resolve_principal')
  })
})

describe('the roles', () => {
  it('cannot log in, are bound by row security, and are members of nothing', async () => {
    const rows = await asAdmin(`
      select rolname::text, rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful
        from pg_roles where rolname like 'renum\\_%' and rolname <> 'renum_owner' order by 1`)
    expect(rows).toEqual([
      { rolname: 'renum_login', powerful: false },
      { rolname: 'renum_system', powerful: false },
      { rolname: 'renum_tenant', powerful: false },
    ])
    const memberships = await asAdmin(`
      select m.roleid::regrole::text as role from pg_auth_members m
       where m.member in ('renum_tenant'::regrole, 'renum_system'::regrole)`)
    expect(memberships).toEqual([])
  })

  it('leave a tenant no right on the queue', async () => {
    const rows = await asAdmin<{ usable: boolean }>(
      `select has_schema_privilege('renum_tenant', 'pgboss', 'usage') as usable`,
    )
    expect(rows).toEqual([{ usable: false }])
  })
})
