import type { Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/pool.ts'
import { installQueue } from '../db/queue.ts'
import { jobKinds } from '../jobs/registry.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Brings schema and queue up to date; gives the names of the migrations applied now. Safe to run twice at once. */
export async function migrateAll(config: Pick<Config, 'supabase' | 'database'>, logger: Logger): Promise<string[]> {
  const applied = await migrate(config.supabase.dbDirectUrl)
  const database = openDatabase(config.supabase.dbDirectUrl, { ...config.database, poolSize: 2 }, logger)
  try {
    await installQueue(database, logger, jobKinds)
  } finally {
    await database.close()
  }
  return applied
}
