import type { TextBuilder } from '../../document/text-builder.ts'
import { findHeader } from '../../tables/find-header.ts'
import type { TableRow } from '../../tables/table-row.ts'
import type { CellRange } from './cell-references.ts'
import type { Sheet, SheetRow } from './sheet-rows.ts'

/** What is known of a sheet beside its cells. */
interface Marks {
  /** Where Excel's own tables have the names of their columns. */
  headers: readonly CellRange[]
  /** By the row that they are beside: "B2: …". */
  remarks: ReadonlyMap<number, string[]>
}

/** What stands in a cell over several rows is said in each, unless it is a text of its own. In characters. */
const longestRepeated = 200
/** Of a sheet, those that merged cells reach over: more is no sheet that people fill in. */
const mostMergedCells = 500_000
/** Rows that a merged cell may reach over. */
const mostRepeated = 1_000

/** Writes the tables of a sheet: one below the other, and those that stand side by side one after the other. */
export function writeSheet(sheet: Sheet, { headers, remarks }: Marks, builder: TextBuilder): void {
  const spread = applyMerged(sheet)
  const columns = columnsOf(sheet.rows)
  const rowOf = (row: SheetRow, columns: readonly number[]): TableRow => {
    const cells = cellsOf(row, columns)
    const spanned = spread.get(row.number)
    const isNamed = headers.some(
      ({ top, left, right }) => top === row.number && columns.some((c) => c >= left && c <= right),
    )
    const isLikely = row.isBold || row.number === sheet.frozen || row.number === sheet.filtered
    return {
      cells,
      number: row.number,
      mark: isNamed ? 'header' : isLikely ? 'likely' : undefined,
      ...(spanned ? { spread: columns.map((column, i) => spanned.get(column) ?? cells[i]) } : {}),
    }
  }
  const tables = builder.tables()
  for (const block of blocksOf(sheet.rows)) {
    const parts = sideBySide(block, rowOf)
    if (!parts) {
      for (const row of block) tables.add({ ...rowOf(row, columns), remarks: remarks.get(row.number) })
      tables.add({ cells: [] })
      continue
    }
    tables.end()
    for (const [i, { rows, columns }] of parts.entries()) {
      const beside = builder.tables()
      for (const row of rows)
        beside.add({ ...rowOf(row, columns), remarks: i === 0 ? remarks.get(row.number) : undefined })
      beside.end()
    }
  }
  tables.end()
}

/** The columns that are not empty, from 1, ascending. */
function columnsOf(rows: readonly SheetRow[]): number[] {
  const used = new Set<number>()
  for (const { columns } of rows) for (const column of columns) used.add(column)
  return [...used].sort((a, b) => a - b)
}

/** What a row has in some columns. */
function cellsOf(row: SheetRow, columns: readonly number[]): string[] {
  if (row.columns.length === columns.length && row.columns[0] === columns[0] && row.columns.at(-1) === columns.at(-1)) {
    return row.texts
  }
  const cells: string[] = []
  let at = 0
  for (const column of columns) {
    while ((row.columns[at] ?? Number.POSITIVE_INFINITY) < column) at++
    cells.push(row.columns[at] === column ? (row.texts[at] ?? '') : '')
  }
  return cells
}

/** Says merged cells in each row that they reach over; by its number, what a row has of cells over several columns. */
function applyMerged({ rows, merged }: Sheet): Map<number, Map<number, string>> {
  const byNumber = new Map(merged.length > 0 ? rows.map((row) => [row.number, row]) : [])
  const spread = new Map<number, Map<number, string>>()
  let budget = mostMergedCells
  for (const { top, left, bottom, right } of merged) {
    const first = byNumber.get(top)
    const text = first?.texts[first.columns.indexOf(left)]
    if (text === undefined) continue
    const below = text.length > longestRepeated ? top : Math.min(bottom, top + mostRepeated)
    for (let number = top; number <= below && budget > 0; number++) {
      budget--
      const row = byNumber.get(number)
      if (!row) continue
      if (number > top) insert(row, left, text)
      if (right === left) continue
      const spanned = spread.get(number) ?? new Map<number, string>()
      spread.set(number, spanned)
      for (let column = left; column <= Math.min(right, left + mostRepeated) && budget > 0; column++, budget--) {
        spanned.set(column, text)
      }
    }
  }
  return spread
}

function insert(row: SheetRow, column: number, text: string): void {
  const at = row.columns.findIndex((one) => one >= column)
  if (row.columns[at] === column) return
  row.columns.splice(at === -1 ? row.columns.length : at, 0, column)
  row.texts.splice(at === -1 ? row.texts.length : at, 0, text)
}

/** Rows without an empty one between them. */
function* blocksOf(rows: readonly SheetRow[]): Generator<SheetRow[]> {
  let block: SheetRow[] = []
  for (const row of rows) {
    const last = block.at(-1)
    if (last && row.number > last.number + 1) {
      yield block
      block = []
    }
    block.push(row)
  }
  if (block.length > 0) yield block
}

interface Part {
  rows: SheetRow[]
  columns: number[]
}

/**
 * The tables of a block that stand side by side, with an empty column between them; undefined where it is one table: an
 * empty column alone may be there for its looks.
 */
function sideBySide(
  block: readonly SheetRow[],
  rowOf: (row: SheetRow, columns: readonly number[]) => TableRow,
): Part[] | undefined {
  if (block.length < 2) return undefined
  const used = columnsOf(block)
  if (used.length < 4 || used.length === (used.at(-1) ?? 0) - (used[0] ?? 0) + 1) return undefined
  const groups: number[][] = []
  for (const column of used) {
    const last = groups.at(-1)
    if (last && last.at(-1) === column - 1) last.push(column)
    else groups.push([column])
  }
  if (groups.length < 2 || groups.length > 20 || groups.some(({ length }) => length < 2)) return undefined
  const parts = groups.map((columns) => {
    const [from = 0, to = 0] = [columns[0], columns.at(-1)]
    return { columns, rows: block.filter((row) => row.columns.some((column) => column >= from && column <= to)) }
  })
  const headers = parts.map(({ rows, columns }) => findHeader(rows.map((row) => rowOf(row, columns))))
  if (headers.some((header) => header === undefined)) return undefined
  const [first, ...others] = parts
  const isApart = others.some(
    ({ rows, columns }) =>
      rows[0] !== first?.rows[0] ||
      rows.at(-1) !== first?.rows.at(-1) ||
      (columns[0] ?? 0) - (first?.columns.at(-1) ?? 0) > 2,
  )
  const names = parts.flatMap(({ rows, columns }, i) => {
    const row = rows[headers[i]?.from ?? 0]
    return row ? [rowOf(row, columns).cells[0] ?? ''] : []
  })
  return isApart || new Set(names).size < names.length ? parts : undefined
}
