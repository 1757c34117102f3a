import type { Config } from '../config.ts'
import type { Logger } from '../telemetry/logger.ts'
import { startApi } from './api.ts'
import { startWorker } from './worker.ts'

/** The API and a worker in one process, as on one machine. They share nothing but the database. */
export async function startAll(config: Config, logger: Logger) {
  const api = await startApi(config, logger)
  try {
    const worker = await startWorker(config, logger)
    return {
      port: api.port,
      embeddings: api.embeddings,
      async stop() {
        await Promise.all([api.stop(), worker.stop()])
      },
    }
  } catch (error) {
    await api.stop()
    throw error
  }
}
