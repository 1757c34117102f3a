import { composeEmbedders } from '../compose.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../telemetry/logger.ts'
import { startApi } from './api.ts'
import { startWorker } from './worker.ts'

/** The API and a worker in one process, as on one machine. They share the database and the embedders, no more. */
export async function startAll(config: Config, logger: Logger) {
  const embedders = await composeEmbedders(config, logger)
  const { current, note } = embedders
  try {
    const api = await startApi(config, logger, embedders)
    try {
      const worker = await startWorker(config, logger, embedders)
      return {
        port: api.port,
        embeddings: { model: current.model, mode: current.mode, note },
        async stop() {
          await Promise.all([api.stop(), worker.stop()])
          await embedders.close()
        },
      }
    } catch (error) {
      await api.stop()
      throw error
    }
  } catch (error) {
    await embedders.close()
    throw error
  }
}
