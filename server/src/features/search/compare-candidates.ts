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
  /** Those that are read already, by chunk. */
  passages: Map<string, Passage>
}

/** A sentence model's similarity to a chunk, and as a share of what an answer has; undefined where nobody knows how to read it. */
export interface Meaning {
  cosine: number
  share: number | undefined
}

/**
 * Compares a query with what either leg chose: word by word, and unless words are all that is asked for, letter by letter and by
 * the similarity that sentence models give those that have a vector.
 */
export async function compareCandidates(
  query: Query,
  { words, vectors, passages }: Chosen,
  { letters, meanings }: { letters: boolean; meanings: ReadonlyMap<string, Meaning> },
): Promise<Candidate[]> {
  const found = [...new Map([...words.results, ...vectors].map((row) => [row.chunk_id, row])).values()]
  await readPassages(found, passages)
  const compared = found.map(({ chunk_id }) => passages.get(chunk_id) as Passage)
  const shares = await compareWords(query, words.frequencies, compared)
  const others = letters ? await compareLetters(query, words.frequencies, compared) : []
  return found.map((row, i) => {
    const meaning = meanings.get(row.chunk_id)
    return {
      found: row,
      words: shares[i] ?? 0,
      letters: others[i],
      cosine: meaning?.cosine,
      meaning: meaning?.share,
    }
  })
}

/** Reads what is not read yet, for the comparison. Gives way after each. */
export async function readPassages(found: readonly Found[], passages: Map<string, Passage>): Promise<void> {
  const giveWay = createGiveWay()
  for (const { chunk_id, document_name, content, metadata } of found) {
    if (passages.has(chunk_id)) continue
    passages.set(chunk_id, readPassage(searchedText(document_name, content, metadata).slice(0, longestCompared)))
    await giveWay()
  }
}
