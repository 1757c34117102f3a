import { compose } from '../compose.ts'
import type { Config } from '../config.ts'
import { createApp } from '../http/app.ts'
import type { Logger } from '../telemetry/logger.ts'
import { listen } from './listen.ts'

/** Runs the REST API alone. */
export async function startApi(config: Config, logger: Logger) {
  const services = await compose(config, logger, { worker: false })
  try {
    const server = await listen(createApp(services).fetch, config.port)
    return {
      port: server.port,
      embeddings: { model: services.embedder.model, mode: services.embedder.mode },
      async stop() {
        await server.close(10_000)
        await services.close()
      },
    }
  } catch (error) {
    await services.close()
    throw error
  }
}
