// The REST API in a process of its own, as in production; its configuration is the first message.
import { startApi } from '../server/src/start/api.ts'
import { createLogger } from '../server/src/telemetry/logger.ts'

process.on('disconnect', () => process.exit())
process.once('message', async (config: Parameters<typeof startApi>[0]) => {
  const { port } = await startApi(config, createLogger('fatal'))
  process.send?.({ port })
})
