import { SpanGrid, type SpanningCell } from '../tables/span-grid.ts'
import type { TableRow } from '../tables/table-row.ts'
import type { Attributes, Handlers } from './xml.ts'

export interface Paragraph {
  text: string
  style: string
  level?: number
  list?: { id: string; depth: number }
  /** All of its words are. */
  isBold: boolean
  /** What is anchored in it, and stands beside it: boxes, charts. */
  beside: Block[]
}

export type Block = { paragraph: Paragraph } | { table: WordTable } | { rows: readonly TableRow[] } | { write(): void }

interface Cell {
  blocks: Block[]
  columns: number
  /** It has a background of its own. */
  isShaded: boolean
  /** It goes on with the cell above it. */
  continues: boolean
}

interface WordTable {
  rows: { cells: Cell[]; isHeader: boolean; before: number }[]
  /** Another table stands in it: it is there for the layout. */
  isLayout: boolean
  style: string
  /** Its first row looks as its style says of first rows. */
  hasFirstRow: boolean
}

/** What has no words of the document, or has them a second time. */
const skipped = new Set(['Fallback', 'del', 'moveFrom', 'instrText', 'docPart', 'sectPr', 'rt'])

/** Columns and characters of a cell that is repeated in the rows below: see `SpanGrid`. */
const mostColumns = 1_000
const longestRepeated = 200

export interface BlockOptions {
  /** Counts what is read: see `TextBuilder`. */
  read(text: string): string
  /** Writes a paragraph as what its style makes of it. */
  take(paragraph: Paragraph): void
  table(rows: readonly TableRow[]): void
  /** Whether a style of tables sets the first row apart from the others. */
  hasHeaderStyle(style: string): boolean
  /** What an element stands for that names another part: a chart, a diagram, a text in another format. */
  part(name: string, attributes: Attributes): Block | undefined
}

/** Follows the text of a Word document: its paragraphs, its tables, and what is anchored in them. */
export class DocxBlocks implements Handlers {
  #options: BlockOptions
  #paragraphs: Paragraph[] = []
  #tables: WordTable[] = []
  /** For each box that is open, what is in it, and how many tables are around it. */
  #boxes: { blocks: Block[]; tables: number; paragraphs: number }[] = []
  #skip = 0
  #inText = false
  #inRun = false
  #isBold = false

