import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Logger } from '../../telemetry/logger.ts'
import type { RequestContext } from '../context.ts'

/** One line a request: the route's pattern, never the address, which may carry what is nobody's business. */
export function logRequests(logger: Logger) {
  return createMiddleware<RequestContext>(async (c, next) => {
    const started = performance.now()
    await next()
    const ms = Math.round(performance.now() - started)
    const line = { request_id: c.var.requestId, method: c.req.method, route: routePath(c), status: c.res.status, ms }
    logger.info(line, 'request')
  })
}
