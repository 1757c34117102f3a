import { compose } from '../compose.ts'
import type { Config } from '../config.ts'
import { startJobs } from '../jobs/registry.ts'
import type { OpenEmbedders } from '../providers/embeddings/embedders.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Works on background jobs, on embedders of its own unless it is given some. */
export async function startWorker(config: Config, logger: Logger, embedders?: OpenEmbedders) {
  const services = await compose(config, logger, { worker: true, embedders })
  await startJobs(services.queue, services)
  return { stop: () => services.close() }
}
