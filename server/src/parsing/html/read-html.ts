import { Parser } from 'htmlparser2'
import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { decodeText } from '../text/decode.ts'

/** Elements that are not the document's text. */
const skipped = new Set([
  ...['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'canvas', 'audio', 'video'],
  ...['head', 'nav', 'button', 'select', 'textarea', 'dialog'],
])

/** What begins and ends a paragraph. */
const blocks = new Set([
  ...['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'address', 'figure', 'figcaption', 'hr'],
  ...['ul', 'ol', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'form', 'fieldset', 'legend', 'details', 'summary', 'body'],
  ...['caption'],
])

interface List {
  counts: boolean
  reached: number
}

interface Table {
  rows: { cells: string[]; isHeader: boolean }[]
}

/**
 * The text of a page: its headings, lists and tables as they are seen, without what only moves in it or leads away.
 *
 * Raises `broken_file`, `nested_too_deep`, `no_text`, `document_too_long`.
 *
 * @param prepare what is read of the page, as HTML; all of it unless it is said
 */
export function readHtml(bytes: Uint8Array, prepare = (page: string) => page): ParsedDocument {
  const decoded = decodeText(bytes)
  if (decoded === null) throw new Problem('broken_file')
  const source = prepare(decoded)
  const builder = new TextBuilder()
  const reader = new HtmlReader(builder)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true },
  )
  for (let at = 0; at < source.length; at += 64 * 1024) parser.write(source.slice(at, at + 64 * 1024))
  parser.end()
  reader.flush()
  return builder.end()
}

/** Follows the tags of a page. Without recursion: what is nested too deep ends by its number. */
class HtmlReader {
  #builder: TextBuilder
  #depth = 0
  /** The depth from which on nothing counts; 0 for none. */
  #skippedFrom = 0
  #text = ''
  #kind: 'paragraph' | 'item' | number = 'paragraph'
  #lists: List[] = []
  #preformatted = 0
  #table: Table | undefined
  #tables = 0

  constructor(builder: TextBuilder) {
    this.#builder = builder
  }

  open(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > limits.levels) {
      throw new Problem('nested_too_deep', { params: { limit: readable(limits.levels) } })
    }
    if (this.#skippedFrom > 0) return
    if (skipped.has(name) || 'hidden' in attributes || attributes['aria-hidden'] === 'true') {
      this.#skippedFrom = this.#depth
      return
    }
    const cells = this.#table?.rows.at(-1)?.cells
    if (name === 'br') this.#text += '\n'
    else if (name === 'img' && attributes.alt) this.#text += ` ${attributes.alt} `
    else if (name === 'table') {
      if (this.#tables++ === 0) {
        this.flush()
        this.#table = { rows: [] }
      }
    } else if (this.#tables > 0) {
      if (this.#tables === 1 && name === 'tr') this.#table?.rows.push({ cells: [], isHeader: true })
      else if (this.#tables === 1 && cells && (name === 'td' || name === 'th')) {
        const row = this.#table?.rows.at(-1)
        if (row && name === 'td') row.isHeader = false
        this.#text = ''
        cells.push('')
      } else if (blocks.has(name) || name === 'li' || name === 'td' || name === 'th') this.#text += ' '
    } else if (/^h[1-6]$/.test(name)) {
      this.flush()
      this.#kind = Number(name[1])
    } else if (name === 'li') {
      this.flush()
      this.#kind = 'item'
    } else if (blocks.has(name)) {
      // A paragraph within an item is the item's.
      if (this.#kind !== 'item' || this.#text.trim() !== '') this.flush()
      if (name === 'ul' || name === 'ol') this.#lists.push({ counts: name === 'ol', reached: 0 })
      if (name === 'pre') this.#preformatted++
    }
  }

  close(name: string): void {
    const depth = this.#depth--
    if (this.#skippedFrom > 0) {
      if (depth === this.#skippedFrom) this.#skippedFrom = 0
      return
    }
    if (this.#tables > 0) this.#closeInTable(name)
    else if (/^h[1-6]$/.test(name) || name === 'li') this.flush()
    else if (blocks.has(name)) {
      this.flush()
      if (name === 'ul' || name === 'ol') this.#lists.pop()
      if (name === 'pre') this.#preformatted--
    }
  }

  text(text: string): void {
    if (this.#skippedFrom === 0)
      this.#text += this.#preformatted > 0 ? this.#builder.read(text) : this.#builder.read(text).replace(/\s+/g, ' ')
  }

  /** Writes what has come of a paragraph. */
  flush(): void {
    const text = this.#text
    const kind = this.#kind
    this.#text = ''
    this.#kind = 'paragraph'
    if (text.trim() === '') return
    if (typeof kind === 'number') this.#builder.heading(kind, text)
    else if (kind === 'item') {
      const list = this.#lists.at(-1)
      if (list) list.reached++
      this.#builder.item(text, Math.max(0, this.#lists.length - 1), list?.counts ? `${list.reached}.` : '•')
    } else this.#builder.paragraph(text)
  }

  #closeInTable(name: string): void {
    const cells = this.#table?.rows.at(-1)?.cells
    if (this.#tables === 1 && cells && cells.length > 0 && (name === 'td' || name === 'th')) {
      cells[cells.length - 1] = this.#text
      this.#text = ''
    } else if (name === 'caption' && this.#tables === 1) {
      this.#builder.paragraph(this.#text)
      this.#text = ''
    } else if (name === 'table' && --this.#tables === 0 && this.#table) {
      const { rows } = this.#table
      this.#table = undefined
      this.#text = ''
      const [first] = rows
      this.#builder.table(
        rows.map(({ cells }) => cells),
        first?.isHeader === true && first.cells.length > 1,
      )
    }
  }
}
