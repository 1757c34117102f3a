import { compose } from '../compose.ts'
import type { Config } from '../config.ts'
import { startJobs } from '../jobs/registry.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Works on background jobs. */
export async function startWorker(config: Config, logger: Logger) {
  const services = await compose(config, logger, { worker: true })
  await startJobs(services.queue, services)
  return { stop: () => services.close() }
}
