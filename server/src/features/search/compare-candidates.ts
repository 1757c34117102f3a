import { createGiveWay } from '../../concurrency/give-way.ts'
import { searchedText } from '../chunks/chunks.ts'
import { compareLetters } from './compare-letters.ts'
import { compareWords, type Frequencies, type Passage, readPassage } from './compare-words.ts'
import type { Candidate } from './fuse.ts'
import type { Query } from './read-query.ts'
import type { Found } from './search.repository.ts'

/** Characters of a passage that are compared: ordinary ones have a thousand. */
const longestCompared = 4_000

/** What each leg chose. */
interface Chosen {
  words: { results: readonly Found[]; frequencies: Frequencies }
  vectors: readonly Found[]
}

/**
 * Compares a query with what either leg chose, word by word, and in the second way: letter by letter, or by the sentence model's
 * similarity, which its own candidates have.
 */
export async function compareCandidates(
  query: Query,
  { words, vectors }: Chosen,
  second: 'lexical' | 'semantic' | undefined,
): Promise<Candidate[]> {
  const found = [...new Map([...words.results, ...vectors].map((row) => [row.chunk_id, row])).values()]
  const giveWay = createGiveWay()
  const passages: Passage[] = []
  for (const { document_name, content, metadata } of found) {
    passages.push(readPassage(searchedText(document_name, content, metadata).slice(0, longestCompared)))
    await giveWay()
  }
  const shares = await compareWords(query, words.frequencies, passages)
  if (second === undefined) return found.map((row, i) => ({ found: row, words: shares[i] ?? 0 }))
  if (second === 'lexical') {
    const others = await compareLetters(query, words.frequencies, passages)
    return found.map((row, i) => ({ found: row, words: shares[i] ?? 0, other: others[i] }))
  }
  const cosines = new Map(vectors.map(({ chunk_id, score }) => [chunk_id, score]))
  const least = vectors.length < 2 ? 0 : Math.min(...cosines.values())
  return found.map((row, i) => {
    const cosine = cosines.get(row.chunk_id)
    return { found: row, words: shares[i] ?? 0, cosine, other: cosine === undefined ? 0 : above(least, cosine) }
  })
}

/** How far above the farthest of its candidates a model puts one, 0 to 1: its cosines begin nowhere near 0. */
function above(least: number, cosine: number): number {
  return least >= 1 ? 0 : Math.max(0, (cosine - least) / (1 - least))
}
