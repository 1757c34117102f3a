import { Problem } from '../../problems.ts'
import type { ParsedDocument, ProgressUnit } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { readBoxes, writeChart } from './drawing.ts'
import { type OfficePackage, openPackage, type Relationship } from './opc-package.ts'
import { inReadingOrder } from './reading-order.ts'
import { readShapes, type Shape, tableOf } from './slide-shapes.ts'
import { readXml } from './xml.ts'

type Progress = (done: number, total: number, unit: ProgressUnit) => void

/**
 * The text of a presentation, slide by slide: its title as the heading, what stands on it in the order in which it is
 * read, its speaker's notes, what is remarked of it. Slides that are hidden are left out, and warned of.
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
  const places = layouts(file, builder)
  for (const [i, slide] of slides.entries()) {
    builder.place({ slide: i + 1 })
    await readSlide(file, { slide, number: i + 1 }, builder, places)
    progress(i + 1, slides.length, 'slides')
  }
  return builder.end()
}

/** Where the layout of a slide has its placeholders, by their number or kind. */
type Places = (related: readonly Relationship[]) => Promise<Shape[]>

function layouts(file: OfficePackage, builder: TextBuilder): Places {
  const known = new Map<string, Promise<Shape[]>>()
  const read = async (part: string): Promise<Shape[]> => {
    const { shapes } = await readShapes(file, part, builder)
    const master = (await file.related(part)).find(({ type }) => type === 'slideMaster')?.target
    const above = master === undefined ? [] : await find(master)
    for (const shape of shapes) shape.box ??= above.find(({ kind, box }) => box && kind === shape.kind)?.box
    return shapes
  }
  const find = (part: string): Promise<Shape[]> => {
    const found = known.get(part) ?? read(part)
    known.set(part, found)
    return found
  }
  return async (related) => {
    const layout = related.find(({ type }) => type === 'slideLayout')?.target
    return layout === undefined ? [] : find(layout)
  }
}

async function readSlide(
  file: OfficePackage,
  { slide, number }: { slide: string; number: number },
  builder: TextBuilder,
  places: Places,
): Promise<void> {
  const { shapes, isHidden } = await readShapes(file, slide, builder)
  if (isHidden) {
    builder.warnings.add('hidden_left_out', { slide: number })
    return
  }
  const related: Relationship[] = await file.related(slide)
  if (shapes.some(({ box, placeholder }) => !box && placeholder !== undefined)) {
    const layout = await places(related)
    for (const shape of shapes) {
      if (shape.placeholder === undefined) continue
      const same = layout.find(({ placeholder, kind }) => placeholder === shape.placeholder && kind === shape.kind)
      shape.box ??= (same ?? layout.find(({ kind }) => kind === shape.kind))?.box
    }
  }
  const title = shapes.find(({ kind }) => kind === 'title')
  if (title) builder.heading(1, title.paragraphs.map(({ text }) => text).join(' '))
  const targets = new Map(related.map(({ id, target }) => [id, target]))
  for (const shape of inReadingOrder(shapes)) if (shape !== title) await write(file, targets, shape, builder)
  const notes = related.find(({ type }) => type === 'notesSlide')?.target
  if (notes !== undefined) {
    const { shapes: pages } = await readShapes(file, notes, builder)
    for (const shape of pages) if (shape.kind === 'body') writeParagraphs(shape, builder)
  }
  for (const { type, target } of related) {
    if (!/^(?:comments|threadedComment)$/.test(type)) continue
    for (const text of await readComments(file, target, builder)) builder.paragraph(text)
  }
}

async function write(
  file: OfficePackage,
  targets: ReadonlyMap<string, string>,
  shape: Shape,
  builder: TextBuilder,
): Promise<void> {
  if (shape.kind === 'furniture') return
  const target = targets.get(shape.part?.id ?? '')
  if (shape.table) builder.table(tableOf(shape))
  else if (target !== undefined && shape.part?.kind === 'chart') {
    const { readChart } = await import('./chart.ts')
    writeChart(await readChart(file.read(target)), builder)
  } else if (target !== undefined && shape.part?.kind === 'diagram') {
    for (const text of await readBoxes(file.read(target), builder)) builder.paragraph(text)
  } else writeParagraphs(shape, builder)
}

function writeParagraphs({ paragraphs }: Shape, builder: TextBuilder): void {
  for (const { text, depth, isItem } of paragraphs) {
    if (isItem) builder.item(text, depth)
    else builder.paragraph(text)
  }
}

/** What is remarked of a slide: older programs write `text`, newer ones paragraphs. Raises what `readXml` raises. */
async function readComments(file: OfficePackage, target: string, builder: TextBuilder): Promise<string[]> {
  const texts: string[] = []
  let text: string | undefined
  await readXml(file.read(target), {
    open(name) {
      if (name === 'text' || name === 'p') text = ''
    },
    close(name) {
      if ((name !== 'text' && name !== 'p') || text === undefined) return
      if (text.trim() !== '') texts.push(text.trim())
      text = undefined
    },
    text(given) {
      if (text !== undefined) text += builder.read(given)
    },
  })
  return texts
}
