import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Problem } from '../../problems.ts'
import { limits, readable } from '../limits.ts'
import { openRecogniser } from '../ocr/recognise.ts'
import type { RecognisedPage, SeenLine } from '../ocr/recognised-page.ts'
import type { ReadOptions } from '../reader-options.ts'
import { isBlank, type Page } from './read-pages.ts'
import { recognisedBlocks } from './recognised-blocks.ts'

/** Pixels of a point: 200 of an inch, which the engine reads best. */
const scale = 200 / 72
/** Pixels of a page: what is larger is drawn smaller. */
const mostPixels = 12e6

/**
 * Reads what is to be seen on the pages that have no text, and gives it to them; those that were recognised before are
 * taken as they are. A page that cannot be drawn stays as it is. Raises `too_many_pages` where there are too many.
 *
 * @returns the pages, from 1, of which what was recognised may be wrong in many places
 */
export async function recognisePages(
  document: PDFDocumentProxy,
  pages: Page[],
  { recognised, onProgress, onRecognise, onRecognised }: ReadOptions,
): Promise<number[]> {
  const blank = pages.flatMap((page, i) => (isBlank(page) ? [i] : []))
  if (blank.length === 0) return []
  if (blank.length > limits.recognisedPages) {
    throw new Problem('too_many_pages', { params: { limit: readable(limits.recognisedPages) } })
  }
  const known = new Map(recognised?.map((seen) => [seen.page - 1, seen]))
  const missing = blank.filter((i) => !known.has(i))
  const unsure: number[] = []
  const take = (seen: RecognisedPage) => {
    const { page, width = pages[page - 1]?.width ?? 0, height, paragraphs } = seen
    pages[page - 1] = { width, height, blocks: recognisedBlocks(paragraphs, page - 1), columns: [], artifacts: [] }
    if (seen.unsure && paragraphs.length > 0) unsure.push(page)
  }
  for (const i of blank) {
    const seen = known.get(i)
    if (seen) take(seen)
  }
  if (missing.length === 0) return unsure
  const recogniser = await openRecogniser()
  try {
    for (const [done, i] of missing.entries()) {
      onProgress(pages.length - missing.length + done, pages.length, 'pages', done === 0)
      onRecognise()
      const page = await document.getPage(i + 1)
      const drawn = await draw(page).catch(() => undefined)
      page.cleanup()
      if (!drawn) continue
      const found = await recogniser.recognise(drawn.image, onRecognise)
      const { width, height } = drawn
      const paragraphs = found.paragraphs.map((lines) => lines.map((line) => inPoints(line, drawn.scale)))
      const seen = { page: i + 1, width, height, paragraphs, ...(found.unsure ? { unsure: true } : {}) }
      onRecognised(seen)
      take(seen)
    }
    onProgress(pages.length, pages.length, 'pages')
  } finally {
    await recogniser.close()
  }
  return unsure.sort((a, b) => a - b)
}

function inPoints(line: SeenLine, scale: number): SeenLine {
  const { x, right, y, top, anchors } = line
  return {
    ...line,
    x: x / scale,
    right: right / scale,
    y: y / scale,
    ...(top === undefined ? {} : { top: top / scale }),
    ...(anchors ? { anchors: anchors.map((value, i) => (i % 2 === 0 ? value : Math.round(value / scale))) } : {}),
  }
}

async function draw(page: PDFPageProxy) {
  const { createCanvas } = await import('@napi-rs/canvas')
  const size = page.getViewport({ scale: 1 })
  const fitting = Math.min(scale, Math.sqrt(mostPixels / (size.width * size.height)))
  const viewport = page.getViewport({ scale: fitting })
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
  await page.render({ canvas: canvas as never, viewport }).promise
  return { image: await canvas.encode('png'), width: size.width, height: size.height, scale: fitting }
}
