import type { Line, Row } from './types.ts'

/** A column of a table, from its leftmost to its rightmost text. */
export interface TableColumn {
  x: number
  right: number
}

interface Growing extends TableColumn {
  /** The heights at which it has something. */
  heights: number[]
}

/** How much texts of two columns may overlap, in parts of the font's size. */
const slack = 0.2
/** Lines of one row stand no further apart, in parts of the font's size. */
const sameRow = 1.2

/**
 * The columns of a table, from left to right: its texts as they stand one below the other. What stands over several columns
 * makes none. Undefined where there are too many.
 */
export function tableColumns(rows: readonly Row[], most: number): TableColumn[] | undefined {
  const columns: Growing[] = []
  const lines = rows.flat().sort((a, b) => a.right - a.x - (b.right - b.x))
  for (const line of lines) {
    const [column, other] = columnsUnder(line, columns)
    if (other) continue
    if (column) {
      column.x = Math.min(column.x, line.x)
      column.right = Math.max(column.right, line.right)
      column.heights.push(line.y)
    } else if (columns.push({ x: line.x, right: line.right, heights: [line.y] }) > most) return undefined
  }
  columns.sort((a, b) => a.x - b.x)
  return joinHalves(columns, rows[0]?.[0]?.size ?? 10)
}

/** Those that a line stands in, of which it is in the first where there are several. */
export function columnsUnder<Column extends TableColumn>(
  { x, right, size }: Line,
  columns: readonly Column[],
): Column[] {
  return columns.filter((column) => x < column.right - slack * size && right > column.x + slack * size)
}

/** A name to the left and values to the right of one column overlap in nothing; but no row has both as two cells. */
function joinHalves(columns: readonly Growing[], size: number): TableColumn[] {
  const joined: Growing[] = []
  for (const column of columns) {
    const last = joined.at(-1)
    if (last && !shareRow(last, column, sameRow * size)) {
      last.right = Math.max(last.right, column.right)
      last.heights = last.heights.concat(column.heights)
    } else joined.push({ ...column, heights: [...column.heights] })
  }
  return joined.map(({ x, right }) => ({ x, right }))
}

function shareRow(a: Growing, b: Growing, near: number): boolean {
  const heights = [...a.heights].sort((one, other) => one - other)
  return b.heights.some((height) => {
    let [low, high] = [0, heights.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((heights[middle] ?? 0) < height - near) low = middle + 1
      else high = middle
    }
    return (heights[low] ?? Number.POSITIVE_INFINITY) <= height + near
  })
}
