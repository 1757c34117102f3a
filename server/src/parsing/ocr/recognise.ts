import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { createWorker, OEM, PSM } from 'tesseract.js'
import { Problem } from '../../problems.ts'

/** A line of an image, in its pixels. */
export interface SeenLine {
  text: string
  x: number
  right: number
  /** Its lower edge. */
  y: number
}

/** Reads what is to be seen in images. One page after the other. */
export interface Recogniser {
  /**
   * The paragraphs of an image (PNG or JPEG), each as its lines; none where nothing in it looks like text. Raises
   * `broken_file`.
   */
  recognise(image: Uint8Array): Promise<SeenLine[][]>
  close(): Promise<void>
}

/** How sure it has to be of a paragraph, of 100: what a photo without text seems to say stays below. */
const surely = 60

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
  return {
    async recognise(image) {
      const reading = worker.recognize(Buffer.from(image), {}, { blocks: true, text: false })
      const { data: page } = await Promise.race([reading, failed]).catch((cause: unknown) => {
        throw new Problem('broken_file', { cause })
      })
      const paragraphs = (page.blocks ?? []).flatMap((block) => block.paragraphs)
      return paragraphs
        .filter(({ confidence, text }) => confidence >= surely && /[\p{L}\p{N}]/u.test(text))
        .map(({ lines }) =>
          lines.map(({ text, bbox }) => ({ text: text.trim(), x: bbox.x0, right: bbox.x1, y: bbox.y1 })),
        )
    },
    async close() {
      await worker.terminate()
    },
  }
}

const data = {
  por: import.meta.resolve('@tesseract.js-data/por/package.json'),
  eng: import.meta.resolve('@tesseract.js-data/eng/package.json'),
}

/** Of the two that a package has, the smaller: integers, for the engine that is used. */
function pathOf(language: keyof typeof data): string {
  return fileURLToPath(new URL(`4.0.0_best_int/${language}.traineddata.gz`, data[language]))
}
