import MarkdownIt, { type Token } from 'markdown-it'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { type Heading, sectionsOf } from '../document/section.ts'
import { TextBuilder, tableLines } from '../document/text-builder.ts'
import { writePage } from '../html/read-html.ts'
import { limits, tooLong } from '../limits.ts'
import type { TableRow } from '../tables/table-row.ts'
import { readText } from './plain-text.ts'

// Blocks only: what is emphasised or linked within a paragraph stays as it is written.
const blocks = new MarkdownIt({ html: true })
blocks.core.ruler.enableOnly(['normalize', 'block'])
// The parser fills up short rows, makes three tokens of each cell, and drops the cells that have no column: a hundred
// rows of a letter each can be a hundred thousand tokens. We keep each row as its line, and divide it ourselves.
blocks.block.State = class extends blocks.block.State {
  #inTable = false
  #headings = 0
  #row: Token | undefined
  readonly #cell = super.push('cell', '', 0)

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    if (this.#inTable && /^(?:t[hd]_|inline)/.test(type)) return this.#cell
    // Each begins a chunk: millions of them would be refused as well, after what they take of memory.
    if (type === 'heading_open' && this.level === 0 && ++this.#headings > limits.chunks) throw tooLong('chunks')
    const token = super.push(type, tag, nesting)
    if (type === 'table_open') this.#inTable = true
    else if (type === 'table_close') this.#inTable = false
    else if (type === 'tr_open') this.#row = token
    else if (type === 'tr_close' && this.#row?.map) this.#row.content = this.#lineOf(this.#row.map[0])
    return token
  }

  /** Without what it stands in: a quotation, an item of a list. */
  #lineOf(line: number): string {
    return this.src.slice((this.bMarks[line] ?? 0) + (this.tShift[line] ?? 0), this.eMarks[line])
  }
}
const inline = new MarkdownIt('zero').enable(['backticks', 'emphasis', 'strikethrough', 'link', 'image', 'escape'])

/** Characters of a heading that are looked at: its path takes 300. */
const longestTitle = 1_000

/** Characters of a column's name, which each of its values repeats. What is longer is a text that stands in a frame. */
const longestName = 200

/**
 * A Markdown text (CommonMark, with GitHub's tables), a section for each heading. It stays as it is written, but for the
 * rows of its tables, in which each value stands beside the name of its column. Raises as `readPlainText` does,
 * `document_too_long` also for what the names add.
 */
export function readMarkdown(bytes: Uint8Array): ParsedDocument {
  const { text: given, warnings } = readText(bytes)
  const source = given.replace(/\r\n?/g, '\n')
  const skipped = frontMatter(source)
  const lineAt = linesOf(source, skipped)
  const headings: Heading[] = []
  const parts: string[] = []
  let copied = 0
  let length = 0
  const write = (part: string) => {
    parts.push(part)
    length += part.length
    if (length > limits.characters) throw tooLong('characters')
  }
  const tokens = blocks.parse(source.slice(skipped), {})
  for (let i = 0; i < tokens.length; i++) {
    const { type, level, map, tag } = tokens[i] as Token
    if (!map) continue
    const start = lineAt(map[0])
    if (type === 'heading_open' && level === 0) {
      headings.push({
        level: Number(tag.slice(1)),
        title: titleOf(tokens[i + 1]?.content ?? ''),
        start: length + start - copied,
      })
    } else if (type === 'table_open') {
      write(source.slice(copied, start))
      const [names = [], ...others] = rowsAt(tokens, i)
      // What is longer is a text that stands in a frame.
      const isNamed = names.every((name) => name.length <= longestName)
      const first: TableRow = isNamed ? { cells: names.map(titleOf), mark: 'header' } : { cells: names }
      for (const line of tableLines([first, ...others.map((cells) => ({ cells }))])) write(`${line}\n`)
      copied = lineAt(map[1])
    } else if (type === 'html_block' && /<table[\s>].*<\/table>/is.test(tokens[i]?.content ?? '')) {
      write(source.slice(copied, start))
      const builder = new TextBuilder()
      writePage(tokens[i]?.content ?? '', builder)
      write(`${builder.text}\n`)
      copied = lineAt(map[1])
    }
  }
  write(source.slice(copied))
  const text = parts.join('')
  return { text, sections: sectionsOf(text, headings), ...(warnings.length > 0 ? { warnings } : {}) }
}

/** What programs write of a document before it begins, between two lines of hyphens: no heading, though it looks so. */
function frontMatter(source: string): number {
  if (!source.startsWith('---\n')) return 0
  const end = source.indexOf('\n---\n', 3)
  return end === -1 ? 0 : end + '\n---\n'.length
}

/** Where each line begins, counted from `from`; the end of the text for those beyond the last. */
function linesOf(source: string, from: number): (line: number) => number {
  const starts = [from]
  for (let at = source.indexOf('\n', from); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (line) => starts[line] ?? source.length
}

/** The rows of the table that begins with a token, each as its cells: first the names of its columns. */
function rowsAt(tokens: readonly Token[], start: number): string[][] {
  const rows: string[][] = []
  for (let i = start; tokens[i] && tokens[i]?.type !== 'table_close'; i++) {
    if (tokens[i]?.type === 'tr_open') rows.push(cellsOf(tokens[i]?.content ?? ''))
  }
  return rows
}

function cellsOf(row: string): string[] {
  const cells = row.trim().split(/(?<!\\)\|/)
  if (cells[0] === '') cells.shift()
  if (cells.at(-1) === '') cells.pop()
  return cells.map((cell) =>
    cell
      .replaceAll('\\|', '|')
      .replace(/<br\s*\/?>/gi, ' ')
      .trim(),
  )
}

/** A heading, or the name of a column, as it is read: without the marks of its emphasis, its links by their texts. */
function titleOf(source: string): string {
  const [line] = inline.parseInline(source.slice(0, longestTitle), {})
  const texts = line?.children?.map(({ type, content }) => (type.endsWith('break') ? ' ' : content)) ?? []
  return texts.join('').replace(/\s+/g, ' ').trim()
}
