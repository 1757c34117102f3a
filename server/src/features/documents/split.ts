import type { ParsedDocument } from '../../providers/parsers/parse.ts'

/** Where a chunk is in its document. Offsets are UTF-16 code units of the document's text. */
export interface Location {
  heading?: string
  start: number
  end: number
}

export interface Chunk {
  content: string
  location: Location
}

/** Characters of a chunk: a long paragraph stays whole, and some 400 tokens fit every sentence model. */
const target = 1_600
const overlap = 150

/**
 * Cuts a document into chunks of up to 1,600 characters. A chunk never crosses a section; within one it ends where
 * the text pauses (paragraph, line, sentence, word), and begins up to 150 characters before its predecessor's end.
 * `text.slice(start, end)` is the chunk's content.
 */
export function splitDocument({ text, sections }: ParsedDocument): Chunk[] {
  return sections.flatMap(({ heading, start, end: sectionEnd }) => {
    const chunks: Chunk[] = []
    const end = start + text.slice(start, sectionEnd).trimEnd().length
    let from = start
    while (from < end) {
      const to = end - from <= target ? end : pauseBefore(text, from + target / 2, from + target)
      const chunk = trimmed(text, from, to)
      if (chunk) {
        const location = heading === undefined ? chunk : { heading, ...chunk }
        chunks.push({ content: text.slice(chunk.start, chunk.end), location })
      }
      if (to === end) break
      from = Math.max(from + 1, wordAfter(text, to - overlap, to))
    }
    return chunks
  })
}

/** The last and strongest pause in [least, most]. */
function pauseBefore(text: string, least: number, most: number): number {
  const window = text.slice(least, most)
  for (const pause of [/\n\s*\n/g, /\n/g, /[.!?…]["”»)]*\s/g, /\s/g]) {
    const last = [...window.matchAll(pause)].at(-1)
    if (last) return least + last.index + last[0].length
  }
  // Never between the halves of a surrogate pair.
  return /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most
}

/** The first beginning of a word in [least, most], or `most`. */
function wordAfter(text: string, least: number, most: number): number {
  const blank = text.slice(least, most).search(/\s/)
  return blank === -1 ? most : least + blank + 1
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const part = text.slice(start, end)
  const content = part.trim()
  if (content === '') return undefined
  const from = start + part.indexOf(content)
  return { start: from, end: from + content.length }
}
