import { composeApi } from '../compose.ts'
import type { Config } from '../config.ts'
import { removeAbandoned } from '../features/documents/temporary-file.ts'
import { createApp } from '../http/app.ts'
import type { OpenEmbedders } from '../providers/embeddings/embedders.ts'
import type { Logger } from '../telemetry/logger.ts'
import { listen } from './listen.ts'

/** Runs the REST API alone, on embedders of its own unless it is given some. */
export async function startApi(config: Config, logger: Logger, embedders?: OpenEmbedders) {
  const services = await composeApi(config, logger, { embedders })
  try {
    await removeAbandoned()
    const server = await listen(createApp(services).fetch, config.port, config.host)
    return {
      port: server.port,
      async stop() {
        services.streams.close()
        await server.close(10_000)
        await services.close()
      },
    }
  } catch (error) {
    await services.close()
    throw error
  }
}
