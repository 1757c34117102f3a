import { lookup } from 'node:dns/promises'
import { Problem } from '../../problems.ts'
import { ask, type FetchedPage, type FetchLimits, type Validators } from './fetch-once.ts'
import { allowedPlaces } from './public-addresses.ts'
import { type Resolve, requireAddresses, requireUrl } from './ssrf-guard.ts'

export type { FetchedPage } from './fetch-once.ts'

/** Fetches from the web what anybody outside may fetch, and nothing that only this machine reaches. */
export interface Web {
  /**
   * The URL as it is kept. Raises `url_not_http` for another scheme or none, `url_not_allowed` for what else can be
   * refused by its look: a user or password, `localhost`, an address that is not public.
   */
  check(url: string): string
  /**
   * The page; null where it is what `known` says (304). Every address that a name resolves to is checked, and the
   * connection goes to a checked one, also after each redirect.
   *
   * Raises `url_not_allowed`, `url_not_found`, `url_refused`, `url_too_large`, `url_too_many_redirects` and
   * `unsupported_file_type`, which another attempt does not change, and `url_unreachable`, `url_timeout`, which it may;
   * when `signal` is aborted, its reason.
   */
  fetch(url: string, limits: FetchLimits, signal: AbortSignal, known?: Validators): Promise<FetchedPage | null>
}

const maxRedirects = 5

/** What of a limit is not said. */
const defaults = { connectMs: 10_000, headersMs: 20_000, totalMs: 60_000 }

/**
 * @param allow hosts and networks that may be fetched from though they are not public, on any port
 * @param resolve all addresses of a name; the system's resolver unless a test says otherwise
 */
export function createWeb({
  allow,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: {
  allow: readonly string[]
  resolve?: Resolve
}): Web {
  const allowed = allowedPlaces(allow)
  return {
    check(url) {
      if (!/^https?:/.test(URL.parse(url)?.protocol ?? url.trim().toLowerCase())) {
        throw new Problem('url_not_http', { field: 'url' })
      }
      return requireUrl(url, allowed).href
    },
    async fetch(url, given, signal, known) {
      const limits = { ...defaults, ...given }
      const clock = AbortSignal.timeout(limits.totalMs)
      const stop = AbortSignal.any([signal, clock])
      try {
        let target = requireUrl(url, allowed)
        for (let hop = 0; hop <= maxRedirects; hop++) {
          const addresses = await requireAddresses(target, allowed, resolve, stop)
          const answer = await ask(target, addresses, limits, stop, known)
          if (!(answer instanceof URL)) return answer
          target = requireUrl(answer.href, allowed)
        }
      } catch (error) {
        signal.throwIfAborted()
        throw clock.aborted ? new Problem('url_timeout', { field: 'url', cause: error }) : fromNetworkError(error)
      }
      throw new Problem('url_too_many_redirects', { field: 'url', params: { limit: maxRedirects } })
    },
  }
}

/** What the network, TLS, undici or an unpacker raised as a problem; itself where it is none of theirs. */
function fromNetworkError(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error
  const timeout = /TIMEOUT|ETIMEDOUT/.test(String(error.code))
  return new Problem(timeout ? 'url_timeout' : 'url_unreachable', { field: 'url', cause: error })
}
