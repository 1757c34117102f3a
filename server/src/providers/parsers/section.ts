/** A stretch of a document under one heading. Offsets are UTF-16 code units of the document's text. */
export interface Section {
  /** The headings above it, outermost first, joined by " > ". */
  heading?: string
  start: number
  end: number
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

/** The sections of a text: one from each heading to the next, and what stands before the first; none that is blank. */
export function sectionsOf(text: string, headings: Iterable<Heading>): Section[] {
  const sections: Section[] = []
  const path: string[] = []
  let current: Section = { start: 0, end: 0 }
  for (const { level, title, start } of headings) {
    sections.push({ ...current, end: start })
    path.length = Math.min(path.length, level - 1)
    while (path.length < level - 1) path.push('')
    path.push(title)
    const titles = path.filter(Boolean).join(' > ').slice(0, longestPath)
    current = titles ? { heading: titles, start, end: start } : { start, end: start }
  }
  sections.push({ ...current, end: text.length })
  return sections.filter(({ start, end }) => text.slice(start, end).trim() !== '')
}
