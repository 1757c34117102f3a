// The REST API alone, in a process whose memory is nobody else's: API_CONFIG is its configuration as JSON.
import { startApi } from '../../src/start/api.ts'
import { createLogger } from '../../src/telemetry/logger.ts'

const { port, stop } = await startApi(JSON.parse(process.env.API_CONFIG ?? ''), createLogger('fatal'))
process.send?.({ port })
// Left alone it would keep whoever waits for its output.
process.on('disconnect', () => process.exit())
process.on('message', (asked) => {
  // What this process had in memory at most since it began, in bytes.
  if (asked === 'memory') process.send?.({ peak: process.resourceUsage().maxRSS * 1024 })
  else void stop().then(() => process.disconnect())
})
