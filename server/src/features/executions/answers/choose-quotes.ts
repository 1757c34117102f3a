import { readWords } from '../../../terms/words.ts'

/** A passage as a search gives it. */
export interface Found {
  content: string
  score: number
}

/** A part of a passage, letter by letter, with where it begins in it. */
export interface Quote {
  passage: number
  text: string
  start: number
}

/** Code units of a quote, more or less: what is shorter gets its neighbour along, what is longer is cut between words. */
const shortest = 40
const longest = 500
const mostQuotes = 3

/** The best quotes of the best passages, as places in `passages`; none where no sentence has a word of the question. */
export function chooseQuotes(question: string, passages: readonly Found[]): Quote[] {
  const asked = new Set(wordsOf(question))
  const sentences = passages.flatMap(({ content, score }, passage) =>
    piecesOf(content).map((piece) => ({ ...piece, passage, score, words: new Set(wordsOf(piece.text)) })),
  )
  const weights = new Map(
    [...asked].map((word) => {
      const having = sentences.filter(({ words }) => words.has(word)).length
      return [word, Math.log(1 + sentences.length / (1 + having))] as const
    }),
  )
  const rated = sentences.map((sentence) => {
    const own = [...sentence.words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)
    // Of two that say the same of the question, the one that says less beside it.
    return { ...sentence, rating: (own * (0.5 + sentence.score)) / Math.log(20 + sentence.words.size) }
  })
  const best = [...Map.groupBy(rated, ({ passage }) => passage).values()].flatMap((own) => {
    const said = own.filter(({ text }) => !text.startsWith('#'))
    const [first] = (said.length > 0 ? said : own).toSorted((a, b) => b.rating - a.rating)
    return first && first.rating > 0 ? [first] : []
  })
  best.sort((a, b) => b.rating - a.rating)
  const enough = (best[0]?.rating ?? 0) * 0.55
  const chosen = best.filter(({ rating }) => rating >= enough).slice(0, mostQuotes)
  return withoutRepeats(
    chosen.map(({ passage, start, end }) => cut(passages[passage]?.content ?? '', passage, start, end)),
  )
}

/** The sentence of a passage that has most of the words of another text. */
export function bestQuote(text: string, content: string): Omit<Quote, 'passage'> {
  const wanted = new Set(wordsOf(text))
  let best = { start: 0, end: content.length, rating: -1 }
  for (const piece of piecesOf(content)) {
    const words = new Set(wordsOf(piece.text))
    const rating = [...words].filter((word) => wanted.has(word)).length / Math.log(20 + words.size)
    if (rating > best.rating) best = { ...piece, rating }
  }
  const { text: quote, start } = cut(content, 0, best.start, best.end)
  return { text: quote, start }
}

function wordsOf(text: string): string[] {
  return readWords(text).flatMap(({ stem, stop }) => (stop ? [] : [stem]))
}

/** Sentences and lines of a passage, with where they stand. */
function piecesOf(content: string): { text: string; start: number; end: number }[] {
  const pieces: { text: string; start: number; end: number }[] = []
  for (const match of content.matchAll(/[^\n]+?(?:[.!?…]+["”»)]*(?=\s+[\p{Lu}\p{N}“"«(])|(?=\n)|$)/gu)) {
    const lead = match[0].length - match[0].trimStart().length
    const text = match[0].trim()
    if (text === '') continue
    const start = match.index + lead
    const last = pieces.at(-1)
    // Half a line says little without what stands behind it.
    if (last && !last.text.startsWith('#') && last.text.length < shortest && start - last.end < 4) {
      last.end = start + text.length
      last.text = content.slice(last.start, last.end)
    } else pieces.push({ text, start, end: start + text.length })
  }
  return pieces
}

function cut(content: string, passage: number, start: number, end: number): Quote {
  let stop = end
  if (end - start > longest) {
    const space = content.lastIndexOf(' ', start + longest)
    stop = space > start ? space : start + longest
  }
  return { passage, start, text: content.slice(start, stop) }
}

/** Versions of a document say the same again and again. */
function withoutRepeats(quotes: Quote[]): Quote[] {
  const seen = new Set<string>()
  return quotes.filter(({ text }) => {
    const key = text.replace(/\s+/g, ' ')
    return !seen.has(key) && seen.add(key)
  })
}
