import type { Section } from './section.ts'

export interface ParsedDocument {
  text: string
  /** In order and without overlap. */
  sections: Section[]
  /** Where each page begins in `text`, of formats that have pages: UTF-16 code units, ascending. */
  pages?: number[]
}
