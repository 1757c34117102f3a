import { Problem } from '../../problems.ts'
import { limits, tooLong } from '../limits.ts'
import type { Cells, TableRow } from '../tables/table-row.ts'
import { TableWriter } from '../tables/table-writer.ts'
import { lineOf } from './line-of.ts'
import { Warnings } from './parse-warning.ts'
import type { ParsedDocument, Row } from './parsed-document.ts'
import { type Heading, type Place, type Section, sectionsOf } from './section.ts'

interface Part {
  place: Place
  from: number
  headings: Heading[]
}

/**
 * Puts a document's text together as it is read: blank lines between paragraphs, items and rows on lines of their own,
 * headings and places remembered. Raises `document_too_long` as soon as it is.
 */
export class TextBuilder {
  readonly warnings = new Warnings()
  #parts: string[] = []
  #length = 0
  #read = 0
  #places: Part[] = [{ place: {}, from: 0, headings: [] }]
  #pages: number[] | undefined
  #rows: Row[] = []
  /** What the last block was: rows stand close to rows, items to items. */
  #last: 'paragraph' | 'item' | 'row' | undefined

  /** Counts what is read before it is known what it belongs to: one paragraph may be more than there is room for. */
  read(text: string): string {
    this.#read += text.length
    if (this.#read > 2 * limits.characters) throw tooLong('characters')
    return text
  }

  /** A paragraph, its lines kept. */
  paragraph(text: string): void {
    this.#add(text, 'paragraph')
  }

  /** @param level from 1, the outermost */
  heading(level: number, text: string): void {
    const title = lineOf(text)
    if (title === '') return
    this.#separate('paragraph')
    this.#places.at(-1)?.headings.push({ level: Math.max(1, Math.min(level, 9)), title, start: this.#length })
    this.#write(title)
  }

  /** An item of a list. @param depth from 0 @param label "•" or "1." */
  item(text: string, depth = 0, label = '•'): void {
    const content = lineOf(text)
    if (content !== '') this.#add(`${'  '.repeat(Math.min(depth, 8))}${label} ${content}`, 'item', true)
  }

  /**
   * A row of a table, empty cells left out where names say what is what.
   *
   * @param names of the columns, where the table has a header: each value stands beside its own
   * @param number of the row in its sheet, from 1
   */
  row(cells: Cells, names?: Cells, number?: number): void {
    const line = rowLine(cells, names)
    if (line === undefined) return
    this.#separate('row')
    if (number !== undefined) this.#rows.push({ start: this.#length, row: number })
    this.#write(line)
  }

  /** Writes tables row by row: `end` writes what is still waited with. */
  tables(): TableWriter {
    return new TableWriter((cells, names, number) => this.row(cells, names, number))
  }

  /** A table of a text. */
  table(rows: readonly TableRow[]): void {
    const writer = this.tables()
    for (const row of rows) writer.add(row)
    writer.end()
  }

  /** One of many of its kind, in several lines. @param number from 1 */
  record(text: string, number: number): void {
    const content = linesOf(text)
    if (content === '') return
    this.#separate('paragraph')
    this.#rows.push({ start: this.#length, row: number })
    this.#write(content)
  }

  /** From here on, until the next. */
  place(place: Place): void {
    this.#turn()
    this.#places.push({ place, from: this.#length, headings: [] })
  }

  /** The next page begins here. */
  page(): void {
    this.#pages ??= []
    this.#turn()
    this.#pages.push(this.#length)
  }

  /** What is written so far. */
  get text(): string {
    return this.#parts.join('')
  }

  /** Raises `no_text` where there is no letter and no digit. */
  end(): ParsedDocument {
    const { text } = this
    if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
    const sections: Section[] = this.#places.flatMap(({ place, from, headings }, i) =>
      sectionsOf(text, headings, { place, from, to: this.#places[i + 1]?.from ?? text.length }),
    )
    const warnings = this.warnings.list()
    return {
      text,
      sections,
      ...(warnings.length > 0 ? { warnings } : {}),
      ...(this.#pages ? { pages: this.#pages } : {}),
      ...(this.#rows.length > 0 ? { rows: this.#rows } : {}),
    }
  }

  #add(text: string, kind: 'paragraph' | 'item', isClean = false): void {
    const content = isClean ? text : linesOf(text)
    if (content === '') return
    this.#separate(kind)
    this.#write(content)
  }

  #separate(kind: 'paragraph' | 'item' | 'row'): void {
    if (this.#last) this.#write(kind === this.#last && kind !== 'paragraph' ? '\n' : '\n\n')
    this.#last = kind
  }

  /** What follows is somewhere else. */
  #turn(): void {
    if (this.#last) this.#write('\n\n')
    this.#last = undefined
  }

  #write(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
    if (this.#length > limits.characters) throw tooLong('characters')
  }
}

/** The rows of a table, a line each, every value beside the name of its column. */
export function tableLines(rows: readonly TableRow[]): string[] {
  const lines: string[] = []
  const writer = new TableWriter((cells, names) => {
    const line = rowLine(cells, names)
    if (line !== undefined) lines.push(line)
  })
  for (const row of rows) writer.add(row)
  writer.end()
  return lines
}

/** Undefined where nothing is in it. Without names, empty cells within it stay, those at its ends do not. */
function rowLine(cells: Cells, names?: Cells): string | undefined {
  const parts: string[] = []
  let filled = 0
  for (let i = 0; i < cells.length; i++) {
    const value = lineOf(cells[i] ?? '')
    if (value !== '') {
      const name = names?.[i]
      parts.push(name ? `${name}: ${value}` : value)
      filled = parts.length
    } else if (!names && parts.length > 0) parts.push('')
  }
  parts.length = filled
  const joined = parts.join(' | ')
  // "Nome: | Ana", as forms are written.
  const line = names ? joined : joined.replaceAll(': | ', ': ')
  return /[^\s|]/.test(line) ? line : undefined
}

function linesOf(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(lineOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
