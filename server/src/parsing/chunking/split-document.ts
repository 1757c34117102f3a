import { setImmediate } from 'node:timers/promises'
import { split } from 'llm-splitter'
import type { ParsedDocument } from '../document/parsed-document.ts'
import type { Section } from '../document/section.ts'
import { limits, tooLong } from '../limits.ts'
import type { Chunk, Location } from './chunk.ts'
import { tokenize } from './tokens.ts'

/** Tokens of a chunk: a long paragraph stays whole, and the 512 of a small sentence model hold them. */
const chunkSize = 320

/** Tokens that a chunk repeats of the one before: what a sentence refers to often stands right before it. */
const chunkOverlap = 40

/** Characters, and sentences, that are cut in one go, some 10 ms: the splitter looks at each once for every chunk. */
const stretch = { characters: 100_000, sentences: 10_000 }

/** In ms: a short text is split among other requests, which get their turn between. */
const turn = 10

/** Characters of a chunk, whatever its tokens: the database takes 20,000. */
const maxChunkLength = 8_000

/** Characters: a longer one may not fit a chunk. */
const longSentence = 1_000

const sentences = new Intl.Segmenter('pt', { granularity: 'sentence' })

/**
 * Cuts a document into chunks of up to 320 tokens: as many whole sentences as fit; a long one is cut between words, a
 * long row of a table between cells. All that is not blank is in a chunk, and a chunk never crosses a section, but that
 * a heading with nothing under it stands before the section that follows. `text.slice(start, end)` is its content. Raises `document_too_long`.
 */
export async function splitDocument({ text, sections, pages, rows }: ParsedDocument): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  const tokensOf = tokenizer()
  for (const { start, end, ...section } of joinBareHeadings(text, sections)) {
    for (const { from, parts } of stretches(text, start, end)) {
      const tokens = await tokensOf(parts)
      const lengthOf = (part: string) => tokens.get(part.trim())?.length ?? 0
      const size = evenSize(parts.reduce((sum, part) => sum + lengthOf(part), 0))
      const fitting = parts.flatMap((part) => (lengthOf(part) > size ? cellsOf(part) : [part]))
      const cells = fitting.length > parts.length ? await tokensOf(fitting) : tokens
      const options = {
        chunkSize: size,
        chunkOverlap: rows ? 0 : chunkOverlap,
        chunkStrategy: 'paragraph',
        splitter: (text: string) => cells.get(text) ?? tokenize(text),
      } as const
      let reached = from
      for (const part of split(fitting, options)) {
        // What has not been in a chunk is in this one, a word's end or what the splitter cannot place included.
        const begin = Math.min(wordAt(text, from + part.start), reached)
        reached = from + part.end
        for (const chunk of cut(text, begin, reached)) {
          if (chunks.length === limits.chunks) throw tooLong('chunks')
          const place = { ...section, ...pagesOf(pages, chunk), ...rowsOf(rows, chunk), ...chunk }
          chunks.push({ content: text.slice(chunk.start, chunk.end), location: place })
        }
      }
    }
  }
  return chunks
}

/**
 * The sections, each with the headings before it that have nothing under them. Alone a heading answers nothing, and a sentence
 * model finds it similar to every question about its subject.
 */
function* joinBareHeadings(text: string, sections: readonly Section[]): Generator<Section> {
  let from: number | undefined
  for (const [i, section] of sections.entries()) {
    const next = sections[i + 1]
    const isSamePlace = next !== undefined && next.sheet === section.sheet && next.slide === section.slide
    const isJoined = isSamePlace && isBare(text, section)
    if (isJoined) from ??= section.start
    else {
      yield from === undefined ? section : { ...section, start: from }
      from = undefined
    }
  }
}

/** Whether a section says the end of its path of headings and nothing else, however that is marked. */
function isBare(text: string, { start, end, heading }: Section): boolean {
  if (heading === undefined || end - start > 2 * heading.length + 100) return false
  const said = lettersOf(text.slice(start, end))
  return said !== '' && ` ${lettersOf(heading)}`.endsWith(` ${said}`)
}

