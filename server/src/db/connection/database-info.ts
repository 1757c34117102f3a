import { fromDatabaseError } from '../errors.ts'
import { readMigrations } from '../migrate.ts'
import { type Database, pool } from '../pool.ts'

/** What there is to say about a database that answers. */
export interface DatabaseInfo {
  postgres: string
  pgvector: string | null
  login: string
  /** Milliseconds of one round trip. */
  latency_ms: number
  /** Bytes. */
  size: number
  migrations: { applied: number; known: number }
}

/** Raises `database_unavailable` where the database does not answer. */
export async function readDatabaseInfo(database: Database): Promise<DatabaseInfo> {
  try {
    const { rows } = await database[pool].query(`
      select current_setting('server_version') as postgres, session_user::text as login,
        (select extversion from pg_extension where extname = 'vector') as pgvector,
        pg_database_size(current_database()) as size,
        to_regclass('supabase_migrations.schema_migrations') is not null as migrated`)
    const started = performance.now()
    await database[pool].query('select 1')
    const latency_ms = Math.round((performance.now() - started) * 10) / 10
    const { migrated, ...facts } = rows[0]
    const known = await readMigrations()
    const done = migrated
      ? await database[pool].query('select version from supabase_migrations.schema_migrations')
      : null
    const versions = new Set(done?.rows.map(({ version }) => version))
    const applied = known.filter(({ version }) => versions.has(version)).length
    return { ...facts, latency_ms, migrations: { applied, known: known.length } }
  } catch (error) {
    throw fromDatabaseError(error)
  }
}
