import { lookup } from 'node:dns/promises'
import { request } from 'undici'
import { Problem } from '../../problems.ts'
import { pinnedAgent } from '../web/fetch-once.ts'
import { type AllowedPlaces, allowedPlaces, bareHost } from '../web/public-addresses.ts'
import { type Resolve, requireAddresses, requireUrl } from '../web/ssrf-guard.ts'

/** An HTTP status, or why there was none. */
export type ServiceAnswer =
  | { status: number }
  | { status: null; failure: 'timed_out' | 'unreachable' | 'url_not_allowed' | 'https_required' }

/**
 * Asks a service whether it takes a credential: GET, no redirect is followed, and of its answer only the status counts.
 * Raises nothing, so that no error can carry the headers.
 */
export type CallService = (url: string, headers: Record<string, string>) => Promise<ServiceAnswer>

/**
 * @param allow hosts and networks that may be called though they are not public, also over plain HTTP
 * @param timeoutMs from the look-up of the name to the answer's status
 */
export function createServiceCaller({
  allow,
  timeoutMs = 10_000,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: {
  allow: readonly string[]
  timeoutMs?: number
  resolve?: Resolve
}): CallService {
  const allowed = allowedPlaces(allow)
  return async (url, headers) => {
    const clock = AbortSignal.timeout(timeoutMs)
    try {
      const target = requireUrl(url, allowed)
      if (!isPrivate(target, allowed)) return { status: null, failure: 'https_required' }
      const addresses = await requireAddresses(target, allowed, resolve, clock)
      const limits = { connectMs: timeoutMs, headersMs: timeoutMs, totalMs: timeoutMs, maxBytes: 0 }
      const agent = pinnedAgent(addresses, limits)
      try {
        const { statusCode, body } = await request(target, {
          dispatcher: agent,
          signal: clock,
          headers: { ...headers, accept: 'application/json, */*;q=0.1', 'user-agent': 'Renum/0.1' },
        })
        // Nothing of it is read: the connection ends below.
        body.on('error', () => {})
        return { status: statusCode }
      } finally {
        await agent.destroy()
      }
    } catch (error) {
      return { status: null, failure: failureOf(error, clock) }
    }
  }
}

/** Whether the secret cannot be read on the way: TLS, or a host that the operator allows. */
export function isPrivate(url: URL, allowed: AllowedPlaces): boolean {
  const host = bareHost(url.hostname)
  return url.protocol === 'https:' || allowed.allowsHost(host) || allowed.allowsAddress(host)
}

function failureOf(error: unknown, clock: AbortSignal): 'timed_out' | 'unreachable' | 'url_not_allowed' {
  if (error instanceof Problem) return 'url_not_allowed'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return clock.aborted || /TIMEOUT/.test(code) ? 'timed_out' : 'unreachable'
}
