/** For whom something runs, the narrower first: a person, then their client. */
export interface Share {
  key: string
  /** How much of it may run at once for this key. */
  most: number
}

export interface FairTurns {
  /**
   * Waits until there is a place, and none of the shares is used up. The result gives the place back, once.
   *
   * @param shares none for what counts for nobody: it comes before everything that waits
   * @param signal of who does not wait any longer
   * @throws TurnsError when too many wait already for the first share, or no place came free in time; the signal's reason
   */
  enter(shares: readonly Share[], signal?: AbortSignal): Promise<() => void>
}

export class TurnsError extends Error {
  readonly reason: 'too_many_wait' | 'timed_out'

  constructor(reason: TurnsError['reason']) {
    super(reason === 'timed_out' ? 'no place came free in time' : 'too many wait for their share')
    this.name = 'TurnsError'
    this.reason = reason
  }
}

interface Waiting {
  shares: readonly Share[]
  admit(): void
}

/**
 * Shares places between keys: nobody is kept waiting by another's number of requests. A place that comes free goes to
 * whoever has the fewest running: by the widest share first (the client), then by the narrower one (the person), then by
 * the time of arrival.
 *
 * @param places that run at once; `Infinity` leaves it to the shares
 * @param most that wait for one key of the narrowest share
 * @param timeoutMs that one waits
 */
export function createFairTurns({
  places,
  most,
  timeoutMs,
}: {
  places: number
  most: number
  timeoutMs: number
}): FairTurns {
  const line: Waiting[] = []
  const running = new Map<string, number>()
  const waiting = new Map<string, number>()
  let taken = 0

  const runningOf = (share: Share | undefined) => (share ? (running.get(share.key) ?? 0) : 0)
  const isOpen = (shares: readonly Share[]) => shares.every((share) => runningOf(share) < share.most)

  /** Whether `a` comes before `b`, which arrived earlier. Who is of no client counts as one of their own. */
  function isBefore(a: Waiting, b: Waiting): boolean {
    if (a.shares.length === 0 || b.shares.length === 0) return a.shares.length < b.shares.length
    for (let width = Math.max(a.shares.length, b.shares.length) - 1; width >= 0; width--) {
      const difference = runningOf(a.shares[width] ?? a.shares.at(-1)) - runningOf(b.shares[width] ?? b.shares.at(-1))
      if (difference !== 0) return difference < 0
    }
    return false
  }

  function next(): Waiting | undefined {
    let best: Waiting | undefined
    for (const each of line) if (isOpen(each.shares) && (!best || isBefore(each, best))) best = each
    return best
  }

  function take(shares: readonly Share[]): () => void {
    taken++
    for (const { key } of shares) add(running, key, 1)
    let left = false
    return () => {
      if (left) return
      left = true
      taken--
      for (const { key } of shares) add(running, key, -1)
      for (let one = taken < places ? next() : undefined; one; one = taken < places ? next() : undefined) one.admit()
    }
  }

  return {
    enter(shares, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      if (taken < places && isOpen(shares)) return Promise.resolve(take(shares))
      const { key } = shares[0] ?? { key: '' }
      if ((waiting.get(key) ?? 0) >= most) return Promise.reject(new TurnsError('too_many_wait'))
      return new Promise((resolve, reject) => {
        const leaveLine = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
          line.splice(line.indexOf(one), 1)
          add(waiting, key, -1)
        }
        const one: Waiting = {
          shares,
          admit() {
            leaveLine()
            resolve(take(shares))
          },
        }
        const timer = setTimeout(() => {
          leaveLine()
          reject(new TurnsError('timed_out'))
        }, timeoutMs)
        const onAbort = () => {
          leaveLine()
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort)
        line.push(one)
        add(waiting, key, 1)
      })
    },
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}
