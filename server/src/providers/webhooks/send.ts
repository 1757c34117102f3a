import { lookup } from 'node:dns/promises'
import { request } from 'undici'
import { Problem } from '../../problems.ts'
import { pinnedAgent } from '../web/fetch-once.ts'
import { type AllowedPlaces, allowedPlaces, bareHost } from '../web/public-addresses.ts'
import { type Resolve, requireAddresses, requireUrl } from '../web/ssrf-guard.ts'

export type Sent =
  | { ok: true; status_code: number }
  | { ok: false; status_code: number | null; error_code: 'status' | 'timed_out' | 'unreachable' | 'url_not_allowed' }

/** Posts to addresses that clients have given, and to none that only this machine reaches. */
export interface WebhookSender {
  /**
   * The URL as it is kept. Raises `url_not_allowed` for what can be refused by its look, `https_required` for plain
   * HTTP to a place that the operator does not allow.
   */
  check(url: string): string
  /** What became of it; raises nothing. Follows no redirect, and does not read what the receiver answers. */
  send(url: string, headers: Record<string, string>, body: string): Promise<Sent>
}

/**
 * @param allow hosts and networks that may be sent to though they are not public, also over plain HTTP
 * @param timeoutMs from the look-up of the name to the answer's status
 */
export function createWebhookSender({
  allow,
  timeoutMs = 10_000,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: {
  allow: readonly string[]
  timeoutMs?: number
  resolve?: Resolve
}): WebhookSender {
  const allowed = allowedPlaces(allow)
  return {
    check: (url) => requireTarget(url, allowed).href,
    async send(url, headers, body) {
      const clock = AbortSignal.timeout(timeoutMs)
      try {
        const target = requireTarget(url, allowed)
        const addresses = await requireAddresses(target, allowed, resolve, clock)
        const agent = pinnedAgent(addresses, {
          connectMs: timeoutMs,
          headersMs: timeoutMs,
          totalMs: timeoutMs,
          maxBytes: 0,
        })
        try {
          const { statusCode, body: answer } = await request(target, {
            dispatcher: agent,
            method: 'POST',
            signal: clock,
            headers: { ...headers, 'user-agent': 'Renum/0.1 (webhook)' },
            body,
          })
          // Nothing of it is read: the connection ends below.
          answer.on('error', () => {})
          const ok = statusCode >= 200 && statusCode < 300
          return ok ? { ok, status_code: statusCode } : { ok, status_code: statusCode, error_code: 'status' }
        } finally {
          await agent.destroy()
        }
      } catch (error) {
        return { ok: false, status_code: null, error_code: codeOf(error, clock) }
      }
    },
  }
}

function requireTarget(text: string, allowed: AllowedPlaces): URL {
  const url = requireUrl(text, allowed)
  const host = bareHost(url.hostname)
  if (url.protocol === 'https:' || allowed.allowsHost(host) || allowed.allowsAddress(host)) return url
  throw new Problem('https_required', { field: 'url' })
}

function codeOf(error: unknown, clock: AbortSignal): 'timed_out' | 'unreachable' | 'url_not_allowed' {
  if (error instanceof Problem) return 'url_not_allowed'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return clock.aborted || /TIMEOUT/.test(code) ? 'timed_out' : 'unreachable'
}
