import type { Line, Row } from './types.ts'

/** A gap so wide, in parts of the font's size, that what stands on both sides of it is no sentence. */
const wideGap = 3
/** The rows of one table stand no further apart, in parts of the font's size. */
const rowDistance = 4
/** A row with more cells is not looked at closely. */
const mostCells = 100

/** The lines of each cell of a table's row; of a line of text, one cell with one line. */
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
      for (const cells of rowsOfTable(rows.slice(from, to))) settled.push(cells)
      from = to
    }
  }
  return settled
}

/** Where the table that begins with a row ends; at the row itself where none does. */
function endOfTable(rows: readonly Row[], from: number): number {
  let to = from
  for (; to < rows.length; to++) {
    const [row, above] = [rows[to] ?? [], rows[to - 1]]
    const distance = to > from ? distanceOf(row, above) : 0
    if (distance > rowDistance) break
    const isRow = isTableRow(row, above, rows[to + 1])
    const isPart = to > from && distance < 1.6 && row.length === 1 && isBelowCell(row, above)
    if (!isRow && !isPart) break
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

function isBelowCell([cell]: Row, above: Row | undefined): boolean {
  return above?.slice(0, mostCells).some(({ x }) => cell && Math.abs(x - cell.x) < 0.4 * cell.size) === true
}

/** How far a row stands below another one, in parts of the font's size. */
function distanceOf(row: Row, above: Row | undefined): number {
  const [line, last] = [row[0], above?.[0]]
  return line && last ? (line.y - last.y) / line.size : Number.POSITIVE_INFINITY
}

/**
 * The rows of a table. Where cells have several lines, these stand closer than the rows, and few have something in every
 * column.
 */
function rowsOfTable(rows: readonly Row[]): Cells[] {
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0)
  const distances = rows.map((row, i) => (i === 0 ? Number.POSITIVE_INFINITY : distanceOf(row, rows[i - 1])))
  const least = distances.reduce((min, distance) => Math.min(min, distance), Number.POSITIVE_INFINITY)
  const close = rows.filter((_, i) => isClose(i))
  const apart = distances.slice(1).filter((distance) => distance >= 1.2 * least)
  const filled = close.reduce((sum, { length }) => sum + length, 0)
  const hasLines = columns <= mostCells && apart.length >= 0.2 * rows.length && filled <= 0.75 * columns * close.length

  const settled: Cells[] = []
  rows.forEach((row, i) => {
    const table = settled.at(-1)
    if (!hasLines || !isClose(i) || !table) settled.push(row.map((cell) => [cell]))
    else for (const cell of row) columnOf(cell, table)?.push(cell)
  })
  return settled

  function isClose(i: number): boolean {
    const distance = distances[i] ?? 0
    return distance <= 1.1 * least && distance < 1.6
  }
}

/** The cell of a row that a line below it belongs to: where it begins at the same place, or else the nearest. */
function columnOf(line: Line, table: Cells): Line[] | undefined {
  let [nearest, least] = [table[0], Number.POSITIVE_INFINITY]
  for (const cell of table) {
    const [first] = cell
    if (!first) continue
    const middles = Math.abs(first.x + first.right - line.x - line.right) / 2
    const distance = Math.min(Math.abs(first.x - line.x), Math.abs(first.right - line.right), middles)
    if (distance < least) [nearest, least] = [cell, distance]
  }
  return nearest
}

function joined(row: Row): Line {
  const [first] = row
  const last = row.at(-1)
  if (!first || !last) throw new Error('a row has a cell')
  const text = row.map((cell) => cell.text).join(' ')
  let length = 0
  const anchors = row.flatMap((cell) => {
    const start = length
    length += cell.text.length + 1
    return (cell.anchors ?? []).map((value, i) => (i % 2 === 0 ? start + value : value))
  })
  return { ...first, text, right: last.right, anchors, fonts: [...new Set(row.flatMap(({ fonts }) => fonts))] }
}
