import { kindOf } from './cell-kind.ts'
import { columnNames } from './column-names.ts'
import { isFieldName } from './field-names.ts'
import { areAllFieldNames, findHeader, type Header, isSame, widthOf } from './find-header.ts'
import type { Cells, TableRow } from './table-row.ts'

/** Rows that are waited for before it is decided what they are. */
const looked = 60

/** Takes a row: its values, what their columns are called, its number in its sheet. */
export type WriteRow = (cells: Cells, names: Cells | undefined, number: number | undefined) => void

interface Named {
  names: string[]
  /** The last row of the header, as pages repeat it. */
  header: Cells
  number: number | undefined
  /** Columns of which nothing was said yet. */
  unsaid: Set<number>
  /** Columns whose first values are numbers or dates. */
  ofValues: number[]
}

/**
 * Writes the rows of tables that stand one after the other, each value beside the name of its column, so that a row alone
 * says what it is about. Empty rows and titles may divide tables; what follows them without names of its own goes on with
 * those before.
 */
export class TableWriter {
  #write: WriteRow
  #waiting: TableRow[] = []
  #isWaiting = true
  #named: Named | undefined

  constructor(write: WriteRow) {
    this.#write = write
  }

  add(row: TableRow): void {
    if (widthOf(row) === 0) this.#divide()
    else if (this.#goesOnBelowTitle(row)) {
      this.#isWaiting = false
      for (const one of [...this.#waiting.splice(0), row]) this.#put(one)
    } else if (this.#isWaiting || this.#beginsAnother(row)) {
      this.#isWaiting = true
      if (this.#waiting.push(row) >= looked) this.#decide(false)
    } else this.#put(row)
  }

  end(): void {
    while (this.#waiting.length > 0) this.#decide(true)
    this.#close()
  }

  /** After an empty row. Rows that all have one between them are one table. */
  #divide(): void {
    const [only] = this.#waiting
    if (this.#waiting.length === 1 && only && widthOf(only) > 1 && !this.#named) return
    if (this.#waiting.length > 0) this.#decide(false)
    this.#isWaiting = true
  }

  /** What stands below a title within a table is a row of this where it has values in the same columns. */
  #goesOnBelowTitle(row: TableRow): boolean {
    const named = this.#named
    if (!named || this.#waiting.length !== 1 || row.mark === 'header') return false
    return isRemark(this.#waiting[0] as TableRow) && named.ofValues.some((i) => isOfValue(row.cells[i] ?? ''))
  }

  #decide(isAll: boolean): void {
    const rows = this.#waiting
    this.#waiting = []
    this.#isWaiting = false
    const header = this.#headerOf(rows)
    if (!header) {
      if (!this.#goesOn(rows)) this.#close()
      for (const [i, row] of rows.entries()) {
        // The first was looked at: it begins no other.
        if (i === 0) this.#put(row)
        else this.add(row)
      }
      return
    }
    this.#close()
    for (const row of rows.slice(0, header.from)) this.#put(row)
    this.#open(rows, header, isAll)
    for (const row of rows.slice(header.to)) this.add(row)
  }

  /** Where another table goes before, names have to be more than texts above values. */
  #headerOf(rows: readonly TableRow[]): Header | undefined {
    const header = findHeader(rows)
    if (!header || !this.#named || rows[header.from]?.mark === 'header') return header
    const names = rows.slice(header.from, header.to).flatMap(({ cells }) => cells)
    return names.some((name) => isFieldName(name ?? '')) ? header : undefined
  }

  /**
   * Whether rows without names of their own are more of the table before: they stand in its columns, and have values where it
   * has. Of nothing but words nobody can tell; one row alone between empty ones is of a list that is written so.
   */
  #goesOn(rows: readonly TableRow[]): boolean {
    const named = this.#named
    if (!named) return false
    const { names, ofValues } = named
    const fits = rows.every(({ cells }) => cells.every((cell, i) => !cell?.trim() || (names[i] ?? '') !== ''))
    if (!fits) return false
    const filled = ofValues.flatMap((i) => rows.flatMap(({ cells }) => (cells[i]?.trim() ? [cells[i] ?? ''] : [])))
    const values = filled.filter(isOfValue).length
    if (values < filled.length / 2) return false
    return values > 0 || rows.length === 1 || rows.some(({ cells }) => cells.some((cell) => /\d/.test(cell ?? '')))
  }

  #open(rows: readonly TableRow[], { from, to }: Header, isAll: boolean): void {
    const named = rows.slice(from, to)
    const { names, isWhole } = columnNames(named)
    const [last] = named.slice(-1)
    const body = rows.slice(to)
    const ofValues = names.flatMap((name, i) => {
      const first = body.filter((row) => widthOf(row) > 1).slice(0, 2)
      const isOfValues = first.length > 0 && first.every(({ cells }) => isOfValue(cells[i] ?? ''))
      return name !== '' && isOfValues ? [i] : []
    })
    const unsaid = new Set(names.flatMap((name, i) => (name === '' ? [] : [i])))
    const isUnsaid = [...unsaid].some((i) => body.every(({ cells }) => (cells[i] ?? '').trim() === ''))
    if (!isWhole || (isAll && isUnsaid) || named.some(({ remarks }) => remarks)) {
      for (const { cells, number, remarks = [] } of named) this.#write([...cells, ...remarks], undefined, number)
      unsaid.clear()
    }
    this.#named = { names, header: last?.cells ?? [], number: last?.number, unsaid, ofValues }
  }

  /** Names below which nothing stands are said alone. */
  #close(): void {
    const named = this.#named
    this.#named = undefined
    if (!named || named.unsaid.size === 0) return
    this.#write(
      [...named.unsaid].map((i) => named.names[i]),
      undefined,
      undefined,
    )
  }

  #put(row: TableRow): void {
    const { cells, number, remarks = [] } = row
    const named = this.#named
    if (named && isSame(cells, named.header) && remarks.length === 0) return
    // A text alone in a wide table is a title within it, or a remark below it.
    if (!named || row.isUneven || (named.names.length > 2 && isRemark(row))) {
      this.#write(remarks.length > 0 ? [...cells, ...remarks] : cells, undefined, number)
      return
    }
    if (named.unsaid.size > 0) {
      for (const i of named.unsaid) if ((cells[i] ?? '').trim() !== '') named.unsaid.delete(i)
    }
    const all =
      remarks.length > 0
        ? [...named.names.map((_, i) => cells[i]), ...cells.slice(named.names.length), ...remarks]
        : cells
    this.#write(all, named.names, number)
  }

  #beginsAnother(row: TableRow): boolean {
    const named = this.#named
    if (!named) return false
    if (row.mark === 'header') return !isSame(row.cells, named.header)
    if (named.names.length > 2 && isRemark(row)) return true
    if (named.ofValues.length === 0) return false
    const [first = 0] = named.ofValues
    const cell = row.cells[first] ?? ''
    if (cell === '' || kindOf(cell) !== 'text' || isSame(row.cells, named.header)) return false
    // The same as a value is below: "Vendedor | Comissão".
    if (areAllFieldNames(row)) return true
    return (
      named.ofValues.every((i) => kindOf(row.cells[i] ?? '') === 'text') &&
      row.cells.every((one) => !/\d/.test(one ?? '')) &&
      row.cells.some((one) => isFieldName(one ?? ''))
    )
  }
}

function isOfValue(cell: string): boolean {
  const kind = kindOf(cell)
  return kind === 'number' || kind === 'date'
}

function isRemark(row: TableRow): boolean {
  if (widthOf(row) !== 1) return false
  const at = row.cells.findIndex((cell) => (cell ?? '').trim() !== '')
  return at === 0 && kindOf(row.cells[at] ?? '') === 'text'
}
