import { type ColumnGap, columnGapsOf } from './column-gaps.ts'
import { type Band, bandsOf, type Ink, inkOf, narrowGap } from './line-bands.ts'
import { cellGap, type Run } from './types.ts'

/** Columns within columns. */
const maxNestedColumns = 4
/** Lines that columns with a narrow gap go on for. */
const fewestLines = 5

/**
 * Parts the runs of a page into columns, in reading order: what stands above the columns, the columns from left to
 * right, what stands below. A table is no columns: its cells are read row by row. O(n log n).
 *
 * @param known where the gutters of earlier pages were; a short column at one of them is taken for one
 */
export function columnsOf(runs: readonly Run[], known: number[], depth = 0): Run[][] {
  const bands = bandsOf(runs)
  const gutters = depth < maxNestedColumns ? choose(candidatesOf(bands), known) : []
  const columns: Run[][] = []
  let next = 0
  for (const { left, right, from, to } of gutters) {
    if (from > next) columns.push(runsOf(bands, next, from))
    const middle = (left + right) / 2
    if (depth === 0) known.push(middle)
    const between = runsOf(bands, from, to + 1)
    const isLeft = (run: Run) => run.x + run.width / 2 < middle
    const sides = [between.filter(isLeft), between.filter((run) => !isLeft(run))]
    for (const column of sides.flatMap((side) => columnsOf(side, known, depth + 1))) columns.push(column)
    next = to + 1
  }
  if (next < bands.length) columns.push(runsOf(bands, next, bands.length))
  return columns
}

function runsOf(bands: readonly Band[], from: number, to: number): Run[] {
  return bands.slice(from, to).flatMap(({ runs }) => runs)
}

/** Where columns may part, and the ink that says so. */
interface Candidate {
  gap: ColumnGap
  bands: readonly Band[]
  isNarrow: boolean
}

function candidatesOf(bands: readonly Band[]): Candidate[] {
  const wide = columnGapsOf(bands, cellGap).map((gap) => ({ gap, bands, isNarrow: false }))
  if (bands.filter(({ close }) => close.length > 1).length < fewestLines) return wide
  const close = bands.map((band) => ({ ...band, ink: band.close }))
  return [...wide, ...columnGapsOf(close, narrowGap).map((gap) => ({ gap, bands: close, isNarrow: true }))]
}

/** Those with prose on both sides, the longest first where they overlap; from top to bottom. */
function choose(candidates: readonly Candidate[], known: readonly number[]): ColumnGap[] {
  const taken = new Uint8Array(candidates[0]?.bands.length ?? 0)
  return candidates
    .filter(({ gap }) => gap.to > gap.from)
    .sort((a, b) => b.gap.to - b.gap.from - (a.gap.to - a.gap.from))
    .filter(({ gap, bands, isNarrow }) => {
      if (taken.subarray(gap.from, gap.to + 1).includes(1)) return false
      if (!(isNarrow ? partsColumns(gap, bands) : dividesProse(gap, bands, known))) return false
      taken.fill(1, gap.from, gap.to + 1)
      return true
    })
    .map(({ gap, bands }) => withWhatIsAbove(withoutWhatFollows(gap, bands), bands, taken))
    .sort((a, b) => a.from - b.from)
}

/**
 * Whether a gap that words of a justified line may have too parts columns: it goes on for many lines, with prose on both
 * sides, and to its right all lines begin at the same place.
 */
function partsColumns({ left, right, from, to }: ColumnGap, bands: readonly Band[]): boolean {
  const sides = [[], []] as [Ink[], Ink[]]
  for (const { ink } of bands.slice(from, to + 1)) {
    const before = whole(ink.filter((stretch) => stretch.right <= left))
    const after = whole(ink.filter((stretch) => stretch.left >= right))
    if (before) sides[0].push(before)
    if (after) sides[1].push(after)
  }
  if (!sides.every((side) => side.length >= fewestLines && isProse(side) && !isTable(side))) return false
  const begins = sides[1].map((stretch) => stretch.left).sort((a, b) => a - b)
  const edge = begins[Math.floor(begins.length / 4)] ?? 0
  const size = sides[1][0]?.runs[0]?.size ?? 0
  return begins.filter((begin) => Math.abs(begin - edge) < 0.15 * size).length >= 0.6 * begins.length
}

/** Whether many lines have a gap in them that no words of a sentence have, and no column of prose stands after it. */
function isTable(side: readonly Ink[]): boolean {
  const after = side.flatMap(({ runs }) => inkOf(runs, cellGap)[1] ?? [])
  return after.length > 0.3 * side.length && !isProse(after)
}

function whole(ink: readonly Ink[]): Ink | undefined {
  const [first, last] = [ink[0], ink.at(-1)]
  return first && last && { left: first.left, right: last.right, runs: ink.flatMap(({ runs }) => runs) }
}

/** The first lines of columns that begin at different heights stand beside nothing. */
function withWhatIsAbove(gutter: ColumnGap, bands: readonly Band[], taken: Uint8Array): ColumnGap {
  let { from } = gutter
  for (; from > 0 && taken[from - 1] === 0; from--) {
    const [above, below] = [bands[from - 1], bands[from]]
    const [line, next] = [above?.runs[0], below?.runs[0]]
    if (!above || !line || !next || next.y - line.y > 2.5 * line.size) break
    if (above.ink.some(({ left, right }) => left < gutter.right && right > gutter.left)) break
  }
  return { ...gutter, from }
}

/** A short title below the columns crosses no gutter, but belongs to the text over the whole width that it stands above. */
function withoutWhatFollows(gutter: ColumnGap, bands: readonly Band[]): ColumnGap {
  if (gutter.to + 1 >= bands.length) return gutter
  for (let last = gutter.to; last > gutter.to - 3; last--) {
    const [above, title] = [bands[last - 1]?.runs[0], bands[last]?.runs[0]]
    if (!above || !title || bands[last]?.ink.some(({ left }) => left >= gutter.right)) break
    if (title.y - above.y > 2 * title.size) return { ...gutter, to: last - 1 }
  }
  return gutter
}

function dividesProse({ left, right, from, to }: ColumnGap, bands: readonly Band[], known: readonly number[]): boolean {
  const sides = [[], []] as [Ink[], Ink[]]
  for (const { ink } of bands.slice(from, to + 1)) {
    const before = ink.findLast((stretch) => stretch.right <= left)
    const after = ink.find((stretch) => stretch.left >= right)
    if (before) sides[0].push(before)
    if (after) sides[1].push(after)
  }
  if (sides.every(isProse)) return true
  const seenBefore = known.some((middle) => middle > left && middle < right)
  return seenBefore && sides.some(isProse) && sides.every((side) => side.length > 0)
}

/** Lines that go on in the next one: many begin with a small letter. A cell of a table begins with a capital or a number. */
function isProse(side: readonly Ink[]): boolean {
  if (side.length < 3) return false
  const widest = side.reduce((most, { left, right }) => Math.max(most, right - left), 0)
  const full = side.filter(({ left, right }) => right - left >= 0.7 * widest).length
  const goingOn = side.slice(1).filter(({ runs }) => /^\p{Ll}/u.test(runs[0]?.text ?? '')).length
  const length = side.reduce((sum, { runs }) => sum + runs.reduce((n, { text }) => n + text.length, 0), 0)
  return length >= 15 * side.length && full >= side.length / 2 && goingOn >= 0.3 * (side.length - 1)
}
