// The REST API in a process of its own, as in production; its configuration is the first message, those after it measure it.
import { startApi } from '../server/src/start/api.ts'
import { createLogger } from '../server/src/telemetry/logger.ts'
import { createMeasuring } from './helper-process.ts'

const measure = createMeasuring()
process.on('disconnect', () => process.exit())
process.once('message', async (config: Parameters<typeof startApi>[0]) => {
  const { port } = await startApi(config, createLogger('fatal'))
  process.on('message', (message) => void measure(message).then((taken) => process.send?.(taken)))
  process.send?.({ port })
})
