import { fromDatabaseError } from '../errors.ts'
import { type Database, pool } from '../pool.ts'
import { readSchemaState } from './migrations.ts'

/** What there is to say about a database that answers. */
export interface DatabaseInfo {
  postgres: string
  pgvector: string | null
  login: string
  /** Milliseconds of one round trip. */
  latency_ms: number
  /** Bytes. */
  size: number
  /** Applied of those known, and whether an earlier, unreleased version of Renum made the schema instead. */
  migrations: { applied: number; known: number; unreleased: boolean }
}

/** Raises `database_unavailable` where the database does not answer. */
export async function readDatabaseInfo(database: Database): Promise<DatabaseInfo> {
  try {
    const { rows } = await database[pool].query(`
      select current_setting('server_version') as postgres, session_user::text as login,
        (select extversion from pg_extension where extname = 'vector') as pgvector,
        pg_database_size(current_database()) as size`)
    const started = performance.now()
    await database[pool].query('select 1')
    const latency_ms = Math.round((performance.now() - started) * 10) / 10
    const { known, pending, unreleased } = await readSchemaState(database[pool])
    return { ...rows[0], latency_ms, migrations: { applied: known - pending.length, known, unreleased } }
  } catch (error) {
    throw fromDatabaseError(error)
  }
}
