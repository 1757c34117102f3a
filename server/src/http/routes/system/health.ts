import { createRoute, z } from '@hono/zod-openapi'
import { ping } from '../../../db/schema/preflight.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json } from '../../router.ts'

const health = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'getHealth',
  summary: 'Whether this process lives',
  tags: ['install'],
  security: [],
  responses: { 200: json(z.object({ status: z.literal('ok') }).openapi('Health'), 'It does') },
})

const state = z.enum(['ok', 'unavailable'])
const readiness = z
  .object({
    status: state,
    checks: z.object({ database: state, queue: state, storage: state }),
    workers: z.int().nullable().openapi({
      description:
        'Processes that work on jobs. With 0 documents wait until one is started, and all else goes on; null where the queue does not answer.',
    }),
  })
  .openapi('Readiness')

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'getReadiness',
  summary: 'Whether what this process needs answers',
  tags: ['install'],
  security: [],
  responses: { 200: json(readiness, 'All of it does'), 503: json(readiness, 'Some of it does not') },
})

/** `/healthz`: this process lives. `/readyz`: what it needs answers; 503 with what does not. */
export function healthRoutes({
  database,
  queue,
  storage,
  logger,
}: Pick<ApiServices, 'database' | 'queue' | 'storage' | 'logger'>) {
  const checks = { database: () => ping(database), queue: () => queue.ping(), storage: () => storage.ping() }
  // Anybody may ask, as often as they like: one check at a time, good for a second, answers all of them.
  let latest: { since: number; results: Promise<[string, string][]>; workers: Promise<number | null> } | undefined
  const check = () => {
    if (!latest || performance.now() - latest.since > 1_000) {
      latest = {
        since: performance.now(),
        results: Promise.all(Object.entries(checks).map(run)),
        workers: within(3_000, queue.countWorkers()).catch(() => null),
      }
    }
    return latest
  }
  const run = async ([name, ask]: [string, () => Promise<void>]): Promise<[string, string]> => {
    try {
      await within(3_000, ask())
      return [name, 'ok']
    } catch (error) {
      logger.warn({ err: error, check: name }, 'not ready')
      return [name, 'unavailable']
    }
  }
  return createRouter()
    .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(ready, async (c) => {
      const latest = check()
      const results = await latest.results
      const isReady = results.every(([, state]) => state === 'ok')
      const answer = {
        status: isReady ? 'ok' : 'unavailable',
        checks: Object.fromEntries(results),
        workers: await latest.workers,
      }
      return c.json(readiness.parse(answer), isReady ? 200 : 503)
    })
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
