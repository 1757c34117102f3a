import type { TableRow } from './table-row.ts'

export interface SpanningCell {
  text: string
  columns?: number | undefined
  /** 0, as in HTML, for all that follow. */
  rows?: number | undefined
}

/** What stands in a cell over several rows is said in each, unless it is a text of its own. In characters. */
const longestRepeated = 200
/** Columns of a table of a text. */
const mostColumns = 1_000

interface Hanging {
  text: string
  rows: number
  /** The column that it begins in. */
  begin: number
}

/**
 * Puts the cells of a table where they stand when some span rows or columns: a value that spans rows is in each of them,
 * one that spans columns in its first.
 */
export class SpanGrid {
  readonly rows: TableRow[] = []
  #hanging: (Hanging | undefined)[] = []

  add(given: readonly SpanningCell[], mark?: TableRow['mark'], number?: number): void {
    const cells: string[] = []
    const spread: string[] = []
    let isSpread = false
    let column = 0
    const hang = () => {
      for (let above = this.#hanging[column]; above; above = this.#hanging[column]) {
        cells[column] = above.begin === column ? above.text : ''
        spread[column] = above.text
        isSpread ||= above.begin !== column
        if (--above.rows <= 0) this.#hanging[column] = undefined
        column++
      }
    }
    for (const { text, columns = 1, rows = 1 } of given) {
      hang()
      if (column >= mostColumns) break
      const width = Math.max(1, Math.min(columns, mostColumns - column))
      const below = (rows === 0 ? Number.MAX_SAFE_INTEGER : rows) - 1
      isSpread ||= width > 1
      for (let i = 0; i < width; i++, column++) {
        cells[column] = i === 0 ? text : ''
        spread[column] = text
        if (below > 0) {
          const repeated = text.length <= longestRepeated ? text : ''
          this.#hanging[column] = { text: repeated, rows: below, begin: column - i }
        }
      }
    }
    hang()
    // What hangs further right than the row has cells.
    while (column < this.#hanging.length) {
      cells[column] = spread[column] = ''
      column++
      hang()
    }
    cells.length = spread.length = Math.min(column, mostColumns)
    this.rows.push({
      cells: Array.from(cells, (cell) => cell ?? ''),
      ...(isSpread ? { spread: Array.from(spread, (cell) => cell ?? '') } : {}),
      mark,
      ...(number === undefined ? {} : { number }),
    })
  }
}
