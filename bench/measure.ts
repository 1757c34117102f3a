/** One way to do the same thing. */
export interface Side {
  name: string
  /** Does it once, for the n-th of many subjects. */
  once: (n: number) => Promise<void>
}

export interface Figures {
  /** Median of the rounds. */
  per_second: number
  p50_ms: number
  p95_ms: number
  rounds: number[]
}

/**
 * Measures the sides in turn, round after round, so that whatever else the machine does meets all of them; the order
 * turns with each round. `connections` of each are under way at any time.
 */
export async function compare(
  sides: readonly Side[],
  { rounds, seconds, connections }: { rounds: number; seconds: number; connections: number },
): Promise<Record<string, Figures>> {
  const seen = new Map(sides.map(({ name }) => [name, { rounds: [] as number[], times: [] as number[] }]))
  // The first round warms caches, plans and the compiler; it does not count.
  for (let round = -1; round < rounds; round++) {
    for (let i = 0; i < sides.length; i++) {
      const side = sides[(i + round + 1) % sides.length] as Side
      const times = await run(side, seconds, connections)
      const figures = seen.get(side.name)
      if (round < 0 || !figures) continue
      figures.rounds.push(times.length / seconds)
      for (const time of times) figures.times.push(time)
    }
  }
  return Object.fromEntries(
    [...seen].map(([name, { rounds, times }]) => {
      times.sort((a, b) => a - b)
      return [
        name,
        {
          per_second: Math.round(median(rounds)),
          p50_ms: rounded(quantile(times, 0.5)),
          p95_ms: rounded(quantile(times, 0.95)),
          rounds: rounds.map(Math.round),
        },
      ]
    }),
  )
}

async function run(side: Side, seconds: number, connections: number): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  let n = 0
  const loop = async () => {
    for (let started = performance.now(); started < until; started = performance.now()) {
      await side.once(n++)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return times
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
