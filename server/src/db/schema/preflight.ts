import type pg from 'pg'
import type { Language } from '../../problems.ts'
import { fromDatabaseError } from '../errors.ts'
import { type Database, pool } from '../pool.ts'
import { readSchemaState, unreleasedSchema } from './migrations.ts'

/** What is wrong with a database (`faults`: do not start), or good to know (`notes`). */
export interface Preflight {
  faults: Record<Language, string>[]
  notes: Record<Language, string>[]
}

interface Facts {
  server_version: number
  vector_version: string | null
  login: string
  login_bypasses: boolean
  login_is_member: boolean | null
  unsafe_roles: string[]
}

/**
 * Judges the database before anything runs on it: the roles that transactions run as must be bound by row security,
 * the migrations must be applied. The login itself may bypass it (hosted Supabase's does), unless `strictLogin`.
 */
export async function preflight(database: Database, { strictLogin }: { strictLogin: boolean }): Promise<Preflight> {
  const faults: Record<Language, string>[] = []
  const notes: Record<Language, string>[] = []
  const { rows } = await query<Facts>(
    database,
    `
    select current_setting('server_version_num')::int as server_version,
      (select extversion from pg_extension where extname = 'vector') as vector_version,
      session_user as login,
      (select rolsuper or rolbypassrls from pg_roles where rolname = session_user) as login_bypasses,
      (select pg_has_role(session_user, r.oid, 'member') from pg_roles r where r.rolname = 'renum_login') as login_is_member,
      -- The two roles, and every role they could become.
      array(select r.rolname::text from pg_roles r
             where (r.rolsuper or r.rolbypassrls)
               and exists (select 1 from pg_roles t
                            where t.rolname in ('renum_tenant', 'renum_system') and pg_has_role(t.oid, r.oid, 'member'))
           ) as unsafe_roles`,
  )
  const facts = rows[0] as Facts
  if (facts.server_version < 160000)
    faults.push({ pt: 'é preciso Postgres 16 ou mais novo', en: 'Postgres 16 or newer is needed' })
  if (facts.login_is_member === null) {
    faults.push({
      pt: 'o banco ainda não tem o esquema: rode `renum migrate`',
      en: 'the database has no schema yet: run `renum migrate`',
    })
    return { faults, notes }
  }
  for (const role of facts.unsafe_roles) {
    faults.push({
      pt: `renum_tenant ou renum_system pode agir como ${role}, que ignora a row level security`,
      en: `renum_tenant or renum_system can act as ${role}, which bypasses row security`,
    })
  }
  if (!facts.login_is_member) {
    faults.push({
      pt: `o login ${facts.login} não é membro de renum_login: grant renum_login to ${facts.login}`,
      en: `the login ${facts.login} is not a member of renum_login: grant renum_login to ${facts.login}`,
    })
  }
  if (facts.login_bypasses) {
    const text = {
      pt: `o login ${facts.login} ignora a row level security; as transações rodam como renum_tenant, que não a ignora`,
      en: `the login ${facts.login} bypasses row security; transactions run as renum_tenant, which does not`,
    }
    if (strictLogin) {
      faults.push({
        pt: `o login ${facts.login} ignora a row level security (RENUM_STRICT_LOGIN=1 não aceita)`,
        en: `${text.en} (RENUM_STRICT_LOGIN=1 refuses it)`,
      })
    } else notes.push(text)
  }
  const [major = 0, minor = 0, patch = 0] = (facts.vector_version ?? '').split('.').map(Number)
  if (!facts.vector_version) {
    faults.push({
      pt: 'falta a extensão vector: rode `renum migrate`',
      en: 'the extension vector is not installed: run `renum migrate`',
    })
  } else if (major === 0 && (minor < 8 || (minor === 8 && patch < 4))) {
    // Hosted projects get the version that Supabase gives them.
    notes.push({
      pt: `pgvector ${facts.vector_version} tem falhas conhecidas no HNSW: atualize para 0.8.4`,
      en: `pgvector ${facts.vector_version} has known HNSW faults: update to 0.8.4`,
    })
  }
  const { pending, unreleased } = await schemaState(database)
  if (unreleased) faults.push(unreleasedSchema())
  else if (pending.length > 0) {
    faults.push({
      pt: `${pending.length} ${pending.length === 1 ? 'migração não foi aplicada' : 'migrações não foram aplicadas'}: rode \`renum migrate\``,
      en: `${pending.length} ${pending.length === 1 ? 'migration is' : 'migrations are'} not applied: run \`renum migrate\``,
    })
  }
  return { faults, notes }
}

async function schemaState(database: Database) {
  try {
    return await readSchemaState(database[pool])
  } catch (error) {
    throw fromDatabaseError(error)
  }
}

/** Raises `database_unavailable` where the database does not answer. */
export async function ping(database: Database): Promise<void> {
  await query(database, 'select 1')
}

async function query<Row extends pg.QueryResultRow>(database: Database, text: string): Promise<pg.QueryResult<Row>> {
  try {
    return await database[pool].query<Row>(text)
  } catch (error) {
    throw fromDatabaseError(error)
  }
}
