import { parse } from 'csv-parse'
import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { SheetWriter } from '../document/sheet-writer.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { decodeText } from './decode.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Characters of the beginning that say what divides its values. */
const sample = 20_000

/** Characters that are handed on at once. */
const piece = 64 * 1024

/**
 * The text of a table, a row a line, each value beside the name of its column. Nothing in it is evaluated: a formula is
 * its own text.
 *
 * Raises `broken_file`, `too_many_cells`, `no_text`, `document_too_long`.
 */
export async function readCsv(bytes: Uint8Array): Promise<ParsedDocument> {
  const text = decodeText(bytes)
  if (text === null) throw new Problem('broken_file')
  const builder = new TextBuilder()
  const writer = new SheetWriter(builder, { headed: true })
  const rows = parse({
    delimiter: delimiterOf(text.slice(0, sample)),
    bom: true,
    // As spreadsheets do: a quote within a value is a quote, and rows may be shorter than others.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  })
  let cells = 0
  let number = 0
  const feed = async () => {
    for (let at = 0; at < text.length; at += piece) {
      if (!rows.write(text.slice(at, at + piece))) await new Promise((resolve) => rows.once('drain', resolve))
    }
    rows.end()
  }
  const failed = feed().catch((error: unknown) => rows.destroy(error instanceof Error ? error : undefined))
  try {
    for await (const row of rows as AsyncIterable<string[]>) {
      cells += row.length
      if (cells > limits.cells) throw new Problem('too_many_cells', { params: { limit: readable(limits.cells) } })
      writer.add(row, ++number)
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('broken_file', { cause: error })
  }
  await failed
  writer.end()
  return builder.end()
}

/** What divides most lines into the same number of values. */
function delimiterOf(start: string): string {
  const [first = '', ...rest] = start.split(/\r?\n/).filter((line) => line.trim() !== '')
  // The last line of the sample may be cut.
  const lines = [first, ...rest.slice(0, -1)].map(withoutQuoted)
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const [wanted = 0] = counts
    return { delimiter, score: wanted === 0 ? 0 : counts.filter((count) => count === wanted).length * 100 + wanted }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"/g, '')
}
