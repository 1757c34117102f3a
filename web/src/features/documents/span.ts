/** A part of a document's text, and the passage that it is of. */
export interface Span {
  start: number
  end: number
  chunk?: string | undefined
}

/**
 * Where a passage stands in a text that may differ in blanks, as the file of a text does from what was read of it.
 *
 * @param near where it stood in the text that was read: of several places the nearest counts
 * @returns its offsets, or null where it is not found
 */
export function locate(text: string, passage: string, near: number): { start: number; end: number } | null {
  const hay = squeeze(text)
  const needle = squeeze(passage).letters
  if (needle === '') return null
  let best: { start: number; end: number } | null = null
  for (let at = hay.letters.indexOf(needle); at >= 0; at = hay.letters.indexOf(needle, at + 1)) {
    const start = hay.offsets[at] ?? 0
    const end = (hay.offsets[at + needle.length - 1] ?? 0) + 1
    if (best === null || Math.abs(start - near) < Math.abs(best.start - near)) best = { start, end }
  }
  return best
}

/** A text without what is laid out differently from file to file, and where each of its letters stood. */
function squeeze(text: string): { letters: string; offsets: number[] } {
  const offsets: number[] = []
  let letters = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] ?? ''
    if (/[\s#*_>|`-]/.test(unit)) continue
    letters += unit
    offsets.push(i)
  }
  return { letters, offsets }
}
