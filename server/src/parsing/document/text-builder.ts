import { Problem } from '../../problems.ts'
import { limits, tooLong } from '../limits.ts'
import { cleanText } from '../pdf/text/clean-text.ts'
import type { ParsedDocument, Row } from './parsed-document.ts'
import { type Heading, type Place, type Section, sectionsOf } from './section.ts'

interface Part {
  place: Place
  from: number
  headings: Heading[]
}

/** A row of a table: what its cells hold, in the order of its columns. */
export type Cells = readonly (string | undefined)[]

/**
 * Puts a document's text together as it is read: blank lines between paragraphs, items and rows on lines of their own,
 * headings and places remembered. Raises `document_too_long` as soon as it is.
 */
export class TextBuilder {
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

  /** A table of a text. @param hasHeader its first row has the names of its columns */
  table(rows: readonly Cells[], hasHeader: boolean): void {
    for (const line of rowLines(rows, hasHeader)) {
      this.#separate('row')
      this.#write(line)
    }
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

  /** Raises `no_text` where there is no letter and no digit. */
  end(): ParsedDocument {
    const text = this.#parts.join('')
    if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
    const sections: Section[] = this.#places.flatMap(({ place, from, headings }, i) =>
      sectionsOf(text, headings, { place, from, to: this.#places[i + 1]?.from ?? text.length }),
    )
    return {
      text,
      sections,
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

/**
 * The rows of a table, a line each: see `TextBuilder.table`. The names of its columns have a line of their own where one
 * of them is said in no other.
 */
export function* rowLines(rows: readonly Cells[], hasHeader: boolean): Generator<string> {
  const [first = [], ...others] = rows
  const names = hasHeader && others.length > 0 ? first.map((name) => lineOf(name ?? '')) : undefined
  const heading = !names || hasUnsaid(names, others) ? rowLine(first) : undefined
  if (heading !== undefined) yield heading
  for (const cells of others) {
    const line = rowLine(cells, names)
    if (line !== undefined) yield line
  }
}

/** Whether a column has a name, and nothing below it. */
function hasUnsaid(names: readonly string[], rows: readonly Cells[]): boolean {
  const unsaid = new Set(names.keys().filter((i) => names[i] !== ''))
  for (const cells of rows) {
    if (unsaid.size === 0) return false
    for (const [i, cell] of cells.entries()) if (lineOf(cell ?? '') !== '') unsaid.delete(i)
  }
  return unsaid.size > 0
}

/** Undefined where nothing is in it. */
function rowLine(cells: Cells, names?: Cells): string | undefined {
  const values = cells.map((cell) => lineOf(cell ?? ''))
  const line = names
    ? values.flatMap((value, i) => (value === '' ? [] : [names[i] ? `${names[i]}: ${value}` : value])).join(' | ')
    : values.join(' | ')
  return /[^\s|]/.test(line) ? line : undefined
}

/** One line, without what no text has. */
export function lineOf(text: string): string {
  return cleanText(text).normalize('NFC').replace(/ {2,}/g, ' ').trim()
}

function linesOf(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(lineOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
