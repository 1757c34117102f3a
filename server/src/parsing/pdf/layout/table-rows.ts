import { columnsUnder, type TableColumn, tableColumns } from './table-columns.ts'
import { apart, type Line, type Row } from './types.ts'

/** Lines of one cell stand no further apart, in parts of the font's size. */
const lineDistance = 1.45
/** How much further rows stand apart than lines of a cell do, where they do. */
const further = 1.2

/** Lines of a table by their columns, and how far they stand below the ones above, in parts of the font's size. */
interface Band {
  cells: Line[][]
  distance: number
}

/** The rows of a table, each with a cell for each column: those of its lines that are one row's are put together. */
export function rowsOfTable(rows: readonly Row[], mostColumns: number): Line[][][] {
  const columns = tableColumns(rows, mostColumns)
  if (!columns) return rows.map((row) => row.map((line) => [line]))
  const edges = columns.map((_, i) => columns[i + 1]?.x ?? rightOf(rows))
  const bands = rows.map((row, i): Band => ({ cells: inColumns(row, columns), distance: distance(row, rows[i - 1]) }))
  const close = closeDistance(bands)
  const found: Line[][][] = []
  for (let from = 0; from < bands.length; ) {
    let to = from + 1
    while (to < bands.length && (bands[to]?.distance ?? 0) <= (close ?? lineDistance)) to++
    const group = bands.slice(from, to)
    if (close !== undefined && isOneRow(group, edges)) found.push(merged(group))
    else for (const row of oneByOne(group, edges)) found.push(row)
    from = to
  }
  return found.map(withoutEmptyEnd)
}

function rightOf(rows: readonly Row[]): number {
  return rows.reduce((most, row) => Math.max(most, row.at(-1)?.right ?? 0), 0)
}

function distance([line]: Row, above: Row | undefined): number {
  const last = above?.[0]
  return line && last ? (line.y - last.y) / line.size : Number.POSITIVE_INFINITY
}

function inColumns(row: Row, columns: readonly TableColumn[]): Line[][] {
  const cells: Line[][] = columns.map(() => [])
  for (const line of row.flatMap((one) => atColumns(one, columns))) {
    const [column] = columnsUnder(line, columns)
    const at = column ? columns.indexOf(column) : nearest(line, columns)
    cells[at]?.push(line)
  }
  return cells
}

/** A text that stands close before the next column's, as two: the latter begins where the column does. */
function atColumns(line: Line, columns: readonly TableColumn[]): Line[] {
  const { anchors = [], size, text } = line
  if (columnsUnder(line, columns).length < 2) return [line]
  for (let i = 2; i + 1 < anchors.length; i += 2) {
    const [before = 0, right = 0, at = 0, x = 0] = anchors.slice(i - 2, i + 2)
    if (at - before > 1 || x - right < apart * size || !columns.some((column) => Math.abs(column.x - x) < 0.3 * size))
      continue
    const head = text.slice(0, at).trimEnd()
    const after = text.slice(at).trimStart()
    if (head === '' || after === '') continue
    const rest = anchors
      .slice(i)
      .map((value, j) => (j % 2 === 0 ? Math.max(0, value - text.length + after.length) : value))
    const first = { ...line, text: head, right, anchors: anchors.slice(0, i) }
    return [first, ...atColumns({ ...line, text: after, x, anchors: rest }, columns)]
  }
  return [line]
}

function nearest(line: Line, columns: readonly TableColumn[]): number {
  let [at, least] = [0, Number.POSITIVE_INFINITY]
  columns.forEach(({ x, right }, i) => {
    const distance = Math.min(Math.abs(x - line.x), Math.abs(right - line.right))
    if (distance < least) [at, least] = [i, distance]
  })
  return at
}

/** How far lines of one cell stand apart at most, where rows stand further apart than these. */
function closeDistance(bands: readonly Band[]): number | undefined {
  const distances = bands.slice(1).map(({ distance }) => distance)
  distances.sort((a, b) => a - b)
  return distances.findLast((one, i) => one <= lineDistance && (distances[i + 1] ?? 0) >= further * one)
}

/** Whether lines that stand close are one row's: in each column they go on as the lines of a cell do. */
function isOneRow(group: readonly Band[], edges: readonly number[]): boolean {
  if (group.length === 1) return true
  const cells = merged(group)
  const filled = cells.filter(({ length }) => length > 0)
  const lines = filled.reduce((sum, { length }) => sum + length, 0)
  const goOn = cells.every((cell, column) =>
    cell.every((line, i) => i === 0 || goesOn(cell[i - 1], line, edges[column])),
  )
  return goOn && (lines <= 0.8 * filled.length * group.length || filled.length === 1)
}

/** Rows of which nothing but their cells says which lines are one: a line that has less goes on with the one above. */
function oneByOne(group: readonly Band[], edges: readonly number[]): Line[][][] {
  const rows: Line[][][] = []
  for (const { cells, distance } of group) {
    const above = rows.at(-1)
    if (above && distance <= lineDistance && isRest(cells, above, edges)) {
      cells.forEach((lines, column) => {
        for (const line of lines) above[column]?.push(line)
      })
    } else rows.push(cells.map((lines) => [...lines]))
  }
  return rows
}

function isRest(cells: readonly Line[][], above: readonly Line[][], edges: readonly number[]): boolean {
  const filled = cells.flatMap((lines, column) => (lines.length > 0 ? [column] : []))
  const before = above.filter(({ length }) => length > 0).length
  if (filled.length >= before) return false
  const goOn = (column: number) => goesOn(above[column]?.at(-1), cells[column]?.[0], edges[column])
  const isSmall = filled.some((column) => /^\p{Ll}/u.test(cells[column]?.[0]?.text ?? ''))
  // Under the first line of a row that has none of its own name, what begins small says that all of it goes on.
  if (isSmall && !filled.includes(0))
    return filled.every((column) => mayGoOn(above[column]?.at(-1), cells[column]?.[0]))
  return filled.every(goOn) && (isSmall || !filled.includes(0))
}

/** Numbers one below the other are two. */
function mayGoOn(above: Line | undefined, line: Line | undefined): boolean {
  return above !== undefined && line !== undefined && !(isNumber.test(above.text) && isNumber.test(line.text))
}

/** Whether a line of a cell goes on in the next one: within a word or sentence, or because the next word had no room. */
function goesOn(above: Line | undefined, line: Line | undefined, edge: number | undefined): boolean {
  if (!above || !line || !mayGoOn(above, line)) return false
  if (/^\p{Ll}/u.test(line.text) || /[\p{L}\d][-\u00ad]$/u.test(above.text)) return true
  const blank = line.text.indexOf(' ')
  const word = ((line.right - line.x) * (blank === -1 ? line.text.length : blank)) / (line.text.length || 1)
  return above.right + 0.25 * line.size + word > (edge ?? 0) - 0.8 * line.size
}

const isNumber = /^[^\p{L}]*\d[^\p{L}]*(?:%|kg|m²|h)?$/u

function merged(group: readonly Band[]): Line[][] {
  return (group[0]?.cells ?? []).map((_, column) => group.flatMap(({ cells }) => cells[column] ?? []))
}

/** The cells up to the last that has something. */
function withoutEmptyEnd(cells: Line[][]): Line[][] {
  return cells.slice(0, cells.findLastIndex(({ length }) => length > 0) + 1)
}
