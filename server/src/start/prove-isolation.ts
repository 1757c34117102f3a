import type { Config } from '../config.ts'
import { type IsolationProof, proveIsolation } from '../doctor/isolation.ts'
import { createApp } from '../http/app.ts'
import { apiDocument } from '../http/openapi.ts'
import type { Logger } from '../telemetry/logger.ts'

/** The live proof that no client reaches another, over the server's own routes. Leaves no row. */
export function prove(config: Config, logger: Logger): Promise<IsolationProof> {
  return proveIsolation(config, logger, (services) => {
    const app = createApp(services)
    return { request: async (request) => app.fetch(request), description: apiDocument(app) }
  })
}
