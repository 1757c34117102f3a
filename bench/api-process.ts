// The REST API in a process of its own, as in production: API_CONFIG is its configuration as JSON.
import { startApi } from '../server/src/start/api.ts'
import { createLogger } from '../server/src/telemetry/logger.ts'

const { port } = await startApi(JSON.parse(process.env.API_CONFIG ?? ''), createLogger('fatal'))
process.send?.({ port })
process.on('disconnect', () => process.exit())
