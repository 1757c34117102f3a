import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { createWorker, OEM, type Page, PSM } from 'tesseract.js'
import { Problem } from '../../problems.ts'
import type { SeenLine } from './recognised-page.ts'
import { type QuarterTurn, turnedImage } from './turned-image.ts'
import { linesOnPage, type Turned } from './words-on-page.ts'

/** What is to be seen in an image. */
interface Seen {
  /** Each as its lines, with places in pixels of the image as it was given; none where nothing looks like text. */
  paragraphs: SeenLine[][]
  /** What was recognised may be wrong in many places. */
  unsure: boolean
}

/** Reads what is to be seen in images. One page after the other. */
export interface Recogniser {
  /**
   * Reads an image (PNG or JPEG), whichever way up it is. Raises `broken_file`.
   *
   * @param onRetry called before it is read once more, turned, which takes as long again
   */
  recognise(image: Uint8Array, onRetry: () => void): Promise<Seen>
  close(): Promise<void>
}

/** How sure it has to be of a paragraph, of 100: what a photo without text seems to say stays below. */
const surely = 60
/** The same, on a page of which it is unsure as a whole. */
const verySurely = 80
/** How sure it is of a page that is the right way up, at least: of turned ones, and of other alphabets, it is 20 to 50. */
const upright = 65
/** Of clean pages it is 85 to 95. Below this, what is read may be wrong in many places. */
const certain = 75
/** Below it, only what stands out is taken for text. */
const doubtful = 50

/** Starts recognising Portuguese and English, with data that is installed: nothing is downloaded, nothing is written. */
export async function openRecogniser(): Promise<Recogniser> {
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  const loaded = ['por']
  const langPath = dirname(pathOf('por'))
  const options = { cacheMethod: 'none', langPath, errorHandler: fail }
  const worker = await Promise.race([createWorker(loaded, OEM.LSTM_ONLY, options), failed])
  // A fault of the engine ends its thread, which otherwise would never answer.
  ;(worker as unknown as { worker: { on(event: 'error', listener: (error: unknown) => void): void } }).worker.on(
    'error',
    fail,
  )
  // It takes its languages from one folder, and each is in a package of its own: the second is put beside the first.
  await worker.FS('writeFile', ['./eng.traineddata', gunzipSync(await readFile(pathOf('eng')))])
  loaded.push('eng')
  await Promise.race([worker.reinitialize('por+eng'), failed])
  // Else a page is taken for one block of text: columns run into each other, and what stands in narrow ones is lost.
  await Promise.race([worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO }), failed])

  async function read(image: Uint8Array): Promise<{ page: Page; confidence: number }> {
    const reading = worker.recognize(Buffer.from(image), {}, { blocks: true, text: false })
    const { data: page } = await Promise.race([reading, failed]).catch((cause: unknown) => {
      throw new Problem('broken_file', { cause })
    })
    return { page, confidence: confidenceOf(page) }
  }

  // The pages of a document mostly lie the same way.
  let last: QuarterTurn = 0
  return {
    async recognise(image, onRetry) {
      let best: { page: Page; confidence: number; turned: Turned } | undefined
      const tried = new Map<QuarterTurn, number>()
      for (let turn = nextTurn(tried, last); turn !== undefined; turn = nextTurn(tried, last)) {
        if (best) onRetry()
        const { image: given, ...size } = turn === 0 ? { image, ...asGiven } : await turnedImage(image, turn)
        const found = await read(given)
        tried.set(turn, found.confidence)
        if (!best || found.confidence > best.confidence) best = { ...found, turned: { turn, ...size } }
      }
      if (!best) throw new Error('nothing was read')
      const { page, confidence, turned } = best
      if (confidence >= upright) last = turned.turn
      const least = confidence < doubtful ? verySurely : surely
      const paragraphs = paragraphsOf(page).filter(
        (paragraph) => paragraph.confidence >= least && /[\p{L}\p{N}]/u.test(paragraph.text),
      )
      return { paragraphs: linesOnPage(paragraphs, turned), unsure: confidence < certain }
    },
    async close() {
      await worker.terminate()
    },
  }
}

/**
 * How to turn a page next; undefined where it has been read well enough. Text on its side the engine reads as it is, but
 * for its direction, which it guesses: where it finds words, the other way up is the likeliest.
 */
function nextTurn(tried: ReadonlyMap<QuarterTurn, number>, first: QuarterTurn): QuarterTurn | undefined {
  if (tried.size === 0) return first
  const best = Math.max(...tried.values())
  if (best >= upright) return undefined
  const across: QuarterTurn = first % 180 === 0 ? 90 : 0
  if (best === 0) return tried.size === 1 ? across : undefined
  return ([0, 180, 90, 270] as const).find((turn) => !tried.has(turn))
}

const asGiven = { scale: 1, width: 0, height: 0 }

function paragraphsOf({ blocks }: Page) {
  return (blocks ?? []).flatMap((block) => block.paragraphs)
}

/** Of all characters; 0 where there are none. */
function confidenceOf(page: Page): number {
  const words = paragraphsOf(page).flatMap(({ lines }) => lines.flatMap((line) => line.words))
  const characters = words.reduce((sum, { text }) => sum + text.length, 0)
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / (characters || 1)
}

const data = {
  por: import.meta.resolve('@tesseract.js-data/por/package.json'),
  eng: import.meta.resolve('@tesseract.js-data/eng/package.json'),
}

/** Of the two that a package has, the smaller: integers, for the engine that is used. */
function pathOf(language: keyof typeof data): string {
  return fileURLToPath(new URL(`4.0.0_best_int/${language}.traineddata.gz`, data[language]))
}
