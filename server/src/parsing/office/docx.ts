import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { readNumbering } from './numbering.ts'
import { openPackage } from './opc-package.ts'
import { readPageText } from './page-text.ts'
import { readStyles, type Style } from './styles.ts'
import { type Attributes, readXml } from './xml.ts'

interface Paragraph {
  text: string
  style: string
  level?: number
  list?: { id: string; depth: number }
}

interface Table {
  rows: { cells: string[]; isHeader: boolean }[]
}

/** What has no words of the document, or has them a second time. */
const skipped = new Set(['Fallback', 'del', 'moveFrom', 'instrText', 'docPart', 'sectPr'])
/** What is said beside the text, and where. */
const notes = new Set(['footnotes', 'endnotes', 'comments'])

/**
 * The text of a Word document: headings as its styles say, lists with their labels, tables a row a line, footnotes at
 * the end. What the headers of its pages say stands once below the title, and what their footers say at the end.
 *
 * Raises `no_text`, `document_too_long`, and what `openPackage` and `readXml` raise.
 */
export async function readDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const file = await openPackage(bytes)
  const related = await file.related(file.main)
  const part = (type: string) => related.find((one) => one.type === type)?.target
  const styles = await readStyles(file.read(part('styles') ?? ''))
  const numbering = await readNumbering(file.read(part('numbering') ?? ''))
  const builder = new TextBuilder()
  // Below the title, whose section it belongs to.
  let header = await readPageText(file, related, 'header')
  const sayHeader = () => {
    builder.paragraph(header)
    header = ''
  }
  const take = (paragraph: Paragraph) => {
    const style: Style = styles.get(paragraph.style) ?? {}
    const level = paragraph.level ?? style.level
    if (level === undefined) sayHeader()
    const list = paragraph.list ?? style.list
    if (level !== undefined) builder.heading(Math.max(1, level), paragraph.text)
    else if (list && list.id !== '0' && paragraph.text.trim() !== '') {
      builder.item(paragraph.text, list.depth, numbering.label(list.id, list.depth))
    } else builder.paragraph(paragraph.text)
  }
  await readXml(file.read(file.main), body(take, builder))
  for (const { type, target } of related) {
    if (notes.has(type)) await readXml(file.read(target), body(take, builder))
  }
  sayHeader()
  builder.paragraph(await readPageText(file, related, 'footer'))
  return builder.end()
}

/** Of paragraphs and tables; a table in a cell, and the text of a box, is words of what it stands in. */
function body(take: (paragraph: Paragraph) => void, builder: TextBuilder) {
  const paragraphs: Paragraph[] = []
  let table: Table | undefined
  let tables = 0
  let skip = 0
  let inText = false

  const opened = (name: string, attributes: Attributes) => {
    const { val = '' } = attributes
    const paragraph = paragraphs.at(-1)
    if (name === 'p') paragraphs.push({ text: '', style: '' })
    else if (name === 'tbl' && tables++ === 0) table = { rows: [] }
    else if (name === 'tr' && tables === 1) table?.rows.push({ cells: [], isHeader: false })
    else if (name === 'tc' && tables === 1) table?.rows.at(-1)?.cells.push('')
    else if (name === 'tblHeader' && tables === 1 && table) {
      const row = table.rows.at(-1)
      if (row) row.isHeader = val !== 'false' && val !== '0'
    } else if (paragraph) {
      if (name === 't') inText = true
      else if (name === 'tab') paragraph.text += ' '
      else if (name === 'br' || name === 'cr') paragraph.text += '\n'
      else if (name === 'noBreakHyphen') paragraph.text += '-'
      else if (name === 'pStyle') paragraph.style = val
      else if (name === 'outlineLvl' && Number(val) < 9) paragraph.level = Number(val) + 1
      else if (name === 'numId') paragraph.list = { id: val, depth: paragraph.list?.depth ?? 0 }
      else if (name === 'ilvl') paragraph.list = { id: paragraph.list?.id ?? '0', depth: Math.min(Number(val) || 0, 8) }
    }
  }

  const ended = (paragraph: Paragraph) => {
    const outer = paragraphs.at(-1)
    const cells = table?.rows.at(-1)?.cells
    if (outer) outer.text += ` ${paragraph.text}`
    else if (!cells || cells.length === 0) take(paragraph)
    else cells[cells.length - 1] += ` ${paragraph.text}`
  }

  return {
    open(name: string, attributes: Attributes) {
      if (skip > 0 || skipped.has(name)) skip++
      else opened(name, attributes)
    },
    close(name: string) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'p') {
        const paragraph = paragraphs.pop()
        if (paragraph) ended(paragraph)
      } else if (name === 'tbl' && --tables === 0 && table) {
        builder.table(
          table.rows.map(({ cells }) => cells),
          table.rows[0]?.isHeader === true,
        )
        table = undefined
      }
    },
    text(text: string) {
      const paragraph = paragraphs.at(-1)
      if (skip === 0 && inText && paragraph) paragraph.text += builder.read(text)
    },
  }
}
