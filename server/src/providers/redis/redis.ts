import { createClient } from '@redis/client'
import type { Logger } from '../../telemetry/logger.ts'

/** How long one command, and a connection that says nothing, may take: a Redis that hangs delays no request. */
const [commandMs, silentMs] = [250, 5_000]

/**
 * A connection that is always wanted and never needed: commands fail at once while it is down, it comes back by itself,
 * and each outage is told once.
 */
export function openRedis(url: string, logger: Logger) {
  const client = createClient({
    url,
    // Redis 6 and older, and what speaks for it, know no other.
    RESP: 2,
    disableOfflineQueue: true,
    commandOptions: { timeout: commandMs },
    pingInterval: silentMs / 2,
    socket: {
      connectTimeout: silentMs,
      socketTimeout: silentMs,
      reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 10_000),
    },
  })
  let down = false
  client.on('error', (error) => {
    if (!down) logger.warn({ err: error }, 'Redis does not answer: requests are counted by this process alone')
    down = true
  })
  client.on('ready', () => {
    if (down) logger.info('Redis answers again')
    down = false
  })
  // Not waited for: the listener logs what is wrong.
  client.connect().catch(() => {})
  return { client, close: () => client.destroy() }
}

export type RedisConnection = ReturnType<typeof openRedis>['client']
