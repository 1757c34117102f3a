import type { SeenLine } from './recognise.ts'

/** What was recognised on a page, to be kept, so that the page is not recognised again. Plain data. */
export interface RecognisedPage {
  /** From 1. */
  page: number
  /** In points, as are the places of its lines. */
  height: number
  /** Each as its lines; none where there is nothing to be read. */
  paragraphs: SeenLine[][]
}
