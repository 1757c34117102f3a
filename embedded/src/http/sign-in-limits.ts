import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Per account, as many as a user needs who has forgotten the password; per address, as many as an office full of them. */
const limits = { account: { points: 10, duration: 300 }, address: { points: 300, duration: 300 } }

/** Where a password, a code or a token can be tried: what fails counts. */
const guesses = /^\/auth\/v1\/(token|verify)$/
/** What makes an account or sends a mail: all of it counts. */
const mails = /^\/auth\/v1\/(signup|recover|otp|magiclink|resend)$/

/** A request to Auth, with its path as the router reads it. */
interface AuthRequest {
  request: Request
  pathname: string
}

export interface Attempts {
  /**
   * Passes a request on to Auth, unless its address or the account that it names has had its share: then it is answered as
   * Supabase answers, 429 with Retry-After.
   */
  pass(request: AuthRequest, address: string, answer: () => Promise<Response>): Promise<Response>
}

/** Counts attempts to sign in: for this process, which is the only one that Auth is in. */
export function createAttempts(): Attempts {
  const byAccount = new RateLimiterMemory({ keyPrefix: 'account', ...limits.account })
  const byAddress = new RateLimiterMemory({ keyPrefix: 'address', ...limits.address })
  return {
    async pass({ request, pathname }, address, answer) {
      const guess = guesses.test(pathname)
      if (!guess && !mails.test(pathname)) return answer()
      // The two are counted apart: an account that was just made has had no wrong password.
      const kind = guess ? 'guess' : 'mail'
      const refreshes = new URL(request.url).searchParams.get('grant_type') === 'refresh_token'
      // A refresh names no account, whatever else is in the request.
      const [from, account] = [`${kind} ${address}`, refreshes ? undefined : await accountOf(request, kind)]
      try {
        // Counted before it is tried: many at once are no way around.
        await byAddress.consume(from)
        if (account) await byAccount.consume(account)
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refused(refusal)
        throw refusal
      }
      const response = await answer()
      if (guess && response.status < 400) {
        await byAddress.reward(from)
        if (account) await byAccount.delete(account)
      }
      return response
    },
  }
}

/** The account that it is about, hashed; undefined where it names none. Auth reads JSON, whatever type it is said to be. */
async function accountOf(request: Request, kind: string): Promise<string | undefined> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null)
  if (typeof body !== 'object' || body === null || !('email' in body) || typeof body.email !== 'string')
    return undefined
  return `${kind} ${createHash('sha256').update(body.email.trim().toLowerCase()).digest('hex')}`
}

function refused({ msBeforeNext }: RateLimiterRes): Response {
  const body = { code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' }
  return Response.json(body, {
    status: 429,
    headers: { 'retry-after': String(Math.max(1, Math.ceil(msBeforeNext / 1000))) },
  })
}
