type Purpose = 'passage' | 'query'

interface Waiting {
  purpose: Purpose
  open: () => void
}

/** So many calls at once and no more; what a search waits for goes before what is being ingested. */
export function createSlots(most: number) {
  const waiting: Waiting[] = []
  let taken = 0

  function admit(): void {
    while (taken < most) {
      const query = waiting.findIndex(({ purpose }) => purpose === 'query')
      const [next] = waiting.splice(Math.max(0, query), 1)
      if (!next) return
      taken++
      next.open()
    }
  }

  return async function within<T>(purpose: Purpose, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((open, reject) => {
      signal.throwIfAborted()
      const place = { purpose, open }
      const leave = () => {
        const at = waiting.indexOf(place)
        if (at < 0) return
        waiting.splice(at, 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(place)
      admit()
    })
    try {
      return await work()
    } finally {
      taken--
      admit()
    }
  }
}
