import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Problem } from '../../problems.ts'
import { limits, readable } from '../limits.ts'
import { openRecogniser } from '../ocr/recognise.ts'
import type { RecognisedPage, SeenLine } from '../ocr/recognised-page.ts'
import type { ReadOptions } from '../reader-options.ts'
import type { Line } from './layout/types.ts'
import { largestImage } from './page-images.ts'
import { isBlank, type Page } from './read-pages.ts'
import { recognisedBlocks } from './recognised-blocks.ts'

/** Pixels of a point: 200 of an inch, which the engine reads best. */
const scale = 200 / 72
/** Pixels of a page: what is larger is drawn smaller. */
const mostPixels = 12e6

/** Characters of a page that may be no more than what a program has stamped on a scanned one. */
const mostStamped = 300
/** The part of a page that an image covers which is the page. */
const leastImage = 0.5

/**
 * Reads what is to be seen on the pages that have no text, or hardly any beside an image of the page, and gives it to them;
 * those that were recognised before are taken as they are. A page that cannot be drawn stays as it is. Raises `too_many_pages` where there are too many.
 *
 * @returns the pages, from 1, of which what was recognised may be wrong in many places
 */
export async function recognisePages(
  document: PDFDocumentProxy,
  pages: Page[],
  { recognised, onProgress, onRecognise, onRecognised }: ReadOptions,
): Promise<number[]> {
  const empty = pages.flatMap((page, i) => (isBlank(page) ? [i] : []))
  if (empty.length > limits.recognisedPages) {
    throw new Problem('too_many_pages', { params: { limit: readable(limits.recognisedPages) } })
  }
  const stamped = await findStamped(document, pages, limits.recognisedPages - empty.length)
  const blank = [...empty, ...stamped].sort((a, b) => a - b)
  if (blank.length === 0) return []
  const known = new Map(recognised?.map((seen) => [seen.page - 1, seen]))
  const missing = blank.filter((i) => !known.has(i))
  const unsure: number[] = []
  const take = (seen: RecognisedPage) => {
    const { page, width = pages[page - 1]?.width ?? 0, height, paragraphs } = seen
    const columns = stampsBeside(paragraphs, pages[page - 1])
    pages[page - 1] = { width, height, blocks: recognisedBlocks(paragraphs, page - 1), columns, artifacts: [] }
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

/** Pages whose text is only stamped on an image of them. @param most how many are looked for */
async function findStamped(document: PDFDocumentProxy, pages: readonly Page[], most: number): Promise<number[]> {
  const found: number[] = []
  for (const [i, page] of pages.entries()) {
    if (found.length >= most) break
    const length = linesOf(page).reduce((sum, { text }) => sum + text.length, 0)
    if (length === 0 || length > mostStamped) continue
    const drawn = await document.getPage(i + 1).catch(() => undefined)
    const covered = drawn ? await largestImage(drawn).catch(() => 0) : 0
    drawn?.cleanup()
    if (covered >= leastImage) found.push(i)
  }
  return found
}

function linesOf({ blocks = [], columns }: Page): Line[] {
  return [...blocks.map(({ cells }) => cells), ...columns.flatMap(({ rows }) => rows)].flat(2)
}

/** What a page has written on it and was not recognised with the rest. */
function stampsBeside(paragraphs: RecognisedPage['paragraphs'], page: Page | undefined): Page['columns'] {
  const seen = new Set(paragraphs.flat().flatMap(({ text }) => wordsIn(text)))
  const isSeen = (line: Line) => {
    const words = wordsIn(line.text)
    return words.filter((word) => seen.has(word)).length > 0.6 * words.length
  }
  const rows = page
    ? linesOf(page)
        .filter((line) => !isSeen(line))
        .map((line) => [[line]])
    : []
  return rows.length > 0 ? [{ upright: true, rows }] : []
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
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
