import type { ParseWarning } from './parse-warning.ts'
import type { Section } from './section.ts'

export interface ParsedDocument {
  text: string
  /** In order and without overlap. */
  sections: Section[]
  /** Where each page begins in `text`, of formats that have pages: UTF-16 code units, ascending. */
  pages?: number[]
  /** Of those, from 1, the pages on which nothing was found to read: blank ones, and what is only to be seen. */
  unread?: number[]
  /** Where the rows of its tables begin in `text`, of formats that are tables: ascending. */
  rows?: Row[]
  /** What was skipped, guessed or mended. */
  warnings?: ParseWarning[]
}

export interface Row {
  start: number
  /** From 1, as a spreadsheet numbers it: the first row under a header is 2. */
  row: number
}

/** What is counted while a document is read. */
export type ProgressUnit = 'pages' | 'slides' | 'sheets'
