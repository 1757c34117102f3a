import { limits, tooLong } from '../limits.ts'

/** A stretch of a document under one heading. Offsets are UTF-16 code units of the document's text. */
export interface Section extends Place {
  /** The headings above it, outermost first, joined by " > ". */
  heading?: string
  start: number
  end: number
}

/** The slide, from 1, or the sheet that a stretch of a document is on, of formats that have them. */
export interface Place {
  slide?: number
  sheet?: string
}

export interface Heading {
  /** From 1, the outermost. */
  level: number
  title: string
  /** Where it begins. */
  start: number
}

/** Every chunk carries its path: one that is a document of its own would multiply itself. In UTF-16 code units. */
const longestPath = 300

/**
 * The sections of a text, or of the part of it that is at one place: one from each heading to the next, and what stands
 * before the first; none that is blank. Raises `document_too_long`: there is a chunk of each.
 */
export function sectionsOf(
  text: string,
  headings: Iterable<Heading>,
  { place = {}, from = 0, to = text.length }: { place?: Place; from?: number; to?: number } = {},
): Section[] {
  const sections: Section[] = []
  const path: string[] = []
  let current: Section = { ...place, start: from, end: from }
  function close(end: number): void {
    if (!/\S/.test(text.slice(current.start, end))) return
    if (sections.push({ ...current, end }) > limits.chunks) throw tooLong('chunks')
  }
  for (const { level, title, start } of headings) {
    close(start)
    path.length = Math.min(path.length, level - 1)
    while (path.length < level - 1) path.push('')
    path.push(title)
    const titles = path.filter(Boolean).join(' > ').slice(0, longestPath).toWellFormed()
    current = { ...(titles ? { heading: titles } : {}), ...place, start, end: start }
  }
  close(to)
  return sections
}
