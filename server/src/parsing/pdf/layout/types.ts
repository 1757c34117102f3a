/** Glyphs that the page shows in one go. In points; the origin is the page's top left, y the baseline. */
export interface Run {
  text: string
  x: number
  y: number
  width: number
  /** The font's size. */
  size: number
  font: string
  /** There is white space between it and what was written before. */
  spaced: boolean
  /** The marked content of a tagged page that it belongs to. */
  mark?: string
  /** The direction in which it is read, in degrees, clockwise; upright where it is missing. */
  angle?: number
  /** It belongs to the page (header, watermark), not to the document, as the file says. */
  artifact: boolean
}

/** What stands on one line of a column, or in one line of a table's cell. */
export interface Line {
  text: string
  x: number
  right: number
  y: number
  /** Of most of its characters. */
  size: number
  fonts: string[]
  /** Its upper edge, where that is known better than by its size; `y` is its lower edge then. */
  top?: number
  /** As of a run. */
  angle?: number
  /** Places of its text, in pairs: an index, and how far from the left that is. */
  anchors?: number[]
}

/** A line of a column: one cell, or those of a table's row. */
export type Row = Line[]

/** What a person sees as one thing: a paragraph, a heading, an item of a list, a table's row. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'item' | 'row'
  /** Of a heading, from 1. */
  level?: number
  /** From 0. */
  page: number
  /** The lines of each cell; only a row has more than one. */
  cells: Line[][]
  /** It begins a line of its own, not a paragraph: after a row, an item, or a line that was ended on purpose. */
  tight: boolean
  /** It is the first of its column, and may go on with what ended the one before. */
  opens: boolean
}

/** The smallest gap between runs that is a space, in parts of the font's size; fonts have theirs from 0.2 on. */
export const wordGap = 0.15

/** The smallest gap that divides what stands on one line into columns or cells; justified words stay below. */
export const cellGap = 1

/** A gap that is wider than the space between words mostly is: where it begins and ends is kept of a line. */
export const apart = 0.35

/** Whether a text is what begins an item of a list: "•", "-", "1.", "2)", "(a)", "iv)", "3.1". */
export function isListLabel(text: string): boolean {
  return listLabel.test(text)
}

/** Whether a line begins with a list's label, with something after it. An initial is no label. */
export function hasListLabel(text: string): boolean {
  const label = text.slice(0, Math.max(0, text.indexOf(' ')))
  return listLabel.test(label) && !/^\p{Lu}\.$/u.test(label)
}

const listLabel =
  /^(?:[•◦▪‣●○■□▸►➢✓✔·*–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxl]{1,5}|[IVXL]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$/u
