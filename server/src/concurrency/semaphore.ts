interface AcquireOptions {
  /** Places that it takes; `Infinity` is all of them, and waits for all to be free. */
  weight?: number
  /** A higher one comes first; of equal ones the one that waits longer. */
  priority?: number
  /** Ends the wait, with its reason; what was acquired is not taken back. */
  signal?: AbortSignal | undefined
}

/** Lets a limited number of operations run at once. The next one in line is never overtaken by a lighter one. */
export interface Semaphore {
  /** Runs `work` when its places are free. `release` gives them back before it ends. */
  run<T>(work: (release: () => void) => Promise<T>, options?: AcquireOptions): Promise<T>
  /** How many wait. */
  readonly waiting: number
}

interface Waiting {
  weight: number
  priority: number
  admit(): void
}

/** @param places how many there are; `Infinity` limits nothing but what asks for all of them */
export function createSemaphore(places: number): Semaphore {
  const line: Waiting[] = []
  let running = 0
  let taken = 0
  let exclusive = false

  function fits({ weight }: Waiting): boolean {
    if (exclusive) return false
    return weight >= places ? running === 0 : taken + weight <= places
  }

  function admitAll(): void {
    for (let next = line[0]; next && fits(next); next = line[0]) {
      line.shift()
      running++
      if (next.weight >= places) exclusive = true
      else taken += next.weight
      next.admit()
    }
  }

  function leave(weight: number): void {
    running--
    if (weight >= places) exclusive = false
    else taken -= weight
    admitAll()
  }

  async function enter(weight: number, priority: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        line.splice(line.indexOf(waiting), 1)
        reject(signal?.reason)
        admitAll()
      }
      const waiting: Waiting = {
        weight,
        priority,
        admit() {
          signal?.removeEventListener('abort', giveUp)
          resolve()
        },
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      const before = line.findIndex((other) => other.priority < priority)
      line.splice(before < 0 ? line.length : before, 0, waiting)
      admitAll()
    })
  }

  return {
    get waiting() {
      return line.length
    },
    async run(work, { weight = 1, priority = 0, signal } = {}) {
      await enter(weight, priority, signal)
      let left = false
      const release = () => {
        if (left) return
        left = true
        leave(weight)
      }
      try {
        return await work(release)
      } finally {
        release()
      }
    },
  }
}
