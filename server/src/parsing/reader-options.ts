import type { ProgressUnit } from './document/parsed-document.ts'
import type { RecognisedPage } from './ocr/recognised-page.ts'

/** What a format's reader is given beside the document, and what it reports its progress to. */
export interface ReadOptions {
  ocr: boolean
  readable_from?: string | undefined
  /** Pages that were recognised before. */
  recognised?: readonly RecognisedPage[] | undefined
  /** @param anew what is done from here on takes another time: no speed so far says how long */
  onProgress(done: number, total: number, unit: ProgressUnit, anew?: boolean): void
  /** A page is about to be recognised, which takes its time. */
  onRecognise(): void
  /** A page of several was recognised. */
  onRecognised(page: RecognisedPage): void
}
