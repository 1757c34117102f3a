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
  const idf = new Map(
    [...query.terms.keys()].map((id) => [id, inverseFrequency(frequencies, frequencies.of.get(id) ?? 0)]),
  )
  const content = query.words.map(({ id }) => id)
  const wanted = new Set(content)
  const pairs = pairsOf(content)
  const seen: { ids: number[]; pairs: boolean[]; phrases: boolean[] }[] = []
  for (const { words } of passages) {
    const ids = words.filter(({ stop, id }) => !stop || wanted.has(id)).map(({ id }) => id)
    seen.push({
      ids,
      pairs: pairs.map((pair) => hasPair(ids, pair)),
      phrases: query.phrases.map((phrase) => hasPhrase(words, phrase)),
    })
    await giveWay()
  }
  const pairIdf = pairs.map((_, p) => inverseFrequency(frequencies, seen.filter(({ pairs }) => pairs[p]).length))
  const phraseIdf = query.phrases.map((_, p) =>
    inverseFrequency(frequencies, seen.filter(({ phrases }) => phrases[p]).length),
  )

  let ideal = 0
  for (const [id, { share }] of query.terms) if (share === 1) ideal += idf.get(id) as number
  for (const id of wanted) ideal += windowWeight * (idf.get(id) as number)
  for (const weight of pairIdf) ideal += pairWeight * weight
  query.phrases.forEach((phrase, p) => {
    ideal += phrase.length * (phraseIdf[p] as number)
  })

  const shares: number[] = []
  for (const [i, passage] of passages.entries()) {
    shares.push(ideal === 0 ? 0 : scoreOf(passage, seen[i] as (typeof seen)[number]) / ideal)
    await giveWay()
  }
  return shares

  function scoreOf(passage: Passage, { ids, pairs: near, phrases }: (typeof seen)[number]): number {
    const length = passage.words.length
    const counts = countOf(passage, query.terms)
    // Only words of grammar in common: nothing.
    if (![...counts.keys()].some((id) => wanted.has(id) || query.terms.get(id)?.selective)) return 0
    let score = 0
    for (const [id, n] of counts) {
      score += (query.terms.get(id)?.share ?? 0) * (idf.get(id) as number) * weightOf(n, length)
    }
    score += windowWeight * bestWindow(ids, wanted, idf)
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

function countOf({ words, forms }: Passage, terms: Query['terms']): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { id } of words) if (terms.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
  for (const { id } of forms) if (terms.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

function pairsOf(ids: readonly number[]): [number, number][] {
  const pairs = new Map<string, [number, number]>()
  for (let i = 1; i < ids.length && pairs.size < mostPairs; i++) {
    const [one, other] = [ids[i - 1] as number, ids[i] as number]
    if (one !== other) pairs.set(`${one} ${other}`, [one, other])
  }
  return [...pairs.values()]
}

function hasPair(ids: readonly number[], [one, other]: readonly [number, number]): boolean {
  let seen = -Infinity
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === other && i - seen <= pairDistance) return true
    if (ids[i] === one) seen = i
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
function bestWindow(ids: readonly number[], wanted: ReadonlySet<number>, idf: ReadonlyMap<number, number>): number {
  const places: number[] = []
  for (let i = 0; i < ids.length; i++) if (wanted.has(ids[i] as number)) places.push(i)
  let best = 0
  for (let from = 0; from < places.length; from++) {
    const seen = new Set<number>()
    let sum = 0
    for (let to = from; to < places.length && (places[to] as number) < (places[from] as number) + windowLength; to++) {
      const id = ids[places[to] as number] as number
      if (seen.has(id)) continue
      seen.add(id)
      sum += idf.get(id) ?? 0
    }
    if (sum > best) best = sum
  }
  return best
}
