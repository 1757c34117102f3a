import { createGiveWay } from '../../concurrency/give-way.ts'
import { weightOf } from '../../terms/passage-terms.ts'
import { readBareForms, readWords, type Word } from '../../terms/words.ts'
import type { Query } from './read-query.ts'

/** A passage as it is compared: its words, numbers and codes. */
export interface Passage {
  words: Word[]
  forms: Word[]
}

/** How rare each term of a query is in the searched scope. */
export interface Frequencies {
  /** Passages of the scope. */
  total: number
  /** Those of them that have the term. */
  of: ReadonlyMap<number, number>
}

/** Weights of what lies near each other, beside the words themselves. */
const pairWeight = 0.3
const windowWeight = 0.4
const windowLength = 10
/** Words between the two of a pair, one more. */
const pairDistance = 3
const mostPairs = 32

export function readPassage(text: string): Passage {
  return { words: readWords(text), forms: readBareForms(text) }
}

/** Robertson and Spärck Jones's weight of what `n` of `total` passages have, as BM25 uses it: above 0. */
export function inverseFrequency({ total }: { total: number }, n: number): number {
  const passages = Math.max(total, n)
  return Math.log(1 + (passages - n + 0.5) / (n + 0.5))
}

/**
 * How well each passage has the words of a query: BM25 (Robertson and Walker 1994), the ordered pairs of the sequential
 * dependence model (Metzler and Croft 2005), the ten words in a row that have most of the query (as Tao and Zhai 2007 weigh
 * proximity), and quoted phrases. As a share of what a passage of ordinary length would have that says each word once, all
 * together: comparable between queries; more than 1 where words are repeated. Gives way after each passage.
 */
export async function compareWords(
  query: Query,
  frequencies: Frequencies,
  passages: readonly Passage[],
): Promise<number[]> {
  const giveWay = createGiveWay()
  const content = query.words.map(({ id }) => id)
  const wanted = new Set(content)
  const terms = new Map<number, Term>()
  for (const [id, { share, selective }] of query.terms) {
    const idf = inverseFrequency(frequencies, frequencies.of.get(id) ?? 0)
    terms.set(id, { id, idf, share, wanted: wanted.has(id), tells: wanted.has(id) || selective })
  }
  const pairs = pairsOf(content)
  const seen: Seen[] = []
  for (const passage of passages) {
    seen.push(lookAt(passage, terms, pairs, query.phrases))
    await giveWay()
  }
  const pairIdf = pairs.map((_, p) => inverseFrequency(frequencies, seen.filter(({ pairs }) => pairs[p]).length))
  const phraseIdf = query.phrases.map((_, p) =>
    inverseFrequency(frequencies, seen.filter(({ phrases }) => phrases[p]).length),
  )

  let ideal = 0
  for (const { idf, share } of terms.values()) if (share === 1) ideal += idf
  for (const id of wanted) ideal += windowWeight * (terms.get(id)?.idf ?? 0)
  for (const weight of pairIdf) ideal += pairWeight * weight
  query.phrases.forEach((phrase, p) => {
    ideal += phrase.length * (phraseIdf[p] as number)
  })
  return seen.map((one) => (ideal === 0 ? 0 : scoreOf(one) / ideal))

  function scoreOf({ length, counts, window, pairs: near, phrases }: Seen): number {
    // Only words of grammar in common: nothing.
    if (![...counts.keys()].some(({ tells }) => tells)) return 0
    let score = windowWeight * window
    for (const [{ share, idf }, n] of counts) score += share * idf * weightOf(n, length)
    pairIdf.forEach((weight, p) => {
      if (near[p]) score += pairWeight * weight * weightOf(1, length)
    })
    query.phrases.forEach((phrase, p) => {
      // As if each of its words counted once more.
      if (phrases[p]) score += phrase.length * (phraseIdf[p] as number) * weightOf(1, length)
    })
    return score
  }
}

/** A term of the query, and what it counts. */
interface Term {
  id: number
  idf: number
  share: number
  /** Said, and not left out as a word of grammar. */
  wanted: boolean
  /** Without any such term a passage has nothing of the query. */
  tells: boolean
}

/** What a passage has of a query. */
interface Seen {
  /** Words of the passage. */
  length: number
  counts: Map<Term, number>
  /** The most that any ten words in a row have of the query. */
  window: number
  pairs: boolean[]
  phrases: boolean[]
}

/** Where a wanted term stands among the words that are not of grammar. */
interface Place {
  at: number
  term: Term
}

function lookAt(
  { words, forms }: Passage,
  terms: ReadonlyMap<number, Term>,
  pairs: readonly (readonly [number, number])[],
  phrases: readonly number[][],
): Seen {
  const counts = new Map<Term, number>()
  const places: Place[] = []
  let at = 0
  for (const { id, stop } of words) {
    const term = terms.get(id)
    if (term) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
      if (term.wanted) places.push({ at, term })
    }
    if (!stop || term?.wanted) at++
  }
  for (const { id } of forms) {
    const term = terms.get(id)
    if (term) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return {
    length: words.length,
    counts,
    window: bestWindow(places),
    pairs: pairs.map((pair) => hasPair(places, pair)),
    phrases: phrases.map((phrase) => hasPhrase(words, phrase)),
  }
}

function pairsOf(ids: readonly number[]): [number, number][] {
  const pairs = new Map<string, [number, number]>()
  for (let i = 1; i < ids.length && pairs.size < mostPairs; i++) {
    const [one, other] = [ids[i - 1] as number, ids[i] as number]
    if (one !== other) pairs.set(`${one} ${other}`, [one, other])
  }
  return [...pairs.values()]
}

function hasPair(places: readonly Place[], [one, other]: readonly [number, number]): boolean {
  let seen = -Infinity
  for (const { at, term } of places) {
    if (term.id === other && at - seen <= pairDistance) return true
    if (term.id === one) seen = at
  }
  return false
}

function hasPhrase(words: readonly Word[], phrase: readonly number[]): boolean {
  for (let start = 0; start + phrase.length <= words.length; start++) {
    let i = 0
    while (i < phrase.length && words[start + i]?.id === phrase[i]) i++
    if (i === phrase.length) return true
  }
  return false
}

/** The most that any ten words in a row have of the query, each word counted once. */
function bestWindow(places: readonly Place[]): number {
  let best = 0
  for (const [from, first] of places.entries()) {
    const seen = new Set<Term>()
    let sum = 0
    for (let to = from; to < places.length; to++) {
      const { at, term } = places[to] as Place
      if (at >= first.at + windowLength) break
      if (seen.has(term)) continue
      seen.add(term)
      sum += term.idf
    }
    if (sum > best) best = sum
  }
  return best
}
