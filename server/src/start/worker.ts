import { composeWorker } from '../compose.ts'
import type { Config } from '../config.ts'
import { startDelivering } from '../features/webhooks/outbox.ts'
import { startJobs } from '../jobs/registry.ts'
import type { OpenEmbedders } from '../providers/embeddings/embedders.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Works on background jobs and sends webhooks, on embedders of its own unless it is given some. */
export async function startWorker(config: Config, logger: Logger, embedders?: OpenEmbedders) {
  const services = await composeWorker(config, logger, { embedders })
  await startJobs(services.queue, services)
  const delivering = startDelivering(services)
  return {
    async stop() {
      await delivering.stop()
      await services.close()
    },
  }
}
