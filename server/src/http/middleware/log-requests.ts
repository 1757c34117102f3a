import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Logger } from '../../telemetry/logger.ts'
import type { RequestContext } from '../context.ts'

/** One line a request: the route's pattern, never the full path, which may contain private data. */
export function logRequests(logger: Logger, trustedProxies: number) {
  let told = trustedProxies > 0
  return createMiddleware<RequestContext>(async (c, next) => {
    const started = performance.now()
    // Behind a proxy that is not configured, all callers have one address, and share its limits.
    if (!told && c.req.header('X-Forwarded-For') !== undefined) {
      told = true
      logger.warn('a request says X-Forwarded-For, which is not believed: behind a proxy, set RENUM_TRUST_PROXY')
    }
    await next()
    const ms = Math.round(performance.now() - started)
    const line = { request_id: c.var.requestId, method: c.req.method, route: routePath(c), status: c.res.status, ms }
    logger.info(line, 'request')
  })
}
