import MarkdownIt, { type Token } from 'markdown-it'
import type { ParsedDocument } from '../parsed-document.ts'
import { type Heading, sectionsOf } from '../section.ts'
import { rowLines } from '../text-builder.ts'
import { readText } from './plain.ts'

// Blocks only: what is emphasised or linked within a paragraph stays as it is written.
const blocks = new MarkdownIt({ html: true })
blocks.core.ruler.enableOnly(['normalize', 'block'])
const inline = new MarkdownIt('zero').enable(['backticks', 'emphasis', 'strikethrough', 'link', 'image', 'escape'])

/** Characters of a heading that are looked at: its path takes 300. */
const longestTitle = 1_000

/**
 * A Markdown text (CommonMark, with GitHub's tables), a section for each heading. It stays as it is written, but for the
 * rows of its tables, in which each value stands beside the name of its column. Raises as `readPlainText` does.
 */
export function readMarkdown(bytes: Uint8Array): ParsedDocument {
  const source = readText(bytes).replace(/\r\n?/g, '\n')
  const skipped = frontMatter(source)
  const lineAt = linesOf(source, skipped)
  const headings: Heading[] = []
  const parts: string[] = []
  let copied = 0
  let length = 0
  const write = (part: string) => {
    parts.push(part)
    length += part.length
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
      const { names, rows, end } = tableAt(tokens, i)
      write(`${rowLines([names.map(titleOf), ...rows], true).join('\n')}\n`)
      copied = lineAt(map[1])
      i = end
    }
  }
  write(source.slice(copied))
  const text = parts.join('')
  return { text, sections: sectionsOf(text, headings) }
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

function tableAt(tokens: readonly Token[], start: number): { names: string[]; rows: string[][]; end: number } {
  const rows: string[][] = []
  for (let i = start; ; i++) {
    const token = tokens[i]
    if (!token || token.type === 'table_close') {
      const [names = [], ...others] = rows
      return { names, rows: others, end: i }
    }
    if (token.type === 'tr_open') rows.push([])
    else if (token.type === 'inline') rows.at(-1)?.push(token.content.replace(/<br\s*\/?>/gi, ' '))
  }
}

/** A heading, or the name of a column, as it is read: without the marks of its emphasis, its links by their texts. */
function titleOf(source: string): string {
  const [line] = inline.parseInline(source.slice(0, longestTitle), {})
  const texts = line?.children?.map(({ type, content }) => (type.endsWith('break') ? ' ' : content)) ?? []
  return texts.join('').replace(/\s+/g, ' ').trim()
}
