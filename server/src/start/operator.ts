import { PreflightError } from '../compose.ts'
import type { Config } from '../config.ts'
import { openQueue } from '../db/pg-boss/open-queue.ts'
import { connectDatabase } from '../db/pool.ts'
import { preflight } from '../db/schema/preflight.ts'
import {
  type DefaultLimitChanges,
  eraseClient,
  erasePerson,
  exportClient,
  exportPerson,
  findClient,
  findPerson,
  type Limits,
  listClients,
  listEntries,
  readDefaultQuota,
  readSignUp,
  type SignUp,
  setDefaultQuota,
  setQuota,
  setSignUp,
  setStatus,
} from '../features/operator/operator.ts'
import { createAccounts } from '../providers/auth/accounts.ts'
import { createFileStorage } from '../providers/storage/storage.ts'
import { createServiceClient } from '../providers/supabase.ts'
import type { Logger } from '../telemetry/logger.ts'

export type Operator = Awaited<ReturnType<typeof openOperator>>

/**
 * What the operator of an install may do with its clients and people; everything is audited. Raises PreflightError,
 * ConnectError.
 */
export async function openOperator(config: Config, logger: Logger) {
  const database = await connectDatabase(config.supabase.dbUrl, { ...config.database, poolSize: 2 }, logger)
  try {
    const { faults } = await preflight(database, config.database)
    if (faults.length > 0) throw new PreflightError(faults)
    const queue = await openQueue(database, logger, false)
    const supabase = createServiceClient(config.supabase)
    const storage = createFileStorage(supabase, config.supabase.url)
    const accounts = createAccounts(supabase)
    return {
      listClients: () => listClients(database),
      findClient: (id: string) => findClient(database, id),
      suspend: (id: string) => setStatus(database, id, 'suspended'),
      resume: (id: string) => setStatus(database, id, 'active'),
      setQuota: (id: string, limits: Limits) => setQuota(database, id, limits),
      readDefaultQuota: () => readDefaultQuota(database),
      setDefaultQuota: (limits: DefaultLimitChanges) => setDefaultQuota(database, limits),
      readSignUp: () => readSignUp(database),
      setSignUp: (sign_up: SignUp) => setSignUp(database, sign_up),
      findPerson: (who: string) => findPerson(database, who),
      exportClient: (id: string, to: string, onProgress?: (file: string, rows: number) => void) =>
        exportClient({ database, storage }, id, to, onProgress),
      exportPerson: (who: string, to: string, onProgress?: (file: string, rows: number) => void) =>
        exportPerson({ database }, who, to, onProgress),
      eraseClient: (id: string, onProgress?: (documents: number) => void) =>
        eraseClient({ database, queue, storage }, id, onProgress),
      erasePerson: (who: string) => erasePerson({ database, accounts }, who),
      listEntries: (limit?: number) => listEntries(database, limit),
      async close() {
        await queue.stop(5_000)
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
