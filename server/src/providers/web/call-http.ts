import { lookup } from 'node:dns/promises'
import { request } from 'undici'
import { Problem } from '../../problems.ts'
import { isPrivate } from '../services/call-service.ts'
import { pinnedAgent } from './fetch-once.ts'
import { allowedPlaces } from './public-addresses.ts'
import { acceptEncoding, readBody, tooLarge } from './read-body.ts'
import { type Resolve, requireAddresses, requireUrl } from './ssrf-guard.ts'

interface HttpCall {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | undefined
}

interface HttpAnswer {
  status: number
  content_type: string
  /** Where a redirect leads; null where there is none. */
  location: string | null
  /** Empty for a redirect. */
  text: string
}

/**
 * Makes one request, over a connection to a checked address, and follows no redirect. Only texts and JSON come back.
 *
 * Raises `url_not_allowed`, `https_required`, `url_too_large`, `url_timeout`, `url_unreachable` and
 * `http_answer_not_text`; when `signal` is aborted, its reason.
 */
export type CallHttp = (
  call: HttpCall,
  limits: { maxBytes: number; totalMs: number },
  signal: AbortSignal,
) => Promise<HttpAnswer>

/**
 * @param allow hosts and networks that may be called though they are not public, also over plain HTTP
 * @param resolve all addresses of a name; the system's resolver unless a test says otherwise
 */
export function createHttpCaller({
  allow,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: {
  allow: readonly string[]
  resolve?: Resolve
}): CallHttp {
  const allowed = allowedPlaces(allow)
  return async ({ method, url, headers, body }, { maxBytes, totalMs }, signal) => {
    const clock = AbortSignal.timeout(totalMs)
    const stop = AbortSignal.any([signal, clock])
    try {
      const target = requireUrl(url, allowed)
      if (!isPrivate(target, allowed)) throw new Problem('https_required', { field: 'url' })
      const addresses = await requireAddresses(target, allowed, resolve, stop)
      const agent = pinnedAgent(addresses, { connectMs: 10_000, headersMs: totalMs, totalMs, maxBytes })
      try {
        const answer = await request(target, {
          method: method as 'GET',
          dispatcher: agent,
          signal: stop,
          headers: {
            accept: 'application/json, text/*;q=0.9',
            'accept-encoding': acceptEncoding,
            'user-agent': 'Renum/0.1',
            ...headers,
          },
          ...(body !== undefined && { body }),
        })
        answer.body.on('error', () => {})
        const header = (name: string) => [answer.headers[name]].flat()[0]
        const content_type = header('content-type') ?? ''
        const status = answer.statusCode
        const location = status >= 300 && status < 400 ? header('location') : undefined
        if (location !== undefined) {
          return { status, content_type, location: URL.parse(location, target.href)?.href ?? '', text: '' }
        }
        if (status !== 204 && !isText(content_type)) throw new Problem('http_answer_not_text', { field: 'url' })
        if (Number(header('content-length')) > maxBytes) throw tooLarge(maxBytes)
        const bytes = await readBody(answer.body, header('content-encoding'), maxBytes, stop)
        return { status, content_type, location: null, text: new TextDecoder(charsetOf(content_type)).decode(bytes) }
      } finally {
        await agent.destroy()
      }
    } catch (error) {
      signal.throwIfAborted()
      if (clock.aborted) throw new Problem('url_timeout', { field: 'url', cause: error })
      throw error instanceof Problem ? error : new Problem('url_unreachable', { field: 'url', cause: error })
    }
  }
}

function isText(contentType: string): boolean {
  return /^\s*(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/i.test(contentType)
}

/** As the answer says; UTF-8 where it says nothing that is known. */
function charsetOf(contentType: string): string {
  const [, named = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType) ?? []
  try {
    return new TextDecoder(named).encoding
  } catch {
    return 'utf-8'
  }
}
