import { Problem } from '../../problems.ts'
import { lineOf } from '../document/line-of.ts'
import type { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { HtmlTable } from './html-tables.ts'

/** Elements that are not the document's text. */
const skipped = new Set([
  ...['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'canvas', 'audio', 'video'],
  ...['nav', 'select', 'textarea', 'datalist'],
])

/** What begins and ends a paragraph. */
const blocks = new Set([
  ...['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'address', 'figure', 'figcaption', 'hr'],
  ...['ul', 'ol', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'form', 'fieldset', 'legend', 'details', 'summary', 'body'],
  ...['caption', 'dialog', 'menu', 'hgroup', 'search', 'table', 'tr', 'td', 'th', 'button'],
])

/** Where an element says which other one it shows. */
const pointers = ['aria-controls', 'data-bs-target', 'data-target', 'href'] as const

interface List {
  counts: boolean
  reached: number
}

/** Follows the tags of a page. Without recursion: what is nested too deep ends by its number. */
export class HtmlReader {
  #builder: TextBuilder
  #depth = 0
  /** The depth from which on nothing counts; 0 for none. */
  #skippedFrom = 0
  #text = ''
  #kind: 'paragraph' | 'item' | number = 'paragraph'
  #lists: List[] = []
  #preformatted = 0
  /** The tables that are open; undefined for one that holds others, and so is there for the layout. */
  #tables: (HtmlTable | undefined)[] = []
  /** Ids of what a click shows. */
  #shown = new Set<string>()
  #isTitle = false
  /** Elements that are open and make their text bold, and whether all text of the cell is within one. */
  #bold = 0
  #isBold = true
  /** What the title of the page is not to repeat. */
  #beginning: string
  /** Levels that the page's own headings move down: its title stands above them. */
  #below = 0

  /** @param beginning the text that the page begins with: where it says the title, that is not said again */
  constructor(builder: TextBuilder, beginning: string) {
    this.#builder = builder
    this.#beginning = beginning.toLowerCase()
  }

  open(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > limits.levels) {
      throw new Problem('nested_too_deep', { params: { limit: readable(limits.levels) } })
    }
    if (this.#skippedFrom > 0) return
    if (this.#isUnseen(name, attributes)) {
      this.#skippedFrom = this.#depth
      return
    }
    for (const pointer of pointers) {
      const target = attributes[pointer]
      if (target !== undefined && (pointer !== 'href' || target.startsWith('#'))) {
        for (const id of target.split(/\s+/)) this.#shown.add(id.replace(/^#/, ''))
      }
    }
    const table = this.#tables.at(-1)
    if (name === 'b' || name === 'strong') this.#bold++
    if (name === 'title') this.#isTitle = true
    else if (name === 'br') this.#text += '\n'
    else if (name === 'img' && attributes.alt) this.#text += ` ${attributes.alt} `
    else if (name === 'table') this.#openTable(table)
    else if (table) {
      if (name === 'tr' || name === 'thead') table.open(name, attributes)
      else if (name === 'td' || name === 'th') {
        this.#text = ''
        this.#isBold = true
        table.open(name, attributes)
      } else if (blocks.has(name) || name === 'li') this.#text += ' '
    } else if (/^h[1-6]$/.test(name)) {
      this.flush()
      this.#kind = Number(name[1])
    } else if (name === 'li') {
      this.flush()
      this.#kind = 'item'
    } else if (blocks.has(name)) this.#openBlock(name)
  }

  close(name: string): void {
    const depth = this.#depth--
    if (this.#skippedFrom > 0) {
      if (depth === this.#skippedFrom) this.#skippedFrom = 0
      return
    }
    if (name === 'b' || name === 'strong') this.#bold--
    if (name === 'title') this.#closeTitle()
    else if (name === 'table') this.#closeTable()
    else if (this.#tables.at(-1)) this.#closeInTable(name)
    else if (/^h[1-6]$/.test(name) || name === 'li') this.flush()
    else if (name === 'button' && this.#kind !== 'paragraph') this.#text += ' '
    else if (blocks.has(name)) {
      this.flush()
      if (name === 'ul' || name === 'ol') this.#lists.pop()
      if (name === 'pre') this.#preformatted--
    }
  }

  text(text: string): void {
    if (this.#skippedFrom > 0) return
    if (this.#bold === 0 && text.trim() !== '') this.#isBold = false
    this.#text += this.#preformatted > 0 ? this.#builder.read(text) : this.#builder.read(text).replace(/\s+/g, ' ')
  }

  end(): void {
    this.flush()
    while (this.#tables.length > 0) this.#closeTable()
  }

  /** Writes what has come of a paragraph. */
  flush(): void {
    const text = this.#text
    const kind = this.#kind
    this.#text = ''
    this.#kind = 'paragraph'
    if (text.trim() === '') return
    if (typeof kind === 'number') this.#builder.heading(kind + this.#below, text)
    else if (kind === 'item') {
      const list = this.#lists.at(-1)
      if (list) list.reached++
      this.#builder.item(text, Math.max(0, this.#lists.length - 1), list?.counts ? `${list.reached}.` : '•')
    } else this.#builder.paragraph(text)
  }

  /** What a click shows is read: the answers of a list of questions, the pages of tabs. */
  #isUnseen(name: string, attributes: Record<string, string>): boolean {
    if (skipped.has(name) || attributes['aria-hidden'] === 'true')
      return !this.#isShown(attributes) || skipped.has(name)
    if (name === 'dialog') return !('open' in attributes)
    return 'hidden' in attributes && !this.#isShown(attributes)
  }

  #isShown({ id, hidden, role }: Record<string, string>): boolean {
    return hidden === 'until-found' || role === 'tabpanel' || (id !== undefined && this.#shown.has(id))
  }

  #openBlock(name: string): void {
    // A button within a heading, or an item, is its text.
    if (name === 'button' && this.#kind !== 'paragraph') {
      this.#text += ' '
      return
    }
    // A paragraph within an item is the item's.
    if (this.#kind !== 'item' || this.#text.trim() !== '') this.flush()
    if (name === 'ul' || name === 'ol') this.#lists.push({ counts: name === 'ol', reached: 0 })
    if (name === 'pre') this.#preformatted++
  }

  #closeTitle(): void {
    if (!this.#isTitle) return
    this.#isTitle = false
    const title = lineOf(this.#text)
    this.#text = ''
    if (title === '' || this.#below > 0 || this.#beginning.includes(title.toLowerCase())) return
    this.#builder.heading(1, title)
    this.#below = 1
  }

  #openTable(outer: HtmlTable | undefined): void {
    if (outer) {
      // It holds another one: what came of it so far is written, the rest of it is read as paragraphs.
      if (outer.hasCell) outer.cell('td', this.#text, false)
      this.#text = ''
      outer.write(this.#builder)
      this.#tables[this.#tables.length - 1] = undefined
    } else this.flush()
    this.#tables.push(new HtmlTable())
  }

  #closeTable(): void {
    const isOpen = this.#tables.length > 0
    const table = this.#tables.pop()
    if (table) {
      this.#text = ''
      table.write(this.#builder)
    } else if (isOpen) this.flush()
  }

  #closeInTable(name: string): void {
    const table = this.#tables.at(-1)
    if ((name === 'td' || name === 'th') && table?.hasCell) {
      table.cell(name, this.#text, this.#isBold)
      this.#text = ''
    } else if (name === 'caption') {
      this.#builder.paragraph(this.#text)
      this.#text = ''
    } else table?.close(name)
  }
}
