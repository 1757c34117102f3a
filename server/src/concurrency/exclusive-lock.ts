/**
 * Lets work in side by side, and what may bring the process down alone: nothing else runs then, and so nothing else is
 * taken for the reason of its end.
 */
export interface Room {
  /**
   * Waits for its turn and runs `work`, which may leave before it has ended: then others come in. Raises the signal's
   * reason where it is aborted while it waits.
   */
  enter<T>(alone: boolean, signal: AbortSignal, work: (leave: () => void) => Promise<T>): Promise<T>
  /** Whether somebody waits for those inside to leave. */
  isAwaited(): boolean
}

export function createRoom(): Room {
  let inside = 0
  let locked = false
  const waiting: { alone: boolean; open: () => void }[] = []

  function admit(): void {
    for (;;) {
      const next = waiting[0]
      // In order: whoever is to be alone is not overtaken for ever.
      if (!next || locked || (next.alone && inside > 0)) return
      waiting.shift()
      inside++
      locked = next.alone
      next.open()
    }
  }

  return {
    isAwaited: () => waiting.length > 0,
    async enter(alone, signal, work) {
      await new Promise<void>((open, reject) => {
        signal.throwIfAborted()
        const place = { alone, open }
        const leave = () => {
          const at = waiting.indexOf(place)
          if (at < 0) return
          waiting.splice(at, 1)
          reject(signal.reason)
          admit()
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(place)
        admit()
      })
      let left = false
      const leave = () => {
        if (left) return
        left = true
        inside--
        if (alone) locked = false
        admit()
      }
      try {
        return await work(leave)
      } finally {
        leave()
      }
    },
  }
}
