import type { HttpBindings } from '@hono/node-server'
import type { App } from '@supabase/lite'
import { type Accounts, answerAccount } from '../auth/accounts.ts'
import type { CodeTries } from '../auth/code-tries.ts'
import { type AuthRequest, authError, readAuthRequest, writeAuthRequest } from './auth-requests.ts'
import { BodyError, limitBody, readBody } from './body.ts'
import { type Caller, callerOf, isSigned, type Keys, same } from './callers.ts'
import { type CanonicalUrl, canonicalUrl } from './canonical-url.ts'
import { addressOf, countedAs } from './client-address.ts'
import { answerPreflight, readableEverywhere } from './cors.ts'
import { createPasswordTurns } from './password-turns.ts'
import { keyless, refuse, refuseAdmin, tooLarge } from './refusals.ts'
import { createAttempts } from './sign-in-limits.ts'
import { limitExpiry, mendSignedUrls } from './signed-urls.ts'
import { mendMismatch, refuseToken } from './storage-tokens.ts'
import { addIssuer, describeIssuer, discovery } from './token-issuer.ts'

export interface FilterOptions extends Keys {
  /** What access tokens name as their issuer, once the server listens. */
  issuer: () => string
  /** How many proxies of ours stand in front. */
  trustProxy: number
  accounts: Accounts
  codes: CodeTries
  /** Runs what may send a mail to who asks for these languages. */
  inLanguage: <T>(acceptLanguage: string | null, work: () => Promise<T>) => Promise<T>
}

export type Handler = (request: Request, env: Partial<HttpBindings>) => Promise<Response>

/** A program of this install that passes requests on shows the secret key here; its X-Forwarded-For is believed. */
const proxyHeader = 'x-renum-proxy'

/** Some routers take a method from here; nothing is to take another than the one that was judged. */
const dropped = ['x-http-method-override', 'x-http-method', 'x-method-override', 'transfer-encoding', proxyHeader]

const megabyte = 1024 * 1024
/** Of one body that is read whole, and of one file. A file of a person’s goes through this process’s memory in a form. */
const limits: Record<Exclude<Caller, 'nobody'>, { text: number; file: number }> = {
  secret: { text: 16 * megabyte, file: 500 * megabyte },
  user: { text: megabyte, file: 6 * megabyte },
  anonymous: { text: megabyte, file: megabyte },
}

/**
 * The HTTP edge of @supabase/lite, narrowed to what Supabase serves. Who asks is known, and how much they may send, before a
 * body is read; what was judged is written anew and passed on, so that no second reading finds another request in it.
 *
 * Buckets can be created, changed, emptied and deleted only with the secret key: 0.10 empties a bucket for every caller who may
 * see it and one object in it, without asking for the right to delete.
 */
