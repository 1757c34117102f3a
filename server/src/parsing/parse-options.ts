import type { ProgressUnit } from './document/parsed-document.ts'
import type { RecognisedPage } from './ocr/recognised-page.ts'

export interface ParseOptions {
  signal?: AbortSignal | undefined
  /** Whether what is only to be seen in images is read. */
  ocr?: boolean
  /** Of a page of the web, its URL: only what the page is there to tell is read of it. */
  readable_from?: string | undefined
  /** What `onRecognised` was told before, of the same bytes. */
  recognised?: readonly RecognisedPage[] | undefined
  /** Called with each page of a PDF that was recognised, so that a later attempt goes on from there. */
  onRecognised?: ((page: RecognisedPage) => void) | undefined
  /** Called as parts are read, and may be called often. `anew`: what is done from here on takes another time. */
  onProgress?: ((done: number, total: number, unit: ProgressUnit, anew: boolean) => void) | undefined
  /** Called once all is read and begins to be split. What it raises ends the work. */
  onSplit?: (() => Promise<void>) | undefined
}
