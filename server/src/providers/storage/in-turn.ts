/** Gives what runs at most so many at once; who comes later waits, in their order. */
export function inTurn(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Whoever waits takes this place.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
