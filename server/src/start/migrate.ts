import type { Config } from '../config.ts'
import { installQueue } from '../db/pg-boss/install-queue.ts'
import { connectDatabase } from '../db/pool.ts'
import { migrate } from '../db/schema/migrate.ts'
import { jobKinds } from '../jobs/registry.ts'
import type { Logger } from '../telemetry/logger.ts'

/**
 * Brings schema and queue up to date; gives the names of the migrations applied now. Safe to run twice at once.
 *
 * @throws ConnectError, UnreleasedSchemaError, SchemaObstructedError
 */
export async function migrateAll(config: Pick<Config, 'supabase' | 'database'>, logger: Logger): Promise<string[]> {
  const { dbDirectUrl } = config.supabase
  // Waits, if need be, until the database answers.
  const options = { ...config.database, poolSize: 2, poolMode: 'transaction' as const }
  const database = await connectDatabase(dbDirectUrl, options, logger)
  try {
    const applied = await migrate(dbDirectUrl)
    await installQueue(database, logger, jobKinds)
    return applied
  } finally {
    await database.close()
  }
}
