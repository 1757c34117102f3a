import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { App } from '@supabase/lite'
import { type Accounts, answerAccount } from './accounts.ts'
import { addressOf } from './client-address.ts'
import { answerPreflight, readableEverywhere } from './cors.ts'
import { createAttempts } from './sign-in-limits.ts'
import { limitExpiry, mendSignedUrls } from './signed-urls.ts'
import { addIssuer } from './token-issuer.ts'

export interface FilterOptions {
  secretKey: string
  jwtSecret: string
  /** What access tokens name as their issuer, once the server listens. */
  issuer: () => string
  /** How many proxies of ours stand in front. */
  trustProxy: number
  accounts: Accounts
}

export type Handler = (request: Request, env: Partial<HttpBindings>) => Promise<Response>

/** Everything else, above all `/_system` (configuration and database URL without a key), does not exist. */
const served = ['/auth/v1/', '/rest/v1/', '/storage/v1/']

/**
 * The HTTP edge of @supabase/lite, narrowed to what Supabase serves.
 *
 * Buckets can be created, changed, emptied and deleted only with the secret key: 0.10 empties a bucket for every caller who may
 * see it and one object in it, without asking for the right to delete.
 */
export function filterRequests(app: App, options: FilterOptions): Handler {
  const attempts = createAttempts()
  return async (request, env) => readableEverywhere(await answer(request, env))

  async function answer(request: Request, env: Partial<HttpBindings>): Promise<Response> {
    const pathname = decodedPath(request.url)
    if (pathname === null || !served.some((prefix) => pathname.startsWith(prefix))) return refuse(404, 'Not found')
    if (request.method === 'OPTIONS') return answerPreflight(request)
    if (needsSecretKey(request.method, pathname) && !same(request.headers.get('apikey') ?? '', options.secretKey)) {
      return refuse(403, 'This needs the secret key')
    }
    const answered = await answerAccount(request.method, pathname, options.accounts)
    if (answered) return answered
    // The listener is on the loopback interface; null keeps lite from reasoning about peers at all.
    const pass = () => Promise.resolve(app.fetch(request, { peerAddress: null }))
    if (pathname.startsWith('/auth/v1/')) {
      if (isTooLong(request.headers)) return refuse(413, 'The request is too large')
      const response = await attempts.pass({ request, pathname }, addressOf(request, env, options.trustProxy), pass)
      return addIssuer(response, options.issuer(), options.jwtSecret)
    }
    const asked = await limitExpiry(request, pathname)
    if (asked instanceof Response) return asked
    const response = await app.fetch(asked, { peerAddress: null })
    return mendSignedUrls(request.method, pathname, response)
  }
}

/** Auth's requests are short, and are read whole; one that does not say how long it is is not read. */
function isTooLong(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 64 * 1024
}

function needsSecretKey(method: string, pathname: string): boolean {
  if (pathname === '/rest/v1/' || pathname.startsWith('/auth/v1/admin/')) return true
  return /^\/storage\/v1\/bucket(\/|$)/.test(pathname) && method !== 'GET'
}

/** The router decodes the path before it matches: so must the checks. Null if it cannot be decoded. */
function decodedPath(url: string): string | null {
  try {
    return decodeURI(new URL(url).pathname)
  } catch {
    return null
  }
}

function refuse(status: number, message: string): Response {
  const error = status === 404 ? 'Not Found' : 'Unauthorized'
  const body = { statusCode: String(status), error, message }
  return Response.json(body, { status })
}

function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
