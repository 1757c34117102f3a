import type { TextBuilder } from '../../document/text-builder.ts'
import { readChart } from '../chart.ts'
import { isChart, readBoxes, writeChart } from '../drawing.ts'
import type { OfficePackage, Relationship } from '../opc-package.ts'
import { readXml } from '../xml.ts'
import { type CellRange, rangeOf } from './cell-references.ts'

/** By its row, what is remarked of a sheet's cells: "B2: …". Raises what `readXml` raises. */
export async function readRemarks(
  file: OfficePackage,
  related: readonly Relationship[],
  builder: TextBuilder,
): Promise<Map<number, string[]>> {
  const remarks = new Map<number, string[]>()
  const threaded = new Set<string>()
  // Of what is discussed there are two copies, the older one under a notice that it is one.
  for (const kind of ['threadedComment', 'comments']) {
    for (const { target } of related.filter(({ type }) => type === kind)) {
      for (const { ref, text } of await readComments(file.read(target), builder)) {
        if (kind === 'comments' && threaded.has(ref)) continue
        if (kind === 'threadedComment') threaded.add(ref)
        const row = rangeOf(ref)?.top ?? 0
        if (text.trim() !== '') remarks.set(row, [...(remarks.get(row) ?? []), `${ref}: ${text.trim()}`])
      }
    }
  }
  return remarks
}

async function readComments(
  source: AsyncIterable<Buffer> | undefined,
  builder: TextBuilder,
): Promise<{ ref: string; text: string }[]> {
  const found: { ref: string; text: string }[] = []
  let inText = false
  if (!source) return found
  await readXml(source, {
    open(name, { ref = '' }) {
      if (name === 'comment' || name === 'threadedComment') found.push({ ref, text: '' })
      // A threaded one has its text right in `text`.
      else if (name === 't' || name === 'text') inText = true
    },
    close(name) {
      if (name === 't' || name === 'text') inText = false
    },
    text(text) {
      const comment = found.at(-1)
      if (inText && comment) comment.text += builder.read(text)
    },
  })
  return found
}

/** Where Excel's own tables of a sheet have the names of their columns. Raises what `readXml` raises. */
export async function readTableHeaders(file: OfficePackage, related: readonly Relationship[]): Promise<CellRange[]> {
  const headers: CellRange[] = []
  for (const { target } of related.filter(({ type }) => type === 'table')) {
    await readXml(file.read(target), {
      open(name, { ref = '', headerRowCount = '1' }) {
        const range = name === 'table' && headerRowCount !== '0' ? rangeOf(ref) : undefined
        if (range) headers.push(range)
      },
    })
  }
  return headers
}

/** Writes what lies upon a sheet: boxes with text, and charts, whose values stand in its cells. Raises what `readXml` raises. */
export async function writeDrawings(
  file: OfficePackage,
  related: readonly Relationship[],
  builder: TextBuilder,
  withValues: boolean,
): Promise<void> {
  for (const { target } of related.filter(({ type }) => type === 'drawing')) {
    for (const text of await readBoxes(file.read(target), builder)) builder.paragraph(text)
    for (const one of await file.related(target)) {
      if (isChart(one)) writeChart(await readChart(file.read(one.target)), builder, withValues)
      else if (one.type === 'diagramData') {
        for (const text of await readBoxes(file.read(one.target), builder)) builder.paragraph(text)
      }
    }
  }
}
