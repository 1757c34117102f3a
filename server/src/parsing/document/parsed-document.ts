import type { PageLayout } from './page-layout.ts'
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
  /** Of its pages, from 1, those that were recognised, but not for sure. */
  unsure?: number[]
  /** Of its pages, from 1, those that could not be read. */
  broken?: number[]
  /** Where on its pages the text stands, of formats that have pages or are images; none of those without text. */
  layout?: PageLayout[]
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
