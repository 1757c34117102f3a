import { createMiddleware } from 'hono/factory'
import { isKey, readKey } from '../../features/api-keys/api-keys.ts'
import { Problem } from '../../problems.ts'
import type { VerifyToken } from '../../providers/auth/verify-token.ts'
import type { RequestContext } from '../context.ts'
import { originOf } from '../request-origin.ts'

/** Sets the principal from the bearer token, or API key. Nothing else that a caller sends says who it is. */
export function authenticate(verifyToken: VerifyToken, proxies: number) {
  return createMiddleware<RequestContext>(async (c, next) => {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    if (!token) throw new Problem('unauthenticated')
    const origin = originOf(c, proxies)
    c.set(
      'principal',
      isKey(token)
        ? { kind: 'api_key', key_hash: readKey(token), origin }
        : { kind: 'user', ...(await verifyToken(token)), origin },
    )
    await next()
  })
}
