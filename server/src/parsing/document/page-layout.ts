/** Where the text of a page stands on it. */
export interface PageLayout {
  /** From 1. */
  page: number
  /** As it is shown; in points of a PDF, in pixels of an image. The places are in the same unit, from the top left. */
  width: number
  height: number
  lines: LineLayout[]
}

/**
 * A line of a page as whole numbers: the offset in the document's text at which it begins; the direction in which it is read,
 * in degrees, clockwise, and its upper and its lower edge after the page is turned until it is upright; its left edge;
 * then in pairs of how many characters (UTF-16 code units) follow, and how far to the right they end.
 */
export type LineLayout = number[]
