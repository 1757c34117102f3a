/** A part of a document's text, and the passage that it is of. */
export interface Span {
  start: number
  end: number
  chunk?: string | undefined
}

export interface Place {
  start: number
  end: number
}

/**
 * Where a passage stands in a text that may differ in blanks and marks, as the file of a text does from what was read of it. Where it is not
 * there as a whole, as with a table that was read row by row, the lines of it that are.
 *
 * @param near where it stood in the text that was read: of several places the nearest counts
 * @returns its offsets, or null where nothing of it is found
 */
export function locate(text: string, passage: string, near: number): Place | null {
  const hay = squeeze(text)
  const whole = nearest(hay, squeeze(passage).letters, near)
  if (whole) return whole
  const lines = passage.split('\n').map((line) => squeeze(line).letters)
  const found = lines.filter(({ length }) => length > 5).flatMap((line) => nearest(hay, line, near) ?? [])
  if (found.length === 0) return null
  // A line that stands far away is another one with the same words.
  const within = found.filter(({ start }) => Math.abs(start - near) < 2 * passage.length + 500)
  const places = within.length > 0 ? within : found.slice(0, 1)
  return { start: Math.min(...places.map(({ start }) => start)), end: Math.max(...places.map(({ end }) => end)) }
}

interface Squeezed {
  letters: string
  offsets: number[]
}

function nearest({ letters, offsets }: Squeezed, wanted: string, near: number): Place | null {
  if (wanted === '') return null
  let best: Place | null = null
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    const start = offsets[at] ?? 0
    const end = (offsets[at + wanted.length - 1] ?? 0) + 1
    if (best === null || Math.abs(start - near) < Math.abs(best.start - near)) best = { start, end }
  }
  return best
}

/** A text without what is laid out differently from file to file, and where each of its letters stood. */
function squeeze(text: string): Squeezed {
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
