/** A line of an image. Its places are those of the image turned until the line is upright. */
export interface SeenLine {
  text: string
  x: number
  right: number
  /** Its lower edge. */
  y: number
  /** Its upper edge. Missing of what was recognised before this was kept. */
  top?: number
  /** The direction in which it is read, in degrees, clockwise; upright where it is missing. */
  angle?: number
  /** Where its words begin and end, in pairs: an index of its text, and how far from the left. */
  anchors?: number[]
}

/** What was recognised on a page, to be kept, so that the page is not recognised again. Plain data. */
export interface RecognisedPage {
  /** From 1. */
  page: number
  /** In points, as are the places of its lines. */
  height: number
  width?: number
  /** Each as its lines; none where there is nothing to be read. */
  paragraphs: SeenLine[][]
  /** What was recognised may be wrong in many places. */
  unsure?: boolean
}