  constructor(options: BlockOptions) {
    this.#options = options
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skip > 0 || skipped.has(name)) this.#skip++
    else if (this.#openBlock(name, attributes)) return
    else if (this.#paragraphs.length > 0) this.#openInline(name, attributes)
  }

  close(name: string): void {
    if (this.#skip > 0) this.#skip--
    else if (name === 't') this.#inText = false
    else if (name === 'r') this.#inRun = false
    else if (name === 'p') {
      const paragraph = this.#paragraphs.pop()
      if (!paragraph) return
      this.#emit({ paragraph })
      for (const block of paragraph.beside) this.#emit(block)
    } else if (name === 'tbl') {
      const table = this.#tables.pop()
      if (table) this.#emit({ table })
    } else if (name === 'txbxContent') this.#closeBox()
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (this.#skip > 0 || !this.#inText || !paragraph) return
    if (!this.#isBold && text.trim() !== '') paragraph.isBold = false
    paragraph.text += this.#options.read(text)
  }

  #openBlock(name: string, attributes: Attributes): boolean {
    const table = this.#tables.at(-1)
    const row = table?.rows.at(-1)
    const cell = row?.cells.at(-1)
    if (name === 'p') this.#paragraphs.push({ text: '', style: '', isBold: true, beside: [] })
    else if (name === 'tbl') {
      if (table && this.#tables.length > (this.#boxes.at(-1)?.tables ?? 0)) table.isLayout = true
      this.#tables.push({ rows: [], isLayout: false, style: '', hasFirstRow: false })
    } else if (name === 'tr') table?.rows.push({ cells: [], isHeader: false, before: 0 })
    else if (name === 'tc') row?.cells.push({ blocks: [], columns: 1, isShaded: false, continues: false })
    else if (name === 'tblHeader' && row) row.isHeader = !isOff(attributes.val)
    else if (name === 'gridBefore' && row) row.before = Math.min(Number(attributes.val) || 0, mostColumns)
    else if (name === 'gridSpan' && cell) cell.columns = Math.max(1, Math.min(Number(attributes.val) || 1, mostColumns))
    else if (name === 'shd' && cell && this.#paragraphs.length === 0) cell.isShaded = isColour(attributes.fill)
    else if (name === 'tblStyle' && table) table.style = attributes.val ?? ''
    else if (name === 'tblLook' && table) table.hasFirstRow = isFirstRow(attributes)
    else if (name === 'vMerge' && cell) cell.continues = attributes.val !== 'restart'
    else if (name === 'txbxContent') {
      this.#boxes.push({ blocks: [], tables: this.#tables.length, paragraphs: this.#paragraphs.length })
    } else {
      const block = this.#options.part(name, attributes)
      if (!block) return false
      const paragraph = this.#paragraphs.at(-1)
      if (paragraph) paragraph.beside.push(block)
      else this.#emit(block)
    }
    return true
  }

  #openInline(name: string, attributes: Attributes): void {
    const { val = '' } = attributes
    const paragraph = this.#paragraphs.at(-1)
    if (!paragraph) return
    if (name === 't') this.#inText = true
    else if (name === 'r') {
      this.#inRun = true
      this.#isBold = false
    } else if (name === 'b') {
      if (this.#inRun) this.#isBold = !isOff(attributes.val)
    } else if (name === 'tab' || name === 'ptab') paragraph.text += ' '
    else if (name === 'br' || name === 'cr') paragraph.text += '\n'
    else if (name === 'noBreakHyphen') paragraph.text += '-'
    else if (name === 'pStyle') paragraph.style = val
    else if (name === 'outlineLvl' && Number(val) < 9) paragraph.level = Number(val) + 1
    else if (name === 'numId') paragraph.list = { id: val, depth: paragraph.list?.depth ?? 0 }
    else if (name === 'ilvl') paragraph.list = { id: paragraph.list?.id ?? '0', depth: Math.min(Number(val) || 0, 8) }
  }

  /** A box stands beside the paragraph that it is anchored in, wherever in its words. */
  #closeBox(): void {
    const box = this.#boxes.pop()
    const anchor = this.#paragraphs.at(-1)
    if (!box) return
    if (anchor) anchor.beside.push(...box.blocks)
    else for (const block of box.blocks) this.#emit(block)
  }

  /** To the innermost that is open: a cell, a box, the document. */
  #emit(block: Block): void {
    const box = this.#boxes.at(-1)
    const table = this.#tables.length > (box?.tables ?? 0) ? this.#tables.at(-1) : undefined
    const cell = table?.rows.at(-1)?.cells.at(-1)
    if (cell) cell.blocks.push(block)
    else if (box) box.blocks.push(block)
    // What stands in a paragraph, and in no box, is its words.
    else this.#write(block)
  }

  #write(block: Block): void {
    if ('paragraph' in block) this.#options.take(block.paragraph)
    else if ('rows' in block) this.#options.table(block.rows)
    else if ('write' in block) block.write()
    else this.#writeTable(block.table)
  }

  #writeTable({ rows, isLayout, style, hasFirstRow }: WordTable): void {
    const cells = rows.flatMap(({ cells }) => cells)
    // A frame around a text, or around tables, is no table.
    if (isLayout || cells.length === 1) {
      for (const { blocks } of cells) for (const block of blocks) this.#write(block)
      return
    }
    const grid = new SpanGrid()
    const above: string[] = []
    let isBody = false
    for (const [i, { cells, isHeader, before }] of rows.entries()) {
      const spanning: SpanningCell[] = Array.from({ length: before }, () => ({ text: '' }))
      let column = before
      for (const { blocks, columns, continues } of cells) {
        const own = textOf(blocks)
        const text = continues && own.trim() === '' ? (above[column] ?? '') : own
        spanning.push({ text, columns })
        above[column] = text.length <= longestRepeated ? text : ''
        column += columns
      }
      if (!isHeader) isBody = true
      const [, second] = rows
      const isShaded = cells.every((cell) => cell.isShaded) && !second?.cells.every((cell) => cell.isShaded)
      const isStyled = hasFirstRow && this.#options.hasHeaderStyle(style)
      const looksSo = i === 0 && (isStyled || isShaded || cells.every(({ blocks }) => isBold(blocks)))
      grid.add(spanning, isHeader && !isBody ? 'header' : looksSo ? 'likely' : undefined)
    }
    this.#options.table(grid.rows)
    for (const { blocks } of cells) for (const block of blocks) if (!('paragraph' in block)) this.#write(block)
  }
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => ('paragraph' in block ? block.paragraph.text : '')).join(' ')
}

function isBold(blocks: readonly Block[]): boolean {
  return blocks.every((block) => !('paragraph' in block) || block.paragraph.isBold)
}

function isColour(fill: string | undefined): boolean {
  return fill !== undefined && !/^(?:auto|f{6})$/i.test(fill)
}

/** As a word, or as a bit of a number in hexadecimal. */
function isFirstRow({ firstRow, val }: Attributes): boolean {
  if (firstRow !== undefined) return !isOff(firstRow)
  return (Number.parseInt(val ?? '0', 16) & 0x20) !== 0
}

function isOff(value: string | undefined): boolean {
  return value === 'false' || value === '0' || value === 'off'
}
