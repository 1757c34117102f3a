import type pg from 'pg'
import type { Language } from '../../problems.ts'
import type { Migration } from './migrations.ts'

type Text = Record<Language, string>

interface Facts {
  private_schema: boolean
  other_queue: boolean
  taken: string[]
  vector_schema: string | null
  auth_waits: boolean
  accounts_hidden: boolean
  storage_waits: boolean
}

/** What keeps a database from taking the schema, whose stable code is `schema_obstructed`. Nothing was changed. */
export class SchemaObstructedError extends Error {
  readonly code = 'schema_obstructed'
  readonly text: Text

  constructor(obstacles: readonly Text[]) {
    const pt = ['Nada foi alterado no banco de dados:', ...obstacles.map((text) => `- ${text.pt}`)].join('\n')
    const en = ['Nothing was changed in the database:', ...obstacles.map((text) => `- ${text.en}`)].join('\n')
    super(en)
    this.name = 'SchemaObstructedError'
    this.text = { pt: `${pt}\n(schema_obstructed)`, en: `${en}\n(schema_obstructed)` }
  }
}

/**
 * What is in the way of the first migrations: what is there already under a name of Renum's, and what the project's own
 * services have not laid yet. Only reads.
 *
 * @param migrations all of them: none has been applied
 */
export async function findObstacles(
  database: Pick<pg.Client, 'query'>,
  migrations: readonly Migration[],
): Promise<Text[]> {
  const { rows } = await database.query<Facts>(
    `with columns as (
       select n.nspname || '.' || c.relname || '.' || a.attname as name
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('auth', 'storage') and a.attnum > 0 and not a.attisdropped)
     select to_regnamespace('private') is not null as private_schema,
       to_regclass('pgboss.version') is not null as other_queue,
       array(select c.relname::text from pg_class c
              where c.relnamespace = to_regnamespace('public') and c.relname = any ($1) order by 1) as taken,
       (select n.nspname::text from pg_extension e join pg_namespace n on n.oid = e.extnamespace
         where e.extname = 'vector') as vector_schema,
       -- The image of Supabase's Postgres has a first form of these schemas, the services the rest.
       exists (select from pg_class c join pg_roles r on r.oid = c.relowner
                where c.oid = to_regclass('auth.users') and r.rolname = 'supabase_auth_admin')
         and not exists (select from columns where name = 'auth.mfa_factors.status') as auth_waits,
       -- Auth's tables have row security and no policy: who does not bypass it would find no account, without an error.
       coalesce(row_security_active(to_regclass('auth.users')), false) and not exists (
         select from pg_policy p
          where p.polrelid = to_regclass('auth.users') and p.polcmd in ('r', '*')
            and exists (select from unnest(p.polroles) as r (id) where r.id = 0 or pg_has_role(r.id, 'usage'))
       ) as accounts_hidden,
       to_regclass('auth.users') is not null and (
         select count(*) from columns
          where name in ('storage.buckets.file_size_limit', 'storage.buckets.allowed_mime_types', 'storage.objects.name')
       ) < 3 as storage_waits`,
    [tablesOf(migrations)],
  )
  const facts = rows[0] as Facts
  const obstacles: Text[] = []
  if (facts.private_schema) {
    obstacles.push({
      pt: 'já existe um schema private, que não é do Renum: renomeie-o (alter schema private rename to …) ou use um projeto próprio',
      en: 'there is a schema private already, which is not Renum’s: rename it (alter schema private rename to …) or use a project of its own',
    })
  }
  if (facts.other_queue) {
    obstacles.push({
      pt: 'já existe um schema pgboss, com a fila de outro programa: renomeie-o (alter schema pgboss rename to …) ou use um projeto próprio',
      en: 'there is a schema pgboss already, with the queue of another program: rename it (alter schema pgboss rename to …) or use a project of its own',
    })
  }
  if (facts.taken.length > 0) {
    const names = facts.taken.map((name) => `public.${name}`).join(', ')
    obstacles.push({
      pt: `já existe ${names}, que não é do Renum: renomeie ou use um projeto próprio`,
      en: `${names} is there already and not Renum’s: rename it or use a project of its own`,
    })
  }
  if (facts.vector_schema !== null && facts.vector_schema !== 'extensions') {
    obstacles.push({
      pt: `a extensão vector está no schema ${facts.vector_schema}: alter extension vector set schema extensions`,
      en: `the extension vector is in the schema ${facts.vector_schema}: alter extension vector set schema extensions`,
    })
  }
  if (facts.auth_waits) obstacles.push(waits('Auth', 'auth'))
  if (facts.accounts_hidden) {
    obstacles.push({
      pt: 'este login não vê as contas do Auth (auth.users tem row level security): use o login postgres do projeto, ou dê BYPASSRLS a este',
      en: 'this login does not see the accounts of Auth (auth.users has row level security): use the project’s login postgres, or give this one BYPASSRLS',
    })
  }
  if (facts.storage_waits) obstacles.push(waits('Storage', 'storage'))
  return obstacles
}

function waits(service: string, schema: string): Text {
  return {
    pt: `o ${service} do Supabase ainda não criou suas tabelas (schema ${schema}): inicie-o, espere que responda e rode de novo`,
    en: `Supabase ${service} has not made its tables yet (schema ${schema}): start it, wait until it answers, and run this again`,
  }
}

/** The names of the tables that migrations make in public. */
function tablesOf(migrations: readonly Migration[]): string[] {
  return migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^create (?:unlogged )?(?:table|view) public\.(\w+)/gm)].map(([, name = '']) => name),
  )
}
