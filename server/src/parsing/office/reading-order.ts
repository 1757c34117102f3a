import type { Box } from './slide-shapes.ts'

interface Placed {
  box?: Box | undefined
}

/** Shapes that are sorted; more are read as they are written. */
const mostShapes = 500

/**
 * What stands on a slide in the order in which it is read: from top to bottom, and what stands side by side column by
 * column. What has no place of its own keeps its turn behind the one before it.
 */
export function inReadingOrder<T extends Placed>(shapes: readonly T[]): T[] {
  const placed = shapes.filter(({ box }) => box !== undefined)
  if (placed.length < 2 || placed.length > mostShapes) return [...shapes]
  const sorted = cut(placed)
  // Those without a place were written before or after one that has one.
  const result: T[] = []
  const after = new Map<T | undefined, T[]>()
  let last: T | undefined
  for (const shape of shapes) {
    if (shape.box) last = shape
    else after.set(last, [...(after.get(last) ?? []), shape])
  }
  result.push(...(after.get(undefined) ?? []))
  for (const shape of sorted) result.push(shape, ...(after.get(shape) ?? []))
  return result
}

/** Divides at the widest empty band, across or down, again and again: a heading, then the columns below it. */
function cut<T extends Placed>(shapes: readonly T[]): T[] {
  if (shapes.length < 2) return [...shapes]
  const row = widestGap(shapes, ({ y, height }) => [y, y + height])
  const column = widestGap(shapes, ({ x, width }) => [x, x + width])
  const found = row && column ? (row.width > column.width ? row : column) : (row ?? column)
  return found ? [...cut(found.before), ...cut(found.after)] : byPlace(shapes)
}

interface Gap<T> {
  width: number
  before: T[]
  after: T[]
}

/** Where no shape stands, in one direction; boxes may overlap by a fifth, for they are larger than what is in them. */
function widestGap<T extends Placed>(shapes: readonly T[], extent: (box: Box) => [number, number]): Gap<T> | undefined {
  const sorted = shapes
    .map((shape) => ({ shape, extent: extent(shape.box as Box) }))
    .sort((a, b) => a.extent[0] - b.extent[0])
  let best: { width: number; at: number } | undefined
  let [end, least] = [sorted[0]?.extent[1] ?? 0, Number.POSITIVE_INFINITY]
  for (const [at, { extent }] of sorted.entries()) {
    const [from, to] = extent
    const width = from - end
    if (at > 0 && width >= -0.2 * Math.min(to - from, least) && (!best || width > best.width)) best = { width, at }
    least = Math.min(least, to - from)
    end = Math.max(end, to)
  }
  if (!best) return undefined
  const inOrder = sorted.map(({ shape }) => shape)
  return { width: best.width, before: inOrder.slice(0, best.at), after: inOrder.slice(best.at) }
}

function byPlace<T extends Placed>(shapes: readonly T[]): T[] {
  return [...shapes].sort((a, b) => (a.box?.y ?? 0) - (b.box?.y ?? 0) || (a.box?.x ?? 0) - (b.box?.x ?? 0))
}
