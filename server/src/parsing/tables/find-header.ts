import { type CellKind, isMonth, isYear, kindOf } from './cell-kind.ts'
import { fieldWord, isFieldName } from './field-names.ts'
import type { Cells, TableRow } from './table-row.ts'

/** Where the names of a table's columns stand among its rows, from 0: `from` up to, and without, `to`. */
export interface Header {
  from: number
  to: number
}

/** Rows that may stand above the names: titles, who made it and when. */
const mostTitles = 12
/** Rows of names, one grouping those below it. */
const mostLevels = 4
/** Rows below that say what kind of value a column has. */
const looked = 50
/** Characters of a name: a question of a survey is one, a paragraph is none. */
const longestName = 2_000

/**
 * The rows that hold the names of the columns; undefined where nothing shows that there are any. A row of data that is
 * taken for names puts a wrong name beside every value, and so names have to show: by what the format says, or by
 * standing above values of another kind.
 */
export function findHeader(rows: readonly TableRow[]): Header | undefined {
  const sure = rows.findIndex(({ mark }) => mark === 'header')
  if (sure !== -1 && sure <= mostTitles) {
    let to = sure
    while (rows[to]?.mark === 'header') to++
    const from = skipTitles(rows, sure, to)
    // A table of nothing but names is a list that was made to look so.
    if (to < rows.length && to - from <= mostLevels) return { from, to }
    return undefined
  }
  const widest = Math.max(0, ...rows.slice(0, looked).map(widthOf))
  // In a single column the first text is a name, or none is.
  const last = widest === 1 ? Math.min(rows.length - 1, 1) : Math.min(rows.length - 1, mostTitles)
  for (let at = 0; at < last; at++) {
    const row = rows[at] as TableRow
    if (widthOf(row) < Math.max(1, widest * 0.6) || row.mark === 'data' || !isNamelike(row)) {
      // Data have begun: what follows them are no names for them.
      if (widthOf(row) >= Math.max(2, widest * 0.6)) return undefined
      continue
    }
    const { found, at: to } = judge(rows, at)
    if (found) return { from: groupsAbove(rows, at), to }
    if (widthOf(row) >= Math.max(2, widest * 0.6)) return undefined
  }
  return undefined
}

/** Whether a row has names for the columns below it, and where the rows of names end. */
function judge(rows: readonly TableRow[], at: number): { found: boolean; at: number } {
  let to = at + 1
  // A row that groups columns has the names of these below it.
  while (to < rows.length - 1 && to - at < mostLevels && isGrouping(rows[to - 1] as TableRow, rows[to] as TableRow)) {
    if (!isNamelike(rows[to] as TableRow) || evidence(rows[to] as TableRow, rows.slice(to + 1)) <= 0) break
    to++
  }
  if (to > at + 1) return { found: true, at: to }
  const row = rows[at] as TableRow
  const score = evidence(row, rows.slice(at + 1))
  return { found: row.mark === 'likely' ? score > -1 : score > 0, at: to }
}

function isGrouping(row: TableRow, below: TableRow): boolean {
  if (row.spread) return true
  const groups = row.cells.filter(isFilled).length
  return groups >= 2 && groups < widthOf(below) && hasRepeated(below)
}

/** Rows above the names that group them: each of its texts stands above several. */
function groupsAbove(rows: readonly TableRow[], header: number): number {
  let from = header
  while (from > 0 && header - from < mostLevels - 1) {
    const [above, below] = [rows[from - 1] as TableRow, rows[from] as TableRow]
    if (!isNamelike(above) || widthOf(above) < 2 || isTitle(above)) break
    if (above.number !== undefined && below.number !== undefined && below.number - above.number > 1) break
    const isSpread = above.spread !== undefined
    const isLoose = !isSpread && widthOf(above) < widthOf(below) && hasRepeated(below)
    if (!isSpread && !isLoose) break
    from--
  }
  return from
}

/** A row in which one text stands above all columns is a title of the table, although it is marked as names are. */
function skipTitles(rows: readonly TableRow[], from: number, to: number): number {
  let at = from
  while (at < to - 1 && isTitle(rows[at] as TableRow)) at++
  return at
}

function isTitle({ cells }: TableRow): boolean {
  return cells.filter(isFilled).length === 1 && cells.length > 1
}

function hasRepeated({ cells }: TableRow): boolean {
  const names = cells.filter(isFilled)
  return new Set(names).size < names.length
}

export function widthOf({ cells }: TableRow): number {
  let width = 0
  for (const cell of cells) if (isFilled(cell)) width++
  return width
}

function isFilled(cell: string | undefined): cell is string {
  return cell !== undefined && cell.trim() !== ''
}

/** Whether its texts could be names at all. */
function isNamelike({ cells }: TableRow): boolean {
  let letters = 0
  for (const cell of cells) {
    if (!isFilled(cell)) continue
    const text = cell.trim()
    if (text.length > longestName) return false
    const kind = kindOf(text)
    if (kind === 'email' || kind === 'url') return false
    if (/\p{L}/u.test(text)) letters++
  }
  return letters > 0
}

/** How much speaks for a row being the names of what is below it; below 0 where more speaks against it. */
function evidence(row: TableRow, below: readonly TableRow[]): number {
  const names = (row.spread ?? row.cells).map((cell) => cell?.trim() ?? '')
  const body = below.slice(0, looked).filter(({ cells }) => !isSame(cells, row.cells))
  const isSequence = isSequenceOf(names) && !body.slice(0, 1).some(({ cells }) => isSequenceOf(cells))
  const areFieldNames = areAllFieldNames(row)
  let [pro, contra] = [0, 0]
  for (const [column, name] of names.entries()) {
    const values = body.flatMap(({ cells }) => (isFilled(cells[column]) ? [(cells[column] as string).trim()] : []))
    if (values.length === 0) {
      if (name !== '' && isFieldName(name)) pro += 0.5
      continue
    }
    if (name === '') continue
    // "Ana; isento" above numbers: names are written alike.
    const isOdd = !areFieldNames && startsLow(name) && names.some(startsHigh) && !isFieldName(name)
    const found = columnEvidence(name, values, { isSequence, areFieldNames })
    const score = isOdd ? Math.min(0, found) : found
    if (score > 0) pro += score
    else contra -= score
  }
  if (contra > 0 && pro < 3 * contra) return -contra
  return pro - contra
}