export function filterRequests(app: App, options: FilterOptions): Handler {
  const attempts = createAttempts()
  const takeTurn = createPasswordTurns()
  // The listener is on the loopback interface; null keeps lite from reasoning about peers at all.
  const ask = (request: Request) => Promise.resolve(app.fetch(request, { peerAddress: null }))

  return async (request, env) => {
    const response = await answer(request, env).catch((error: unknown) => {
      if (error instanceof BodyError) return refuse(error.status, error.message)
      throw error
    })
    return readableEverywhere(response)
  }

  async function answer(request: Request, env: Partial<HttpBindings>): Promise<Response> {
    const to = canonicalUrl(request.url)
    if (!to) return refuse(404, 'Not found')
    if (request.method === 'OPTIONS') return answerPreflight(request)
    const headers = headersOf(request, to)
    const caller = callerOf(headers, options)
    if (needsSecretKey(request.method, to.pathname) && caller !== 'secret') return refuseAdmin(to, caller)
    const answered = await answerAccount(request.method, to.pathname, options.accounts)
    if (answered) return answered
    const address = addressOf(request, env, isOurProxy(request) ? 1 : options.trustProxy)
    if (to.service === 'auth') return askAuth(request, to, headers, address)
    return to.service === 'rest' ? askRest(request, to, headers, caller) : askStorage(request, to, headers, caller)
  }

  function isOurProxy(request: Request): boolean {
    return same(request.headers.get(proxyHeader) ?? '', options.secretKey)
  }

  async function askAuth(request: Request, to: CanonicalUrl, headers: Headers, address: string): Promise<Response> {
    if (isWrite(request.method) && !hasKey(headers, options)) return keyless(headers)
    // What looks at a mail's links before its reader does is not to use them up.
    if (request.method === 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, POST' } })
    if (request.method === 'GET' && to.pathname === discovery) return describeIssuer(options.issuer())
    const judged = await readAuthRequest(request, to.url, options.jwtSecret)
    if (judged instanceof Response) return judged
    const response = await attempts.pass(judged, countedAs(address), async () => {
      const { email } = judged
      if (email !== undefined && judged.method === 'POST') {
        if (judged.route === 'verify' && !(await options.codes.take(email))) {
          return authError(403, 'otp_expired', 'Token has expired or is invalid')
        }
        if (judged.route === 'signup' && isComplete(judged)) {
          await options.accounts.removeUnproven(email)
          const refused = await options.accounts.refusalOf(email)
          if (refused) return authError(refused.http_code, 'unknown', refused.message)
        }
      }
      return takeTurn(judged, address, () =>
        options.inLanguage(headers.get('accept-language'), () => ask(writeAuthRequest(judged, headers))),
      )
    })
    const issued = await addIssuer(response, options.issuer(), options.jwtSecret)
    const userAgent = headers.get('user-agent') ?? ''
    for (const id of issued.sessions) await options.accounts.noteSession(id, address, userAgent)
    return issued.response
  }

  async function askRest(request: Request, to: CanonicalUrl, headers: Headers, caller: Caller): Promise<Response> {
    const { method } = request
    if (!isWrite(method)) return ask(new Request(to.url, { method, headers }))
    if (!hasKey(headers, options) || caller === 'nobody') return keyless(headers)
    const body = await readBody(request, limits[caller].text)
    return ask(new Request(to.url, { method, headers, body: body === '' ? null : body }))
  }

  async function askStorage(request: Request, to: CanonicalUrl, headers: Headers, caller: Caller): Promise<Response> {
    const { method } = request
    const { url, pathname } = to
    const refused = refuseToken(method, to, headers, options)
    if (refused) return refused
    if (method === 'GET') return mendMismatch(method, pathname, await ask(new Request(url, { headers })))
    if (method === 'HEAD') {
      // Hono answers it as GET and lets go of the body, and with it of the file that was opened.
      const response = await ask(new Request(url, { headers }))
      await response.body?.cancel()
      return new Response(null, response)
    }
    const who = hasUploadToken(method, to) ? 'secret' : caller
    if (who === 'nobody') return refuse(401, 'A key or a token is needed')
    if (isFile(method, pathname)) {
      return mendMismatch(method, pathname, await sendFile(request, to, headers, limits[who].file))
    }
    const body = await readBody(request, limits[who].text)
    const passed = new Request(url, { method, headers, body: body === '' ? null : body })
    const asked = await limitExpiry(passed, pathname)
    return asked instanceof Response ? asked : mendSignedUrls(method, pathname, await ask(asked))
  }

  async function sendFile(
    { method, body, headers: given }: Request,
    to: CanonicalUrl,
    headers: Headers,
    limit: number,
  ) {
    const said = given.get('content-length')
    if (Number(said ?? 0) > limit) return tooLarge()
    if (!body) return ask(new Request(to.url, { method, headers }))
    if (said !== null) headers.set('content-length', said)
    const limited = limitBody(body, limit)
    const init: RequestInit = { method, headers, body: limited.body, duplex: 'half' }
    const response = await ask(new Request(to.url, init))
    return limited.state.exceeded ? tooLarge() : response
  }

  function hasUploadToken(method: string, { url, pathname }: CanonicalUrl): boolean {
    if (method !== 'PUT' || !pathname.startsWith('/storage/v1/object/upload/sign/')) return false
    return isSigned(url.searchParams.get('token') ?? '', options.jwtSecret)
  }
}

/** Copied, with the key in the one place where it is looked for; lengths are those of what is passed on. */
function headersOf(request: Request, { apikey }: CanonicalUrl): Headers {
  const headers = new Headers(request.headers)
  for (const name of dropped) headers.delete(name)
  headers.delete('content-length')
  if (apikey !== null && !headers.has('apikey')) headers.set('apikey', apikey)
  return headers
}

function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

function hasKey(headers: Headers, { publishableKey, secretKey }: Keys): boolean {
  const key = headers.get('apikey') ?? ''
  return same(key, publishableKey) || same(key, secretKey)
}

/** A request that Auth refuses for what it lacks replaces no account. */
function isComplete({ body }: AuthRequest): boolean {
  return typeof body.password === 'string' && body.password.length >= 8 && body.password.length <= 72
}

/** Bytes of an object, which are passed on as they come; every other body is a short text. */
function isFile(method: string, pathname: string): boolean {
  if (method === 'PUT') return pathname.startsWith('/storage/v1/object/')
  return (
    method === 'POST' && /^\/storage\/v1\/object\/(?!(sign|list|list-v2|move|copy|upload\/sign)(\/|$))/.test(pathname)
  )
}

function needsSecretKey(method: string, pathname: string): boolean {
  if (pathname === '/rest/v1/' || pathname.startsWith('/auth/v1/admin/')) return true
  return /^\/storage\/v1\/bucket(\/|$)/.test(pathname) && method !== 'GET'
}
