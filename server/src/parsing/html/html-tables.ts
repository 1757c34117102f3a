import type { TextBuilder } from '../document/text-builder.ts'
import { SpanGrid, type SpanningCell } from '../tables/span-grid.ts'

interface Row {
  cells: SpanningCell[]
  /** How many of its cells are names, and how many hold something that is none. */
  names: number
  values: number
  /** All of its texts are bold, or stand on a background of their own. */
  isMarked: boolean
  inHead: boolean
}

/** A table of a page as it comes. */
export class HtmlTable {
  #rows: Row[] = []
  #inHead = false

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'thead') this.#inHead = true
    else if (name === 'tr') this.#rows.push({ cells: [], names: 0, values: 0, isMarked: true, inHead: this.#inHead })
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

  /** Ends a cell. @param name `th` or `td` @param isBold all of its text is */
  cell(name: string, text: string, isBold: boolean): void {
    const row = this.#rows.at(-1)
    const cell = row?.cells.at(-1)
    if (!row || !cell) return
    cell.text = text
    row.isMarked &&= isBold || text.trim() === ''
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
    for (const [i, { cells, names, values, isMarked, inHead }] of this.#rows.entries()) {
      const isNames = !isBody && (inHead || (names > 0 && values === 0)) && cells.length > 1
      if (!isNames && names + values > 1) isBody = true
      const isLikely = i === 0 && isMarked && !this.#rows[1]?.isMarked
      grid.add(cells, isNames ? 'header' : names > 0 && values > 0 ? 'data' : isLikely ? 'likely' : undefined)
    }
    builder.table(grid.rows)
  }
}
