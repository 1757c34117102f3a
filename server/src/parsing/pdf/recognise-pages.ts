import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Problem } from '../../problems.ts'
import { limits, readable } from '../limits.ts'
import { openRecogniser } from '../ocr/recognise.ts'
import type { RecognisedPage } from '../ocr/recognised-page.ts'
import type { ReadOptions } from '../reader-options.ts'
import type { Block, Line } from './layout/types.ts'
import { isBlank, type Page } from './read-pages.ts'

/** Pixels of a point: 200 of an inch, which the engine reads best. */
const scale = 200 / 72
/** Pixels of a page: what is larger is drawn smaller. */
const mostPixels = 12e6

/**
 * Reads what is to be seen on the pages that have no text, and gives it to them; those that were recognised before are
 * taken as they are. A page that cannot be drawn stays as it is. Raises `too_many_pages` where there are too many.
 */
export async function recognisePages(
  document: PDFDocumentProxy,
  pages: Page[],
  { recognised, onProgress, onRecognise, onRecognised }: ReadOptions,
): Promise<void> {
  const blank = pages.flatMap((page, i) => (isBlank(page) ? [i] : []))
  if (blank.length === 0) return
  if (blank.length > limits.recognisedPages) {
    throw new Problem('too_many_pages', { params: { limit: readable(limits.recognisedPages) } })
  }
  const known = new Map(recognised?.map((seen) => [seen.page - 1, seen]))
  const missing = blank.filter((i) => !known.has(i))
  for (const i of blank) {
    const seen = known.get(i)
    if (seen) pages[i] = pageOf(seen)
  }
  if (missing.length === 0) return
  const recogniser = await openRecogniser()
  try {
    for (const [done, i] of missing.entries()) {
      onProgress(pages.length - missing.length + done, pages.length, 'pages', done === 0)
      onRecognise()
      const page = await document.getPage(i + 1)
      const drawn = await draw(page).catch(() => undefined)
      page.cleanup()
      if (!drawn) continue
      const points = (pixels: number) => pixels / drawn.scale
      const paragraphs = (await recogniser.recognise(drawn.image)).map((lines) =>
        lines.map(({ text, x, right, y }) => ({ text, x: points(x), right: points(right), y: points(y) })),
      )
      const seen = { page: i + 1, height: drawn.height, paragraphs }
      onRecognised(seen)
      pages[i] = pageOf(seen)
    }
    onProgress(pages.length, pages.length, 'pages')
  } finally {
    await recogniser.close()
  }
}

function pageOf({ page, height, paragraphs }: RecognisedPage): Page {
  return { height, blocks: paragraphs.map((lines) => blockOf(lines, page - 1)), columns: [], artifacts: [] }
}

async function draw(page: PDFPageProxy): Promise<{ image: Buffer; height: number; scale: number }> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const size = page.getViewport({ scale: 1 })
  const fitting = Math.min(scale, Math.sqrt(mostPixels / (size.width * size.height)))
  const viewport = page.getViewport({ scale: fitting })
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
  await page.render({ canvas: canvas as never, viewport }).promise
  return { image: await canvas.encode('png'), height: size.height, scale: fitting }
}

function blockOf(seen: RecognisedPage['paragraphs'][number], page: number): Block {
  const lines = seen.map(
    (line): Line => ({
      ...line,
      // All alike: what its letters measure says little, and no heading is guessed from it.
      size: 12,
      fonts: [],
    }),
  )
  return { kind: 'paragraph', page, cells: [lines], tight: false, opens: false }
}
