import { createMiddleware } from 'hono/factory'
import { countRequest } from '../../access/count-request.ts'
import { type Needs, operations } from '../../access/operations.ts'
import type { Database } from '../../db/pool.ts'
import { lastClaims, type Principal, readAsTenant } from '../../db/tenant.ts'
import { useOfKeys } from '../../features/api-keys/api-keys.ts'
import { Problem } from '../../problems.ts'
import type { RateLimits } from '../../providers/rate-limits/rate-limits.ts'
import type { RequestContext } from '../../services.ts'
import type { Logger } from '../../telemetry/logger.ts'

type Services = { database: Database; rateLimits: RateLimits; logger: Logger }

/**
 * Lets in whoever is within their limits, and of keys those whose scope the operation takes. The scope is asked for
 * again by the transaction itself; here it is in time to spare what happens before one.
 *
 * @param operationOf tells the operation of a request; one of which operations.ts knows nothing answers no key
 */
export function admit(
  { database, rateLimits, logger }: Services,
  operationOf: (c: Parameters<typeof countRequest>[0]) => string | undefined,
) {
  const noteUse = useOfKeys(database, (err) => logger.warn({ err }, 'the use of an API key was not noted'))
  return createMiddleware<RequestContext>(async (c, next) => {
    const { principal } = c.var
    const id = operationOf(c)
    const needs: Needs | undefined = id === undefined ? undefined : operations[id]
    const limit = needs?.limit ?? (c.req.method === 'GET' ? 'read' : 'write')
    const address = principal.origin?.ip ?? null
    let claims = lastClaims(database, principal)
    const unknown = principal.kind === 'api_key' && !claims
    const forPeople = principal.kind === 'api_key' && id !== undefined && !needs?.scope
    // A key that this process does not know yet may be a guess: until it is known it gets no count of its own.
    if (needs?.guessable || unknown) await countRequest(c, rateLimits, 'guess', { address })
    if (unknown) {
      if (forPeople) throw new Problem('person_required')
      claims = await readAsTenant(database, principal, (tx) => tx.claims())
      // It was none. After a start every key is unknown, and many may come from one address.
      if (address !== null && !needs?.guessable) await rateLimits.giveBack('guess', 'address', address)
    }
    await countRequest(c, rateLimits, limit, { caller: callerOf(principal) })
    if (principal.kind === 'api_key') {
      if (forPeople) throw new Problem('person_required')
      if (needs?.scope) {
        if (!claims?.api_key?.scopes.includes(needs.scope)) {
          throw new Problem('insufficient_scope', { params: { scope: needs.scope } })
        }
        c.set('principal', { ...principal, scope: needs.scope })
      }
    }
    if (claims) await countRequest(c, rateLimits, limit, { client: claims.client_id })
    await next()
    if (c.res.status !== 401) noteUse(principal)
  })
}

function callerOf(principal: Principal): string {
  if (principal.kind === 'api_key') return `key:${principal.key_hash}`
  return principal.kind === 'job' ? `job:${principal.client_id}` : `user:${principal.user_id}`
}
