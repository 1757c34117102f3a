import { buffer } from 'node:stream/consumers'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import type { TableRow } from '../tables/table-row.ts'
import { type Block, type BlockOptions, DocxBlocks, type Paragraph } from './docx-blocks.ts'
import { isChart, readBoxes, writeChart } from './drawing.ts'
import { readNumbering } from './numbering.ts'
import { type OfficePackage, openPackage, type Relationship } from './opc-package.ts'
import { readPageText } from './page-text.ts'
import { readStyles, type Style } from './styles.ts'
import { type Attributes, readXml } from './xml.ts'

/** What is said beside the text, and where. */
const notes = new Set(['footnotes', 'endnotes', 'comments'])

/** Documents that a document holds, one in the other. */
const mostEmbedded = 2

/**
 * The text of a Word document: headings as its styles say, lists with their labels, tables a row a line, what is in a box
 * after the paragraph that it is anchored in, footnotes at the end. What the headers of its pages say stands once below the title,
 * and what their footers say at the end.
 *
 * Raises `no_text`, `document_too_long`, and what `openPackage` and `readXml` raise.
 */
export async function readDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const builder = new TextBuilder()
  await writeDocx(bytes, builder, builder, 0)
  return builder.end()
}

/** Where the text of a Word document goes. */
type Output = Pick<BlockOptions, 'read' | 'table'> & Pick<TextBuilder, 'heading' | 'item' | 'paragraph' | 'warnings'>

async function writeDocx(bytes: Uint8Array, output: Output, builder: TextBuilder, depth: number): Promise<void> {
  const file = await openPackage(bytes)
  const related = await file.related(file.main)
  const part = (type: string) => related.find((one) => one.type === type)?.target
  const styles = await readStyles(file.read(part('styles') ?? ''))
  const numbering = await readNumbering(file.read(part('numbering') ?? ''))
  // Below the title, whose section it belongs to.
  let header = await readPageText(file, related, 'header')
  const sayHeader = () => {
    output.paragraph(header)
    header = ''
  }
  const take = (paragraph: Paragraph) => {
    const style: Style = styles.get(paragraph.style) ?? {}
    const level = paragraph.level ?? style.level
    if (level === undefined) sayHeader()
    const list = paragraph.list ?? style.list
    if (level !== undefined) output.heading(Math.max(1, level), paragraph.text)
    else if (list && list.id !== '0' && paragraph.text.trim() !== '') {
      output.item(paragraph.text, list.depth, numbering.label(list.id, list.depth))
    } else output.paragraph(paragraph.text)
  }
  const parts = await readParts(file, related, builder, depth)
  const options = {
    read: (text: string) => output.read(text),
    table(rows: readonly TableRow[]) {
      sayHeader()
      output.table(rows)
    },
    take,
    hasHeaderStyle: (style: string) => styles.get(style)?.hasFirstRow === true,
    part: (name: string, attributes: Attributes) => parts.get(partOf(name, attributes) ?? ''),
  }
  await readXml(file.read(file.main), new DocxBlocks(options))
  for (const { type, target } of related) if (notes.has(type)) await readXml(file.read(target), new DocxBlocks(options))
  sayHeader()
  output.paragraph(await readPageText(file, related, 'footer'))
}

/** The relationship that an element names whose part stands in its place. */
function partOf(name: string, attributes: Attributes): string | undefined {
  if (name === 'chart' || name === 'altChunk') return attributes['r:id']
  return name === 'relIds' ? attributes['r:dm'] : undefined
}

/** What stands in the place of those that name it, by its relationship. */
async function readParts(
  file: OfficePackage,
  related: readonly Relationship[],
  builder: TextBuilder,
  depth: number,
): Promise<Map<string, Block>> {
  const parts = new Map<string, Block>()
  for (const one of related) {
    const source = file.read(one.target)
    if (!source) continue
    if (isChart(one)) {
      // Loaded where they are needed: most documents have none of these.
      const { readChart } = await import('./chart.ts')
      const chart = await readChart(source)
      parts.set(one.id, { write: () => writeChart(chart, builder) })
    } else if (one.type === 'diagramData') {
      const texts = await readBoxes(source, builder)
      parts.set(one.id, {
        write() {
          for (const text of texts) builder.paragraph(text)
        },
      })
    } else if (one.type === 'aFChunk') parts.set(one.id, await readEmbedded(source, one.target, builder, depth))
  }
  return parts
}

/** A text in another format that a document has in its own. */
async function readEmbedded(
  source: AsyncIterable<Buffer>,
  target: string,
  builder: TextBuilder,
  depth: number,
): Promise<Block> {
  const extension = target.split('.').at(-1)?.toLowerCase() ?? ''
  const bytes = new Uint8Array(await buffer(source))
  if (/^x?html?$/.test(extension)) {
    const { writeHtml } = await import('../html/read-html.ts')
    return { write: () => writeHtml(bytes, builder) }
  }
  if (/^mht(?:ml)?$/.test(extension)) {
    const { pageOfArchive } = await import('../html/mhtml.ts')
    const { writePage } = await import('../html/read-html.ts')
    const page = pageOfArchive(bytes)
    if (page !== undefined) return { write: () => writePage(page, builder) }
  }
  if (extension === 'rtf') {
    const { textOfRichText } = await import('../text/rich-text.ts')
    const lines = textOfRichText(bytes).split('\n')
    return {
      write() {
        for (const line of lines) builder.paragraph(builder.read(line))
      },
    }
  }
  if (extension === 'txt') {
    const { decode } = await import('../text/decode.ts')
    return { write: () => builder.paragraph(builder.read(decode(bytes)?.text ?? '')) }
  }
  if (/^doc[xm]$/.test(extension) && depth < mostEmbedded) {
    const steps: (() => void)[] = []
    const recorded: Output = {
      warnings: builder.warnings,
      read: (text) => builder.read(text),
      table: (rows) => void steps.push(() => builder.table(rows)),
      heading: (level, text) => void steps.push(() => builder.heading(level, text)),
      item: (text, depth, label) => void steps.push(() => builder.item(text, depth, label)),
      paragraph: (text) => void steps.push(() => builder.paragraph(text)),
    }
    await writeDocx(bytes, recorded, builder, depth + 1)
    return {
      write() {
        for (const step of steps) step()
      },
    }
  }
  builder.warnings.add('content_not_read', undefined, `.${extension}`)
  return { write() {} }
}
