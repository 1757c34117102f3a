import type { TextBuilder } from '../document/text-builder.ts'
import { SpanGrid, type SpanningCell } from '../tables/span-grid.ts'

interface Row {
  cells: SpanningCell[]
  /** How many of its cells are names, and how many hold something that is none. */
  names: number
  values: number
  inHead: boolean
}

/** A table of a page as it comes. */
export class HtmlTable {
  #rows: Row[] = []
  #inHead = false

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'thead') this.#inHead = true
    else if (name === 'tr') this.#rows.push({ cells: [], names: 0, values: 0, inHead: this.#inHead })
    else {
      // A cell without a row is in one.
      if (this.#rows.length === 0) this.open('tr', {})
      const { colspan = '1', rowspan = '1' } = attributes
      const [columns, rows] = [Number.parseInt(colspan, 10) || 1, Number.parseInt(rowspan, 10)]
      this.#rows.at(-1)?.cells.push({ text: '', columns, rows: Number.isNaN(rows) ? 1 : rows })
    }
  }

  close(name: string): void {
    if (name === 'thead') this.#inHead = false
  }

  get hasCell(): boolean {
    return (this.#rows.at(-1)?.cells.length ?? 0) > 0
  }

  /** Ends a cell. @param name `th` or `td` */
  cell(name: string, text: string): void {
    const row = this.#rows.at(-1)
    const cell = row?.cells.at(-1)
    if (!row || !cell) return
    cell.text = text
    if (name === 'th') row.names++
    else if (text.trim() !== '') row.values++
  }

  write(builder: TextBuilder): void {
    // Names beside their values, as in a form.
    if (this.#rows.every(({ cells, names, values }) => cells.length === 2 && names === 1 && values <= 1)) {
      const pairs = this.#rows.map(({ cells: [name, value] }) => [name?.text.trim(), value?.text.trim()])
      for (const [name, value] of pairs) builder.row([name && value ? `${name}: ${value}` : name || value])
      return
    }
    const grid = new SpanGrid()
    let isBody = false
    for (const { cells, names, values, inHead } of this.#rows) {
      const isNames = !isBody && (inHead || (names > 0 && values === 0)) && cells.length > 1
      if (!isNames && names + values > 1) isBody = true
      grid.add(cells, isNames ? 'header' : names > 0 && values > 0 ? 'data' : undefined)
    }
    builder.table(grid.rows)
  }
}
