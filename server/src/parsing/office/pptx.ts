import { Problem } from '../../problems.ts'
import type { ParsedDocument, ProgressUnit } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { type OfficePackage, openPackage, type Relationship } from './opc-package.ts'
import { type Attributes, readXml } from './xml.ts'

type Progress = (done: number, total: number, unit: ProgressUnit) => void

/**
 * The text of a presentation, slide by slide: its title as the heading, what stands on it, its speaker's notes. Slides
 * that are hidden are left out.
 *
 * Raises `too_many_pages`, `no_text`, `document_too_long`, and what `openPackage` and `readXml` raise.
 */
export async function readPptx(bytes: Uint8Array, progress: Progress): Promise<ParsedDocument> {
  const file = await openPackage(bytes)
  const targets = new Map((await file.related(file.main)).map(({ id, target }) => [id, target]))
  const slides: string[] = []
  await readXml(file.read(file.main), {
    open(name, attributes) {
      const target = name === 'sldId' ? targets.get(attributes['r:id'] ?? '') : undefined
      if (target !== undefined) slides.push(target)
      if (slides.length > limits.slides) {
        throw new Problem('too_many_pages', { params: { limit: readable(limits.slides) } })
      }
    },
  })
  const builder = new TextBuilder()
  for (const [i, slide] of slides.entries()) {
    builder.place({ slide: i + 1 })
    await readSlide(file, slide, builder)
    progress(i + 1, slides.length, 'slides')
  }
  return builder.end()
}

async function readSlide(file: OfficePackage, slide: string, builder: TextBuilder): Promise<void> {
  const { shapes, isHidden } = await readShapes(file, slide, builder)
  if (isHidden) return
  const title = shapes.find(({ kind }) => kind === 'title')
  if (title) builder.heading(1, title.paragraphs.map(({ text }) => text).join(' '))
  for (const shape of shapes) if (shape !== title) write(shape, builder)
  const related: Relationship[] = await file.related(slide)
  const notes = related.find(({ type }) => type === 'notesSlide')?.target
  if (notes === undefined) return
  for (const shape of (await readShapes(file, notes, builder)).shapes) if (shape.kind === 'body') write(shape, builder)
}

interface Shape {
  kind: 'title' | 'body' | 'other' | 'furniture'
  paragraphs: { text: string; depth: number; isItem: boolean }[]
  rows: string[][] | undefined
  hasHeader: boolean
}

/** Placeholders that every slide repeats. */
const furniture = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg'])

function write({ kind, paragraphs, rows, hasHeader }: Shape, builder: TextBuilder): void {
  if (kind === 'furniture') return
  if (rows) {
    builder.table(rows, hasHeader)
    return
  }
  for (const { text, depth, isItem } of paragraphs) {
    if (isItem) builder.item(text, depth)
    else builder.paragraph(text)
  }
}

async function readShapes(
  file: OfficePackage,
  part: string,
  builder: TextBuilder,
): Promise<{ shapes: Shape[]; isHidden: boolean }> {
  const shapes: Shape[] = []
  let isHidden = false
  let skip = 0
  let inText = false
  let paragraph: Shape['paragraphs'][number] | undefined

  const opened = (name: string, attributes: Attributes) => {
    const shape = shapes.at(-1)
    if (name === 'sld') isHidden = attributes.show === '0' || attributes.show === 'false'
    else if (name === 'sp' || name === 'graphicFrame' || name === 'cxnSp') {
      shapes.push({ kind: 'other', paragraphs: [], rows: undefined, hasHeader: false })
    } else if (!shape) return
    else if (name === 'ph') shape.kind = kindOf(attributes.type)
    else if (name === 'tbl') shape.rows = []
    else if (name === 'tblPr') shape.hasHeader = attributes.firstRow === '1' || attributes.firstRow === 'true'
    else if (name === 'tr') shape.rows?.push([])
    else if (name === 'tc') shape.rows?.at(-1)?.push('')
    // The text of a slide's body is a list unless it says that it is none.
    else if (name === 'p') paragraph = { text: '', depth: 0, isItem: shape.kind === 'body' }
    else if (!paragraph) return
    else if (name === 'pPr') paragraph.depth = Math.min(Number(attributes.lvl) || 0, 8)
    else if (name === 'buNone') paragraph.isItem = false
    else if (name === 'buChar' || name === 'buAutoNum') paragraph.isItem = true
    else if (name === 't') inText = true
    else if (name === 'br' || name === 'tab') paragraph.text += name === 'br' ? '\n' : ' '
  }

  await readXml(file.read(part), {
    open(name, attributes) {
      if (skip > 0 || name === 'Fallback') skip++
      else opened(name, attributes)
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'p' && paragraph) {
        const shape = shapes.at(-1)
        const row = shape?.rows?.at(-1)
        if (row && row.length > 0) row[row.length - 1] += ` ${paragraph.text}`
        else shape?.paragraphs.push(paragraph)
        paragraph = undefined
      }
    },
    text(text) {
      if (skip === 0 && inText && paragraph) paragraph.text += builder.read(text)
    },
  })
  return { shapes, isHidden }
}

function kindOf(type: string | undefined): Shape['kind'] {
  if (type === 'title' || type === 'ctrTitle') return 'title'
  if (type !== undefined && furniture.has(type)) return 'furniture'
  return type === undefined || type === 'body' || type === 'obj' ? 'body' : 'other'
}
