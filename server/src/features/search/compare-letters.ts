import { createGiveWay } from '../../concurrency/give-way.ts'
import { readWords, type Word } from '../../terms/words.ts'
import { type Frequencies, inverseFrequency, type Passage } from './compare-words.ts'
import { mostWords, type Query } from './read-query.ts'

const k1 = 1.2
const b = 0.75
const shortest = 3
const longest = 5
/** Words in a row that are looked at for most of the query; what they have counts as much as what the whole passage has. */
const windowLength = 20

/** N-grams of an ordinary passage. A constant, so that a passage counts the same whatever else was found. */
const averageLength = 1_900
/** What the n-grams of a word of grammar count of those of another. */
const stopWeight = 0.1

/**
 * How much of a query's words each passage has letter by letter: BM25 over the 3- to 5-grams of words without their accents, in
 * the whole passage, and in those twenty words in a row that have most. An n-gram weighs what its word does, by how rare that is.
 * It finds other forms of a word, parts of compounds, and words with a typing error. As a share of what a passage of ordinary
 * length would have that says each once. Gives way after each passage.
 */
export async function compareLetters(
  { text }: Query,
  frequencies: Frequencies,
  passages: readonly Passage[],
): Promise<number[]> {
  const giveWay = createGiveWay()
  const grams = new Map<string, number>()
  const weights: number[] = []
  for (const { folded, id, stop } of readWords(text).slice(0, mostWords)) {
    const weight = inverseFrequency(frequencies, frequencies.of.get(id) ?? 0) * (stop ? stopWeight : 1)
    for (const gram of gramsOf(folded)) {
      const known = grams.get(gram)
      if (known === undefined) {
        grams.set(gram, grams.size)
        weights.push(weight)
      } else weights[known] = Math.max(weights[known] ?? 0, weight)
    }
  }
  const trigrams = new Uint8Array(trigramPlaces)
  for (const gram of grams.keys()) {
    if (gram.length === shortest) trigrams[placeOf(gram.charCodeAt(0), gram.charCodeAt(1), gram.charCodeAt(2))] = 1
  }
  const ideal = weights.reduce((sum, weight) => sum + weight, 0)
  const shares: number[] = []
  for (const { words } of passages) {
    const { counts, length, places } = countGrams(words, grams, trigrams)
    const norm = k1 * (1 - b + (b * length) / averageLength)
    let score = 0
    for (let gram = 0; gram < counts.length; gram++) {
      const n = counts[gram] ?? 0
      if (n > 0) score += ((weights[gram] ?? 0) * n * (k1 + 1)) / (n + norm)
    }
    shares.push(ideal === 0 ? 0 : (score + bestWindow(places, weights)) / (2 * ideal))
    await giveWay()
  }
  return shares
}

/** A word of a passage that has some of the query's n-grams. */
interface Place {
  at: number
  grams: readonly number[]
}

/** How often a passage has each of the query's n-grams, and how many it has in all. */
function countGrams(words: readonly Word[], grams: ReadonlyMap<string, number>, trigrams: Uint8Array) {
  const counts = new Uint16Array(grams.size)
  const places: Place[] = []
  let length = 0
  for (const [at, word] of words.entries()) {
    const found = sharedGrams(word.folded, grams, trigrams)
    for (const index of found) counts[index] = (counts[index] ?? 0) + 1
    if (found.length > 0) places.push({ at, grams: found })
    length += 3 * word.folded.length - 3
  }
  return { counts, length, places }
}

/** The most that any words in a row have of the query, each n-gram counted once. */
function bestWindow(places: readonly Place[], weights: readonly number[]): number {
  const inside = new Uint16Array(weights.length)
  let best = 0
  let sum = 0
  let from = 0
  for (const { at, grams } of places) {
    for (; (places[from] as Place).at <= at - windowLength; from++) {
      for (const gram of (places[from] as Place).grams) {
        const left = (inside[gram] ?? 0) - 1
        inside[gram] = left
        if (left === 0) sum -= weights[gram] ?? 0
      }
    }
    for (const gram of grams) {
      const before = inside[gram] ?? 0
      inside[gram] = before + 1
      if (before === 0) sum += weights[gram] ?? 0
    }
    if (sum > best) best = sum
  }
  return best
}

const nothing: readonly number[] = []
/** Trigrams that are told apart; a power of two. */
const trigramPlaces = 65_536
const [start, end] = ['<'.charCodeAt(0), '>'.charCodeAt(0)] as const

/** Most words share nothing with the query, and that is seen without making a string of each n-gram. */
function sharedGrams(word: string, grams: ReadonlyMap<string, number>, trigrams: Uint8Array): readonly number[] {
  let found: number[] | undefined
  let bounded: string | undefined
  let before: number = start
  let here = word.charCodeAt(0)
  for (let i = 0; i < word.length; i++) {
    const next = i + 1 === word.length ? end : word.charCodeAt(i + 1)
    // Two trigrams may have one place: the strings decide. What is longer begins with one that is shared.
    if (trigrams[placeOf(before, here, next)] === 1) {
      bounded ??= `<${word}>`
      for (let n = shortest; n <= longest && i + n <= bounded.length; n++) {
        const index = grams.get(bounded.slice(i, i + n))
        if (index === undefined) break
        found ??= []
        found.push(index)
      }
    }
    before = here
    here = next
  }
  return found ?? nothing
}

function placeOf(one: number, two: number, three: number): number {
  return ((one * 31 + two) * 37 + three) & (trigramPlaces - 1)
}

/** The n-grams of a word, its bounds marked. */
function* gramsOf(word: string): Generator<string> {
  const bounded = `<${word}>`
  for (let n = shortest; n <= longest; n++) {
    for (let i = 0; i + n <= bounded.length; i++) yield bounded.slice(i, i + n)
  }
}
