import { cellGap, type Run } from './types.ts'

/** The smallest gap between columns, in parts of the font's size, where they go on for some lines. */
export const narrowGap = 0.5

/** What stands at about one height, and the stretches of it that are written on. */
export interface Band {
  runs: Run[]
  /** Apart as columns mostly are. */
  ink: Ink[]
  /** Apart as narrow columns are, and words of a justified line may be. */
  close: Ink[]
}

export interface Ink {
  left: number
  right: number
  runs: Run[]
}

/** Runs by their height, from top to bottom. O(n log n). */
export function bandsOf(runs: readonly Run[]): Band[] {
  const bands: Band[] = []
  let [top, size] = [Number.NEGATIVE_INFINITY, 0]
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const band = bands.at(-1)
    // Lines of neighbouring columns need not stand at one height.
    if (band && run.y - top < 0.7 * Math.min(size, run.size)) band.runs.push(run)
    else {
      bands.push({ runs: [run], ink: [], close: [] })
      top = run.y
      size = run.size
    }
  }
  for (const band of bands) {
    band.close = inkOf(band.runs, narrowGap)
    band.ink = band.close.length === 1 ? band.close : inkOf(band.runs, cellGap)
  }
  return bands
}

/** The stretches of a band, from left to right, that are further apart than a gap in parts of the font's size. */
export function inkOf(runs: readonly Run[], gap: number): Ink[] {
  const ink: Ink[] = []
  for (const run of [...runs].sort((a, b) => a.x - b.x)) {
    const last = ink.at(-1)
    const right = run.x + run.width
    if (last && run.x - last.right < gap * run.size) {
      last.runs.push(run)
      last.right = Math.max(last.right, right)
    } else ink.push({ left: run.x, right, runs: [run] })
  }
  return ink
}
