import { readBareForms, readWords, type Word } from './words.ts'

/** Robertson and Walker 1994: how soon a word that is repeated says nothing more, and how much a long passage is held against it. */
const k1 = 1.2
const b = 0.75
/** Words of an ordinary passage. A constant, so that a passage weighs the same whatever stands beside it. */
const averageLength = 140

/** Terms of a passage that count: a sparsevec has no more. Twenty thousand characters may have some more than it. */
const mostTerms = 16_000

/** The terms of a passage, each with its weight. */
export interface PassageTerms {
  /** Ascending. */
  ids: number[]
  /** BM25 without the inverse document frequency, 0 to 2.2. */
  weights: number[]
  /** Those that a search may begin with: no words of grammar, which stand in most passages. */
  selective: number[]
}

/** The terms of a passage: of its words, and of its numbers, codes and compounds in their bare form. */
export function passageTerms(text: string): PassageTerms {
  const words = readWords(text)
  const counts = new Map<number, { n: number; selective: boolean }>()
  const count = ({ id, stop }: Word) => {
    const known = counts.get(id)
    if (!known) {
      if (counts.size < mostTerms) counts.set(id, { n: 1, selective: !stop })
    } else {
      known.n++
      if (!stop) known.selective = true
    }
  }
  words.forEach(count)
  readBareForms(text).forEach(count)
  const ids = [...counts.keys()].sort((one, other) => one - other)
  return {
    ids,
    weights: ids.map((id) => weightOf(counts.get(id)?.n ?? 0, words.length)),
    selective: ids.filter((id) => counts.get(id)?.selective),
  }
}

/** BM25's weight of a word that a passage of so many words has `n` times. */
export function weightOf(n: number, length: number): number {
  return (n * (k1 + 1)) / (n + k1 * (1 - b + (b * length) / averageLength))
}
