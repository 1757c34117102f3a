import { rowsOfTable } from './table-rows.ts'
import type { Line, Row } from './types.ts'

/** A gap so wide, in parts of the font's size, that what stands on both sides of it is no sentence. */
const wideGap = 3
/** The rows of one table stand no further apart, in parts of the font's size. */
const rowDistance = 4
/** A row with more cells is not looked at closely. */
const mostCells = 100

/** The lines of each cell of a table's row, none of an empty one; of a line of text, one cell with one line. */
export type Cells = Line[][]

/**
 * Tells the rows of tables from lines with a wide gap in them, which become one cell, and puts together the lines of
 * rows whose cells have several. O(n).
 */
export function joinTableRows(rows: readonly Row[]): Cells[] {
  const settled: Cells[] = []
  for (let from = 0; from < rows.length; ) {
    const to = endOfTable(rows, from)
    if (to === from) {
      settled.push([[joined(rows[from] ?? [])]])
      from++
    } else {
      for (const cells of rowsOfTable(rows.slice(from, to), mostCells)) settled.push(cells)
      from = to
    }
  }
  return settled
}

/** Where the table that begins with a row ends; at the row itself where none does. */
function endOfTable(rows: readonly Row[], from: number): number {
  let to = from
  const begins: number[] = []
  for (; to < rows.length; to++) {
    const [row, above] = [rows[to] ?? [], rows[to - 1]]
    const distance = to > from ? distanceOf(row, above) : 0
    if (distance > rowDistance) break
    const isRow = isTableRow(row, above, rows[to + 1])
    const isPart = to > from && row.length === 1 && isBelowCell(row, begins, distance, rows[to + 1])
    if (!isRow && !isPart) break
    for (const { x } of row.slice(0, mostCells)) if (!begins.includes(x) && begins.length < mostCells) begins.push(x)
  }
  // What stands close below the last row and has one cell is a cell's last line, or the text after the table.
  while (to - from > 1 && rows[to - 1]?.length === 1 && (rows[to - 1]?.[0]?.text.length ?? 0) > 60) to--
  return to
}

function isTableRow(row: Row, above: Row | undefined, below: Row | undefined): boolean {
  if (row.length < 2) return false
  const isWide = row.some((cell, i) => cell.x - (row[i - 1]?.right ?? cell.x) > wideGap * cell.size)
  return isWide || areAligned(row, above) || areAligned(row, below)
}

/** Whether a cell, not the first, stands below one of the other row: by its left or right edge, or its middle. */
function areAligned(row: Row, other: Row | undefined): boolean {
  if (!other || other.length < 2) return false
  let i = 1
  return row.slice(1).some((cell) => {
    while (i < other.length - 1 && (other[i]?.right ?? 0) < cell.x) i++
    const [left, right] = [cell.x - (other[i]?.x ?? 0), cell.right - (other[i]?.right ?? 0)]
    return [left, right, (left + right) / 2].some((shift) => Math.abs(shift) < 0.4 * cell.size)
  })
}

/** Whether what stands alone begins where a cell of the table does; a text after the table begins where its first cells do. */
function isBelowCell([cell]: Row, begins: readonly number[], distance: number, below: Row | undefined): boolean {
  if (!cell || !begins.some((x) => Math.abs(x - cell.x) < 0.4 * cell.size)) return false
  const first = Math.min(...begins)
  const isFirst = (line: Line) => Math.abs(line.x - first) < 0.4 * line.size
  if (distance < (isFirst(cell) ? 1.6 : 2.2)) return true
  // The cells beside one of two lines stand half a line below its first.
  const [beside] = below ?? []
  return beside !== undefined && !isFirst(beside) && beside.x > first && distanceOf(below ?? [], [cell]) < 1
}

/** How far a row stands below another one, in parts of the font's size. */
function distanceOf(row: Row, above: Row | undefined): number {
  const [line, last] = [row[0], above?.[0]]
  return line && last ? (line.y - last.y) / line.size : Number.POSITIVE_INFINITY
}

function joined(row: Row): Line {
  const [first] = row
  const last = row.at(-1)
  if (!first || !last) throw new Error('a row has a cell')
  if (first === last) return first
  const text = row.map((cell) => cell.text).join(' ')
  let length = 0
  const anchors = row.flatMap((cell) => {
    const start = length
    length += cell.text.length + 1
    return (cell.anchors ?? []).map((value, i) => (i % 2 === 0 ? start + value : value))
  })
  return { ...first, text, right: last.right, anchors, fonts: [...new Set(row.flatMap(({ fonts }) => fonts))] }
}
