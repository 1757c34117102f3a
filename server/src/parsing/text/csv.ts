import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { csvRecords, shapeOf } from './csv-records.ts'
import { decode } from './decode.ts'

/**
 * The text of a table, a row a line, each value beside the name of its column. Nothing in it is evaluated: a formula is
 * its own text. A row that cannot be right is read as well as it can be, and named in the warnings.
 *
 * Raises `broken_file`, `too_many_cells`, `no_text`, `document_too_long`.
 */
export async function readCsv(bytes: Uint8Array): Promise<ParsedDocument> {
  const decoded = decode(bytes)
  if (decoded === null) throw new Problem('broken_file')
  const text = withoutSeparatorLine(decoded.text)
  const builder = new TextBuilder()
  builder.warnings.addAll(decoded.warnings)
  const tables = builder.tables()
  const shape = shapeOf(text)
  let cells = 0
  let number = 0
  for (const { cells: row, isMended } of csvRecords(text, shape)) {
    cells += row.length
    if (cells > limits.cells) throw new Problem('too_many_cells', { params: { limit: readable(limits.cells) } })
    number++
    if (isMended) builder.warnings.add('rows_mended', { row: number })
    // Its values stand below other columns than their own.
    const isShifted = shape.width > 1 && row.length > shape.width && row.slice(shape.width).some((cell) => cell.trim())
    if (isShifted) builder.warnings.add('rows_uneven', { row: number })
    tables.add({ cells: row, number, ...(isShifted ? { isUneven: true } : {}) })
  }
  tables.end()
  return builder.end()
}

/** Excel's own first line, which says what divides the values. */
function withoutSeparatorLine(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/^sep=[,;|\t]\r?\n/i, '\n')
}
