import { createMiddleware } from 'hono/factory'
import { Problem } from '../../problems.ts'
import type { VerifyToken } from '../../providers/auth/verify-token.ts'
import type { RequestContext } from '../context.ts'
import { originOf } from '../origin.ts'

/** Sets the principal from the bearer token. Nothing else that a caller sends says who it is. */
export function authenticate(verifyToken: VerifyToken, proxies: number) {
  return createMiddleware<RequestContext>(async (c, next) => {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    if (!token) throw new Problem('unauthenticated')
    c.set('principal', { kind: 'user', ...(await verifyToken(token)), origin: originOf(c, proxies) })
    await next()
  })
}
