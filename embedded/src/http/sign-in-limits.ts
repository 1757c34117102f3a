import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { type AuthRequest, authError } from './auth-requests.ts'

/** Within these, in seconds. An office, or a whole network behind one address, is not locked out by one of its people. */
const limits = {
  /** Wrong passwords and codes for one account from one address: as many as a person needs who has forgotten theirs. */
  place: { points: 10, duration: 300 },
  /** The same from everywhere, but from where the account was signed in lately. */
  account: { points: 40, duration: 900 },
  /** Accounts that one address guessed wrong at. */
  accounts: { points: 300, duration: 300 },
  /** Guesses that name neither an account nor one of our tokens. */
  unnamed: { points: 300, duration: 300 },
  /**
   * Right passwords too, for one account from one address, and new ones from one address: to hash one takes a tenth of a second
   * of the process that the database is in.
   */
  hashes: { points: 60, duration: 300 },
  mailsToAccount: { points: 10, duration: 300 },
  mailsFromAddress: { points: 300, duration: 300 },
}
/** How long it is remembered that an account was signed in from an address. */
const knownSeconds = 7 * 24 * 3600

export interface Attempts {
  /**
   * Passes a request on to Auth, unless its address or the account that it names has had its share: then it is answered as
   * Supabase answers, 429 with Retry-After.
   */
  pass(request: AuthRequest, address: string, answer: () => Promise<Response>): Promise<Response>
}

/**
 * Where a password or a code can be tried: what fails counts. Not a refresh, nor a mailed link: their tokens have too many bits
 * to be found, and a count of them would only let one person sign out, or lock out, all others behind the same address.
 */
function isGuess(request: AuthRequest): boolean {
  const { method, route, body } = request
  if (route === 'token') return !refreshes(request)
  return route === 'verify' && method === 'POST' && body.token_hash === undefined
}

/** A refresh names no account, whatever else is in the request. */
function refreshes({ url }: AuthRequest): boolean {
  return url.searchParams.get('grant_type') === 'refresh_token'
}

/** What makes an account or sends a mail: all of it counts. */
function sendsMail({ method, route, email }: AuthRequest): boolean {
  if (route === 'user') return method === 'PUT' && email !== undefined
  return /^(signup|recover|otp|magiclink|resend|reauthenticate)$/.test(route)
}

/** Counts attempts to sign in: for this process, which is the only one that Auth is in. */
export function createAttempts(): Attempts {
  const counter = (keyPrefix: keyof typeof limits) => new RateLimiterMemory({ keyPrefix, ...limits[keyPrefix] })
  const places = counter('place')
  const accounts = counter('account')
  const accountsOfAddress = counter('accounts')
  const unnamed = counter('unnamed')
  const hashes = counter('hashes')
  const [mailsToAccount, mailsFromAddress] = [counter('mailsToAccount'), counter('mailsFromAddress')]
  const known = new RateLimiterMemory({ keyPrefix: 'known', points: 1, duration: knownSeconds })

  async function guess(account: string, address: string, answer: () => Promise<Response>): Promise<Response> {
    const place = `${account} ${address}`
    await hashes.consume(place)
    // Counted before it is tried: many at once are no way around.
    const { consumedPoints } = await places.consume(place)
    const isKnown = (await known.get(place)) !== null
    const isFirst = consumedPoints === 1
    if (!isKnown) {
      await accounts.consume(account)
      if (isFirst) await accountsOfAddress.consume(address)
    }
    const response = await answer()
    if (succeeded(response)) {
      await places.delete(place)
      if (!isKnown) {
        await accounts.reward(account)
        if (isFirst) await accountsOfAddress.reward(address)
      }
      await known.set(place, 1, knownSeconds)
    }
    return response
  }

  async function guessUnnamed(address: string, answer: () => Promise<Response>): Promise<Response> {
    await unnamed.consume(address)
    const response = await answer()
    if (succeeded(response)) await unnamed.reward(address)
    return response
  }

  return {
    async pass(request, address, answer) {
      try {
        if (isGuess(request)) {
          const account = digest(request.email)
          return await (account ? guess(account, address, answer) : guessUnnamed(address, answer))
        }
        if (request.method === 'PUT' && request.body.password !== undefined) await hashes.consume(address)
        if (sendsMail(request)) {
          await mailsFromAddress.consume(address)
          const account = digest(request.email)
          const refusal = account && (await refusalOf(mailsToAccount, account))
          if (refusal) return refused(refusal, 'over_email_send_rate_limit', 'email rate limit exceeded')
        }
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refused(refusal)
        throw refusal
      }
      return answer()
    },
  }
}

/** A followed link answers with a way back, and says there what went wrong. */
function succeeded(response: Response): boolean {
  return response.status < 400 && !response.headers.get('location')?.includes('error=')
}

function digest(email: string | undefined): string | undefined {
  return email === undefined ? undefined : createHash('sha256').update(email).digest('hex')
}

async function refusalOf(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  }
}

function refused(
  { msBeforeNext }: RateLimiterRes,
  code = 'over_request_rate_limit',
  message = 'Request rate limit reached',
): Response {
  const response = authError(429, code, message)
  response.headers.set('retry-after', String(Math.max(1, Math.ceil(msBeforeNext / 1000))))
  return response
}
