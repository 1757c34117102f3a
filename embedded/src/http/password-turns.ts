import { setTimeout as sleep } from 'node:timers/promises'
import { type AuthRequest, authError } from './auth-requests.ts'

/** That wait of one address: more of them are answered 429. */
const mostWaiting = 20

export type PasswordTurns = (request: AuthRequest, address: string, work: () => Promise<Response>) => Promise<Response>

/**
 * Lets what hashes a password run one at a time, each address in its turn. A hash (bcrypt, in JavaScript) holds this process for
 * a tenth of a second, and with it the database: between two of one address, others have as long.
 */
export function createPasswordTurns(): PasswordTurns {
  const waiting = new Map<string, (() => Promise<void>)[]>()
  let running = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    // When each was last served, of those who came while somebody waited.
    const served = new Map<string, number>()
    let before: string | undefined
    let took = 0
    for (let turn = 1; waiting.size > 0; turn++) {
      let address: string | undefined
      for (const one of waiting.keys()) {
        if (one !== before && (address === undefined || at(served, one) < at(served, address))) address = one
      }
      if (address === undefined) {
        await sleep(took)
        before = undefined
        continue
      }
      const [next, ...rest] = waiting.get(address) ?? []
      if (rest.length > 0) waiting.set(address, rest)
      else waiting.delete(address)
      served.set(address, turn)
      const began = performance.now()
      await next?.()
      took = performance.now() - began
      before = address
    }
    running = false
  }

  return async (request, address, work) => {
    if (!hashes(request)) return work()
    const line = waiting.get(address) ?? []
    if (line.length >= mostWaiting) return authError(429, 'over_request_rate_limit', 'Request rate limit reached')
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    waiting.set(address, [...line, () => work().then(resolve, reject)])
    void run()
    return promise
  }
}

/** At sign-up, at a sign-in, and with a new password. */
function hashes({ method, route, body }: AuthRequest): boolean {
  if (typeof body.password !== 'string') return false
  return (method === 'POST' && /^(signup|token)$/.test(route)) || (method === 'PUT' && route === 'user')
}

function at(served: ReadonlyMap<string, number>, address: string): number {
  return served.get(address) ?? 0
}
