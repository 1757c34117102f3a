import type { RunSql } from './attack.ts'

interface Column {
  name: string
  type: string
  generated: boolean
  /** It must be given. */
  required: boolean
  /** Part of a unique index. */
  unique: boolean
  /** The table that a foreign key of it points at, as the API's paths call it. */
  points_at: string | null
  select: boolean
  insert: boolean
  update: boolean
}

export interface Table {
  name: string
  leaf: boolean
  columns: Column[]
}

/** As the API's paths call what stands in a table. */
function kindOfTable(table: string): string {
  if (table === 'knowledge_collections') return 'collections'
  if (table === 'client_members') return 'users'
  return table.replace(/^(document|collection|api)_(?=versions|chunks|grants)/, '').replaceAll('_', '-')
}

const query = `
  select c.relname as name, c.relispartition as leaf, jsonb_agg(jsonb_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'generated', a.attgenerated <> '', 'required', a.attnotnull and not a.atthasdef,
      'unique', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey)),
      'points_at', (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
                     where k.conrelid = c.oid and k.contype = 'f' and k.conkey[cardinality(k.conkey)] = a.attnum limit 1),
      'select', has_column_privilege(c.oid, a.attnum, 'select'),
      'insert', has_column_privilege(c.oid, a.attnum, 'insert'),
      'update', has_column_privilege(c.oid, a.attnum, 'update')) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
     and exists (select from pg_policy p
                  where p.polroles @> array['renum_tenant'::regrole::oid]
                    and p.polrelid in (c.oid, (select i.inhparent from pg_inherits i where i.inhrelid = c.oid)))
   group by c.oid order by c.relname`

/** Renum's tables as the session sees them: their columns, and what it may do with each. */
export async function readTables(run: RunSql): Promise<Table[]> {
  const { rows, error } = await run(query)
  if (error) throw new Error(`the catalogue cannot be read: ${error.message}`)
  return (rows as unknown as Table[]).map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      points_at: column.points_at && kindOfTable(column.points_at),
    })),
  }))
}

export interface Callable {
  name: string
  arguments: { name: string; type: string }[]
}

/** The functions of ours, may they be called or not. */
export async function readFunctions(run: RunSql): Promise<Callable[]> {
  const { rows, error } = await run(`
    select n.nspname || '.' || p.proname as name,
           coalesce((select jsonb_agg(jsonb_build_object('name', p.proargnames[i], 'type', format_type(t, null)) order by i)
                       from unnest(p.proargtypes::oid[]) with ordinality as a (t, i)), '[]') as arguments
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'private') and p.prorettype <> 'trigger'::regtype
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by 1`)
  if (error) throw new Error(`the catalogue cannot be read: ${error.message}`)
  return rows as unknown as Callable[]
}
