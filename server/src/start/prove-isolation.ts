import type { Config } from '../config.ts'
import { type BuildApp, type IsolationProof, type ProofOptions, proveIsolation } from '../doctor/prove-isolation.ts'
import { createApp } from '../http/app.ts'
import { apiDocument } from '../http/openapi.ts'
import type { Logger } from '../telemetry/logger.ts'

/** The live proof that no client reaches another, over the server's own routes. Leaves no row. */
export function prove(config: Config, logger: Logger, options?: ProofOptions): Promise<IsolationProof> {
  const buildApp: BuildApp = (services) => {
    const app = createApp(services)
    return { request: async (request) => app.fetch(request), description: apiDocument(app) }
  }
  return proveIsolation(config, logger, buildApp, options)
}
