import { ping } from '../../db/preflight.ts'
import type { Services } from '../context.ts'
import { createRouter } from '../router.ts'

/** `/healthz`: this process lives. `/readyz`: what it needs answers; 503 with what does not. */
export function healthRoutes({
  database,
  queue,
  storage,
  logger,
}: Pick<Services, 'database' | 'queue' | 'storage' | 'logger'>) {
  const checks = { database: () => ping(database), queue: () => queue.ping(), storage: () => storage.ping() }
  return createRouter()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          try {
            await within(3_000, check())
            return [name, 'ok'] as const
          } catch (error) {
            logger.warn({ err: error, check: name }, 'not ready')
            return [name, 'unavailable'] as const
          }
        }),
      )
      const ready = results.every(([, state]) => state === 'ok')
      return c.json({ status: ready ? 'ok' : 'unavailable', checks: Object.fromEntries(results) }, ready ? 200 : 503)
    })
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
