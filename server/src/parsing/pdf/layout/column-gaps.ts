import type { Band, Ink } from './line-bands.ts'

/** A strip between two columns: nothing is written on it from one band to another. */
export interface ColumnGap {
  left: number
  right: number
  from: number
  to: number
}

/** Strips that are followed at once: a band with more stretches of ink is no line of columns. */
const mostInks = 50

/** All gutters, each as long as it can be. @param narrowest in parts of the font's size */
export function columnGapsOf(bands: readonly Band[], narrowest: number): ColumnGap[] {
  const ended: ColumnGap[] = []
  let open: ColumnGap[] = []
  bands.forEach(({ ink, runs }, i) => {
    const least = narrowest * (runs[0]?.size ?? 0)
    if (ink.length > mostInks) {
      ended.push(...open)
      open = []
      return
    }
    const going: ColumnGap[] = []
    const isApart = (runs[0]?.y ?? 0) - (bands[i - 1]?.runs[0]?.y ?? 0) > 4 * (runs[0]?.size ?? 0)
    for (const gutter of open) {
      const free = widestFree(gutter, ink)
      // What stands far below, and not in both columns, is a page's number or a note.
      const isOver =
        isApart && !(ink.some(({ right }) => right <= gutter.left) && ink.some(({ left }) => left >= gutter.right))
      if (free && free.right - free.left >= least && !isOver) going.push({ ...gutter, ...free, to: i })
      else ended.push(gutter)
    }
    ink.slice(1).forEach(({ left: right }, before) => {
      const left = ink[before]?.right ?? right
      const isNew = !going.some((gutter) => gutter.left < right && gutter.right > left)
      if (isNew) going.push({ left, right, from: i, to: i })
    })
    open = going.slice(0, mostInks)
  })
  return [...ended, ...open]
}

/** The widest part of a gutter that a band leaves free. */
function widestFree({ left, right }: ColumnGap, ink: readonly Ink[]): { left: number; right: number } | undefined {
  let widest: { left: number; right: number } | undefined
  let from = left
  const consider = (to: number) => {
    if (to > from && (!widest || to - from > widest.right - widest.left)) widest = { left: from, right: to }
  }
  for (const stretch of ink) {
    if (stretch.right <= from) continue
    if (stretch.left >= right) break
    consider(Math.min(stretch.left, right))
    from = Math.max(from, stretch.right)
  }
  consider(right)
  return widest
}
