import { PreflightError } from '../compose.ts'
import type { Config } from '../config.ts'
import { connectDatabase, type Database } from '../db/pool.ts'
import { preflight } from '../db/schema/preflight.ts'
import { checkKeys, forgetKey as forget } from '../features/encryption-keys/encryption-keys.ts'
import { type Rotation, rotate } from '../features/encryption-keys/rotate.ts'
import { Problem } from '../problems.ts'
import { createKeyring } from '../providers/encryption/keyring.ts'
import type { Logger } from '../telemetry/logger.ts'

export type { Rotation as KeyRotation } from '../features/encryption-keys/rotate.ts'
export { generateKey as generateEncryptionKey } from '../providers/encryption/fernet.ts'

/**
 * Puts everything under the newest key of ENCRYPTION_KEY, while the install runs. Raises PreflightError where a key that
 * the database was written with is missing, `encryption_not_configured` where there is none.
 *
 * @param onProgress told after each batch: rows done, and how many there were at the beginning
 */
export function rotateKeys(
  config: Config,
  logger: Logger,
  onProgress?: (done: number, total: number) => void,
): Promise<Rotation> {
  return onDatabase(config, logger, async (database) => {
    const keyring = createKeyring(config.encryptionKeys)
    if (!keyring) throw new Problem('encryption_not_configured')
    const faults = await checkKeys(database, keyring)
    if (faults.length > 0) throw new PreflightError(faults)
    return rotate(database, keyring, onProgress ? { onProgress } : {})
  })
}

/** Gives up a lost key; the number of values to be entered again, undefined where the database knows no such key. */
export function forgetKey(config: Config, logger: Logger, key_id: string): Promise<number | undefined> {
  return onDatabase(config, logger, (database) => forget(database, key_id))
}

async function onDatabase<T>(config: Config, logger: Logger, body: (database: Database) => Promise<T>): Promise<T> {
  const database = await connectDatabase(config.supabase.dbUrl, { ...config.database, poolSize: 2 }, logger)
  try {
    const { faults } = await preflight(database, config.database)
    if (faults.length > 0) throw new PreflightError(faults)
    return await body(database)
  } finally {
    await database.close()
  }
}
