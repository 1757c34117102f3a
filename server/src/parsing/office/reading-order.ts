import type { Box } from './slide-shapes.ts'

interface Placed {
  box?: Box | undefined
}

/** Shapes that are sorted; more are read as they are written. */
const mostShapes = 200
/** Of which it is tried where columns begin. */
const mostLookedAt = 60

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

/** Divides where nothing stands, across or down, again and again: a heading, then the columns below it. */
function cut<T extends Placed>(shapes: readonly T[]): T[] {
  if (shapes.length < 2) return [...shapes]
  const rows = gaps(shapes, across)
  const column = widest(gaps(shapes, down))
  const opening = column || shapes.length > mostLookedAt ? undefined : opensColumns(rows)
  const row = opening ?? widest(rows)
  const found = row && column ? (row.width > column.width ? row : column) : (row ?? column)
  return found ? [...cut(found.before), ...cut(found.after)] : byPlace(shapes)
}

const across = ({ y, height }: Box): [number, number] => [y, y + height]
const down = ({ x, width }: Box): [number, number] => [x, x + width]

interface Gap<T> {
  width: number
  before: T[]
  after: T[]
}

/** Where what stands over all columns ends or begins: on one of its sides there are columns, farther apart than rows. */
function opensColumns<T extends Placed>(rows: readonly Gap<T>[]): Gap<T> | undefined {
  let best: { gap: Gap<T>; width: number } | undefined
  for (const gap of rows) {
    for (const side of [gap.before, gap.after]) {
      const column = widest(gaps(side, down))?.width ?? 0
      const row = widest(gaps(side, across))?.width ?? 0
      if (column > row && column > (best?.width ?? 0)) best = { gap, width: column }
    }
  }
  return best?.gap
}

function widest<T>(gaps: readonly Gap<T>[]): Gap<T> | undefined {
  return gaps.reduce<Gap<T> | undefined>((best, gap) => (best && best.width >= gap.width ? best : gap), undefined)
}

/** Where no shape stands, in one direction; boxes may overlap by a fifth, for they are larger than what is in them. */
function gaps<T extends Placed>(shapes: readonly T[], extent: (box: Box) => [number, number]): Gap<T>[] {
  const sorted = shapes
    .map((shape) => ({ shape, extent: extent(shape.box as Box) }))
    .sort((a, b) => a.extent[0] - b.extent[0])
  const inOrder = sorted.map(({ shape }) => shape)
  const found: Gap<T>[] = []
  let [end, least] = [sorted[0]?.extent[1] ?? 0, Number.POSITIVE_INFINITY]
  for (const [at, { extent }] of sorted.entries()) {
    const [from, to] = extent
    const width = from - end
    if (at > 0 && width >= -0.2 * Math.min(to - from, least)) {
      found.push({ width, before: inOrder.slice(0, at), after: inOrder.slice(at) })
    }
    least = Math.min(least, to - from)
    end = Math.max(end, to)
  }
  return found
}

function byPlace<T extends Placed>(shapes: readonly T[]): T[] {
  return [...shapes].sort((a, b) => (a.box?.y ?? 0) - (b.box?.y ?? 0) || (a.box?.x ?? 0) - (b.box?.x ?? 0))
}
