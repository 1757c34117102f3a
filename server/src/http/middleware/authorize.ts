import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Authorizer } from '../../access/authorize.ts'
import type { RateCount } from '../../providers/rate-limits/rate-limits.ts'
import type { RequestContext } from '../context.ts'

/**
 * Lets in who is within their limits, when it is their turn, and hands the principal on with what the operation requires.
 *
 * @param operationOf tells the operation of a request
 */
export function authorize(
  { authorize, enter, noteUse }: Authorizer,
  operationOf: (c: Context<RequestContext>) => string | undefined,
) {
  return createMiddleware<RequestContext>(async (c, next) => {
    const { principal } = c.var
    const otherwise = c.req.method === 'GET' ? 'read' : 'write'
    const operation = operationOf(c)
    const authorized = await authorize(principal, operation, (count) => sayCount(c, count), otherwise)
    c.set('principal', authorized)
    const leave = await enter(authorized, operation, c.req.raw.signal)
    try {
      await next()
    } finally {
      leave()
    }
    if (c.res.status !== 401) noteUse(principal)
  })
}

/** How a count stands: draft-ietf-httpapi-ratelimit-headers. */
export function sayCount(c: Context<RequestContext>, count: RateCount): void {
  const { name, quota, windowSeconds, remaining, resetSeconds, exceeded } = count
  c.header('RateLimit-Policy', `"${name}";q=${quota};w=${windowSeconds}`, { append: true })
  c.header('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`, { append: true })
  if (exceeded) c.header('Retry-After', String(resetSeconds))
}
