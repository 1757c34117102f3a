import { sleep } from './sleep.ts'

export interface RetryOptions {
  /** How often a request is sent at most, the first time included. */
  attempts: number
  /** How long one call may spend waiting between its attempts, in milliseconds. */
  maxWaitMs: number
}

type Fetch = (request: Request) => Promise<Response>

/**
 * Sends a request again where the answer says that it may be, after the wait it asks for (Retry-After). 429 was never
 * worked on. 503 may come from something half done: a POST is only repeated with an Idempotency-Key.
 */
export function retrying(fetch: Fetch, { attempts, maxWaitMs }: RetryOptions): Fetch {
  return async (request) => {
    let waited = 0
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= attempts
      const response = await fetch(last ? request : request.clone())
      if (last || !mayRepeat(request, response)) return response
      const wait = retryAfterMs(response)
      waited += wait
      if (waited > maxWaitMs) return response
      await response.body?.cancel()
      await sleep(wait, request.signal)
    }
  }
}

function mayRepeat({ method, headers }: Request, { status }: Response): boolean {
  return status === 429 || (status === 503 && (method !== 'POST' || headers.has('Idempotency-Key')))
}

/** Retry-After is seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs({ headers }: Response): number {
  const text = headers.get('Retry-After')
  if (text === null) return 1_000
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now()
  return Number.isNaN(ms) ? 1_000 : Math.max(0, ms)
}
