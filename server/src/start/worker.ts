import { compose } from '../compose.ts'
import type { Config } from '../config.ts'
import { createJobs } from '../jobs/registry.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Jobs of a kind that one process works on at a time: parsing is bound by the processor. */
const concurrency = 2

/** Works on background jobs. */
export async function startWorker(config: Config, logger: Logger) {
  const services = await compose(config, logger, { worker: true })
  for (const job of createJobs(services)) await job.start(services.queue, concurrency)
  return { stop: () => services.close() }
}
