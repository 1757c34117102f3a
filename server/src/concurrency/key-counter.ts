/** Counts what is open for each key. */
export interface KeyCounter {
  /** Counts one more, unless there are `most` already: then null. The result, called once, counts it off. */
  enter(key: string, most: number): (() => void) | null
}

export function createKeyCounter(): KeyCounter {
  const counts = new Map<string, number>()
  return {
    enter(key, most) {
      const count = counts.get(key) ?? 0
      if (count >= most) return null
      counts.set(key, count + 1)
      return () => {
        const left = (counts.get(key) ?? 1) - 1
        if (left > 0) counts.set(key, left)
        else counts.delete(key)
      }
    },
  }
}