/** What the whole of a row is. */
interface RowKind {
  isSequence: boolean
  areFieldNames: boolean
}

/** For one column: above 0 where its first text is a name, below where it is one of its values. */
function columnEvidence(name: string, values: readonly string[], row: RowKind): number {
  const { isSequence, areFieldNames } = row
  const kind = kindOf(name)
  const kinds = values.map(kindOf)
  const main = mainKind(kinds)
  if (isYear(name)) {
    if (isSequence) return 2
    const years = values.filter(isYear).length
    return years >= values.length * 0.5 ? -2 : main === 'number' ? 1 : 0
  }
  if (kind === 'number') return isSequence ? 1 : main === 'number' ? -2 : -1
  if (kind === 'date' || kind === 'time') return main === kind ? -2 : isMonth(name) && main === 'number' ? 1 : 0
  if (kind === 'email' || kind === 'url') return -2
  if (kind === 'code') return isSequence ? 1 : main === 'code' ? -2 : main === 'number' ? 1 : 0
  if (kind === 'empty') return main === 'text' ? 0 : -1
  if (main === undefined) return isFieldName(name) ? 1 : 0
  const folded = name.toLowerCase()
  if (values.some((value) => value.toLowerCase() === folded)) return -3
  if (main !== 'text') return main === 'empty' ? (isFieldName(name) ? 1 : 0) : 2
  return textEvidence(name, values, areFieldNames)
}

/** Where texts stand above texts. */
function textEvidence(name: string, values: readonly string[], areFieldNames: boolean): number {
  if (areFieldNames) return 1
  if (isFieldName(name)) {
    // What has field names all the way down is a form, whose first column is its names.
    const others = new Set(values.map(fieldWord).filter((word) => word !== undefined)).size
    if (values.length >= 2 && others >= values.length * 0.5) return -3
    if (values.length === 1 && others === 1) return -1
    return others < values.length * 0.3 ? 1 : 0
  }
  if (/[?:]$/.test(name) && !values.some((value) => /[?:]$/.test(value))) return 1
  if (/^[a-z]+(?:_[a-z\d]+)+$/i.test(name) && !values.some((value) => value.includes('_'))) return 1
  if (values.length < 3) return 0
  if (values.length > 3 && !/\d/.test(name) && values.every((value) => /\d/.test(value))) return 1
  const isUpper = (text: string) => text === text.toUpperCase() && text !== text.toLowerCase()
  if (isUpper(name) && name.length > 3 && !values.some(isUpper)) return 1
  if (!startsLow(name) && values.every(startsLow)) return 1
  const [first = ''] = values
  if (first.length <= 4 && name.length !== first.length && values.every(({ length }) => length === first.length))
    return 1
  if (values.every(({ length }) => length >= 40 && length > 2 * name.length)) return 1
  // Of values that come again and again, a new one would be a surprise.
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const once = [...counts.values()].filter((count) => count === 1).length
  return values.length >= 8 && once <= values.length * 0.1 ? 1 : 0
}

/** Whether all of a row is what columns are called: that of a form holds values too. */
export function areAllFieldNames({ cells }: TableRow): boolean {
  const filled = cells.filter(isFilled)
  return filled.length > 1 && filled.every(isFieldName)
}

function startsLow(text: string): boolean {
  return /^\p{Ll}/u.test(text)
}

function startsHigh(text: string): boolean {
  return /^\p{Lu}/u.test(text)
}

/** Whether two rows say the same. */
export function isSame(cells: Cells, others: Cells): boolean {
  if ((cells[0] ?? '') !== (others[0] ?? '')) return false
  for (let i = 1; i < Math.max(cells.length, others.length); i++) {
    if ((cells[i] ?? '').trim() !== (others[i] ?? '').trim()) return false
  }
  return true
}

/** The kind of most values, empty ones aside; undefined where they are mixed. */
function mainKind(kinds: readonly CellKind[]): CellKind | undefined {
  const filled = kinds.filter((kind) => kind !== 'empty')
  if (filled.length === 0) return 'empty'
  for (const kind of new Set(filled)) {
    if (filled.filter((one) => one === kind).length >= filled.length * 0.7) return kind
  }
  // Numbers, codes and dates together are values too.
  return filled.includes('text') ? undefined : 'number'
}

/** Years, or numbers with the same letters, one after the other, as columns are numbered: "2023", "2024"; "Q1", "Q2", "Q3". */
function isSequenceOf(cells: readonly (string | undefined)[]): boolean {
  const numbered = cells.flatMap((cell) => {
    const [, letters, digits] = /^(\p{L}{0,12} ?)(\d{1,4})$/u.exec(cell?.trim() ?? '') ?? []
    return letters === undefined ? [] : [{ letters, number: Number(digits) }]
  })
  const [first, second] = numbered
  if (!first || !second) return false
  const step = second.number - first.number
  if (Math.abs(step) !== 1 || !numbered.every(({ letters }) => letters === first.letters)) return false
  const areYears = numbered.every(({ letters, number }) => letters === '' && isYear(String(number)))
  return (numbered.length > 2 || areYears) && numbered.every(({ number }, i) => number === first.number + i * step)
}
