/** A stretch of a document under one heading. Offsets are UTF-16 code units of the document's text. */
export interface Section {
  /** The headings above it, outermost first, joined by " > ". */
  heading?: string
  start: number
  end: number
}
