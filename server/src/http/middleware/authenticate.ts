import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Admitted } from '../../config.ts'
import { isKey, readKey } from '../../features/api-keys/api-keys.ts'
import { Problem } from '../../problems.ts'
import type { VerifyToken } from '../../providers/auth/verify-token.ts'
import type { RequestContext } from '../context.ts'
import { fromZodError } from '../problem.ts'
import { originOf } from '../request-origin.ts'

/** Names the client of a request. */
export const clientHeader = 'Renum-Client'

/**
 * Sets the principal from the bearer token, or API key. Nothing else that a caller sends says who it is. Which of their
 * clients a person acts for, the header Renum-Client may say: the database checks that they belong to it.
 */
export function authenticate(verifyToken: VerifyToken, proxies: number, admits: readonly Admitted[]) {
  return createMiddleware<RequestContext>(async (c, next) => {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    if (!token) throw new Problem('unauthenticated')
    const asking = {
      origin: originOf(c, proxies),
      acting: { client_id: clientOf(c) },
      ...(admits.length > 0 ? { admits } : {}),
    }
    c.set(
      'principal',
      isKey(token)
        ? { kind: 'api_key', key_hash: readKey(token), ...asking }
        : { kind: 'user', ...(await verifyToken(token)), ...asking },
    )
    await next()
  })
}

function clientOf(c: Context): string | undefined {
  const named = c.req.header(clientHeader)
  if (named === undefined) return undefined
  const id = z.uuid().safeParse(named)
  if (!id.success)
    throw fromZodError(new z.ZodError(id.error.issues.map((issue) => ({ ...issue, path: [clientHeader] }))))
  return id.data.toLowerCase()
}
