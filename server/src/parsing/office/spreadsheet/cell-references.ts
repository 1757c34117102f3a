/** A rectangle of cells, from 1, its ends included. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** Excel has 16,384 columns. */
export const mostColumns = 16_384

/** "AB12" is 28. 0 for what is none. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 3; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column
}

/** "B2:D5", or a cell alone; undefined for what is none. */
export function rangeOf(reference: string): CellRange | undefined {
  const [, from = '', top = '', to = from, bottom = top] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference) ?? []
  if (from === '') return undefined
  return { top: Number(top), left: columnOf(from), bottom: Number(bottom), right: columnOf(to) }
}
