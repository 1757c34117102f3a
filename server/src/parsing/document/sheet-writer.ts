import { type Cells, lineOf, type TextBuilder } from './text-builder.ts'

/** Rows that are looked at to find the one with the names of the columns: titles stand above it. */
const looked = 20

interface Numbered {
  cells: Cells
  number: number
}

/**
 * Writes the rows of a sheet, each value beside the name of its column, so that a row alone says what it is about.
 *
 * The names are those of the first row that is as wide as the rows are and has nothing but different texts; where there
 * is none, values stand alone.
 */
export class SheetWriter {
  #builder: TextBuilder
  #waiting: Numbered[] | undefined = []
  #names: Cells | undefined
  #headed: boolean

  /** @param headed it is a table for sure; a sheet of two columns may be a form */
  constructor(builder: TextBuilder, { headed = false } = {}) {
    this.#builder = builder
    this.#headed = headed
  }

  /** @param number of the row in its sheet, from 1 */
  add(cells: Cells, number: number): void {
    if (widthOf(cells) === 0) return
    if (!this.#waiting) this.#builder.row(cells, this.#names, number)
    else if (this.#waiting.push({ cells, number }) >= looked) this.#flush()
  }

  end(): void {
    this.#flush()
  }

  #flush(): void {
    const rows = this.#waiting ?? []
    this.#waiting = undefined
    const widest = Math.max(0, ...rows.map(({ cells }) => widthOf(cells)))
    const isTable =
      this.#headed || widest > 2 || rows.some(({ cells }) => cells.some((cell) => isValue.test(cell ?? '')))
    const head = rows.findIndex(({ cells }, i) => isTable && i < rows.length - 1 && isHeader(cells, widest))
    for (const [i, { cells, number }] of rows.entries()) {
      if (i === head)
        this.#names = filled(cells).map((name) =>
          lineOf(name ?? '')
            .slice(0, 100)
            .toWellFormed(),
        )
      else this.#builder.row(filled(cells), this.#names, number)
    }
  }
}

/** A number, a date, a sum of money: nothing is called so. */
const isValue = /^(?:R\$ ?)?[\d.,%\s/:-]+$/

function widthOf(cells: Cells): number {
  return cells.filter((cell) => cell !== undefined && cell.trim() !== '').length
}

/** Without the holes that a sparse row has. */
function filled(cells: Cells): Cells {
  return Array.from(cells, (cell) => cell ?? '')
}

function isHeader(cells: Cells, widest: number): boolean {
  const names = filled(cells).filter((cell) => cell?.trim())
  const areTexts = names.every((name) => name !== undefined && name.length <= 100 && !isValue.test(name))
  return areTexts && names.length >= Math.max(2, widest * 0.6) && new Set(names).size === names.length
}
