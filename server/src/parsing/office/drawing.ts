import type { TextBuilder } from '../document/text-builder.ts'
import type { Chart } from './chart.ts'
import type { Relationship } from './opc-package.ts'
import { readXml } from './xml.ts'

/** The paragraphs of the boxes of a drawing, or of a diagram, in the order in which they are written. Raises what `readXml` raises. */
export async function readBoxes(source: AsyncIterable<Buffer> | undefined, builder: TextBuilder): Promise<string[]> {
  const paragraphs: string[] = []
  let paragraph: string | undefined
  let inText = false
  let skip = 0
  if (!source) return paragraphs
  await readXml(source, {
    open(name) {
      if (skip > 0 || name === 'Fallback') skip++
      else if (name === 'p') paragraph = ''
      else if (name === 't') inText = true
      else if (name === 'br' && paragraph !== undefined) paragraph += '\n'
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'p' && paragraph !== undefined) {
        if (paragraph.trim() !== '') paragraphs.push(paragraph)
        paragraph = undefined
      }
    },
    text(text) {
      if (skip === 0 && inText && paragraph !== undefined) paragraph += builder.read(text)
    },
  })
  return paragraphs
}

/** Writes what a chart says. @param withValues false where its values stand in the document anyway */
export function writeChart({ titles, rows }: Chart, builder: TextBuilder, withValues = true): void {
  for (const title of titles) builder.paragraph(builder.read(title))
  if (withValues) builder.table(rows)
}

/** Whether a part is a chart, of either of Office's two kinds of them. */
export function isChart({ type }: Pick<Relationship, 'type'>): boolean {
  return type === 'chart' || type === 'chartEx'
}
