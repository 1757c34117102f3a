/** Counts what is open for each key. */
export interface KeyCounter {
  /** Counts one more, unless there are `most` already: then null. The result counts it off, once. */
  enter(key: string, most: number): (() => void) | null
}

export function createKeyCounter(): KeyCounter {
  const counts = new Map<string, number>()
  return {
    enter(key, most) {
      const count = counts.get(key) ?? 0
      if (count >= most) return null
      counts.set(key, count + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        const rest = (counts.get(key) ?? 1) - 1
        if (rest > 0) counts.set(key, rest)
        else counts.delete(key)
      }
    },
  }
}
