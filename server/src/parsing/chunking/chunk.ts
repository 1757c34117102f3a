import type { PageLayout } from '../document/page-layout.ts'
import type { ParseWarning } from '../document/parse-warning.ts'
import type { TextLanguage } from '../language.ts'

/** Where a chunk is in its document. Offsets are UTF-16 code units of the document's text. */
export interface Location {
  /** The path of headings that it stands under. */
  heading?: string
  /** Where it begins, from 1; only of formats that have pages. */
  page?: number
  /** Where it ends, where that is another page. */
  page_end?: number
  /** From 1, of a presentation. */
  slide?: number
  /** The name of the sheet, of a workbook. */
  sheet?: string
  /** The row of a table that it begins with, from 1; of workbooks, CSV and lists of records. */
  row?: number
  /** The row that it ends with, where that is another one. */
  row_end?: number
  start: number
  end: number
}

export interface Chunk {
  content: string
  location: Location
}

/** What becomes of a file. */
export interface ChunkedDocument {
  /** In order. */
  chunks: Chunk[]
  language: TextLanguage
  /** Where on its pages the text stands, of formats that have pages or are images. */
  layout: PageLayout[]
  /** Pages, from 1, on which nothing was found to read. */
  unread: number[]
  /** Pages, from 1, of which what was recognised may be wrong in many places. */
  unsure: number[]
  /** Pages, from 1, that could not be read. */
  broken: number[]
  /** What was skipped, guessed or mended. */
  warnings: ParseWarning[]
}
