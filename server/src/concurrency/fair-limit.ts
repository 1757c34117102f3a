import { Problem } from '../problems.ts'

/** Runs `work` when its turn comes; `signal` ends the wait for it with its reason, and nothing after it. */
type Turn = <T>(owner: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/**
 * Gives what runs at most so many at once; who comes later waits, in their order. Of one owner no more than `perOwner`
 * run or wait: `rate_limited`.
 */
export function inTurn(atOnce: number, perOwner: number): Turn {
  let running = 0
  const waiting = new Set<() => void>()
  const owned = new Map<string, number>()

  const enter = (owner: string) => {
    const own = owned.get(owner) ?? 0
    if (own >= perOwner) throw new Problem('rate_limited')
    owned.set(owner, own + 1)
  }
  const leave = (owner: string) => {
    const left = (owned.get(owner) ?? 1) - 1
    if (left > 0) owned.set(owner, left)
    else owned.delete(owner)
  }
  const take = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted()
    if (running < atOnce) return void running++
    await new Promise<void>((resolve, reject) => {
      const come = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        waiting.delete(come)
        reject(signal?.reason)
      }
      waiting.add(come)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }
  const release = () => {
    // Whoever waits takes this place.
    const [next] = waiting
    if (!next) return void running--
    waiting.delete(next)
    next()
  }
  return async (owner, work, signal) => {
    enter(owner)
    try {
      await take(signal)
      try {
        return await work()
      } finally {
        release()
      }
    } finally {
      leave(owner)
    }
  }
}