function lettersOf(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

/** What gives the tokens of texts, by the text without the blanks around it. */
function tokenizer(): (texts: readonly string[]) => Promise<Map<string, string[]>> {
  let since = performance.now()
  return async (texts) => {
    const tokens = new Map<string, string[]>()
    for (const text of texts) {
      if (performance.now() - since >= turn) {
        await setImmediate()
        since = performance.now()
      }
      const content = text.trim()
      if (!tokens.has(content)) tokens.set(content, tokenize(content))
    }
    return tokens
  }
}

/** The sentences of a section, some at a time, and the offset at which they begin. */
function* stretches(text: string, start: number, end: number): Generator<{ from: number; parts: string[] }> {
  let from = start
  let parts: string[] = []
  let length = 0
  for (const { segment } of sentences.segment(text.slice(start, end))) {
    // A text without a pause is one sentence, however long.
    for (const part of segment.length <= longSentence ? [segment] : cellsOf(segment).flatMap(piecesOf)) {
      parts.push(part)
      length += part.length
      if (length < stretch.characters && parts.length < stretch.sentences) continue
      yield { from, parts }
      from += length
      parts = []
      length = 0
    }
  }
  if (length > 0) yield { from, parts }
}

/** The cells of a row of a table; any other text is one. */
function cellsOf(row: string): string[] {
  return row.split(/(?<= \| )/)
}

/** Between words where there are any: what is longer is cut before its tokens are counted, which takes its square. */
function piecesOf(text: string): string[] {
  return text.match(/.{1,200}(?=\s|$)|.{1,200}/gsu) ?? []
}

/**
 * Chunks of about the same size, instead of full ones and a rest: ranking takes a handful of words that hold one of the
 * query for the better answer (0.6 points of nDCG@10 on FaQuAD, where a full chunk left rests).
 */
function evenSize(total: number): number {
  if (total <= chunkSize) return chunkSize
  const even = Math.ceil(total / Math.ceil(total / chunkSize))
  return Math.min(chunkSize, even + Math.ceil(chunkSize / 10))
}

/** The index of the last of those, in order, that begins at an offset or before it; 0 where none does. */
function lastAt<T>(all: readonly T[], offset: number, startOf: (one: T) => number): number {
  let [low, high] = [0, all.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (startOf(all[middle] as T) <= offset) low = middle
    else high = middle
  }
  return low
}

/** The pages that a chunk begins and ends on. */
function pagesOf(pages: ParsedDocument['pages'], { start, end }: Piece): Pick<Location, 'page' | 'page_end'> {
  if (!pages) return {}
  const pageAt = (offset: number) => lastAt(pages, offset, (start) => start) + 1
  return fromTo('page', pageAt(start), pageAt(end - 1))
}

/** The rows that a chunk begins and ends in. */
function rowsOf(rows: ParsedDocument['rows'], { start, end }: Piece): Pick<Location, 'row' | 'row_end'> {
  const rowAt = (offset: number) => {
    const row = rows?.[lastAt(rows, offset, ({ start }) => start)]
    return row && row.start <= offset ? row.row : undefined
  }
  return fromTo('row', rowAt(start), rowAt(end - 1))
}

function fromTo(name: 'page' | 'row', from: number | undefined, to: number | undefined): Partial<Location> {
  if (from === undefined) return {}
  return to === undefined || to === from ? { [name]: from } : { [name]: from, [`${name}_end`]: to }
}

/** Where the first whole word begins: what is repeated of the chunk before may begin within one. */
function wordAt(text: string, start: number): number {
  if (start === 0 || /\s/.test(text[start - 1] ?? '')) return start
  const blank = text.slice(start, start + 100).search(/\s/)
  return blank === -1 ? start : start + blank
}

interface Piece {
  start: number
  end: number
}

/** A piece without the blanks around it; in several where few tokens fill many characters, as blanks do. */
function cut(text: string, start: number, end: number): Piece[] {
  const pieces = []
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + maxChunkLength)
    // Never between the halves of a surrogate pair.
    if (to < end && /[\ud800-\udbff]/.test(text[to - 1] ?? '')) to--
    const piece = trimmed(text, from, to)
    if (piece) pieces.push(piece)
    from = to
  }
  return pieces
}

function trimmed(text: string, start: number, end: number): Piece | undefined {
  const part = text.slice(start, end)
  const content = part.trim()
  if (content === '') return undefined
  const from = start + part.indexOf(content)
  return { start: from, end: from + content.length }
}
