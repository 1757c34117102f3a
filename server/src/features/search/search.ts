import { createGiveWay } from '../../concurrency/give-way.ts'
import type { Database } from '../../db/pool.ts'
import { type Principal, readAsTenant, type TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { readWords } from '../../terms/words.ts'
import { searchedText } from '../chunks/chunks.ts'
import { resolveScope } from '../collections/collections.ts'
import { calibrate } from './calibrate-model.ts'
import { compareCandidates } from './compare-candidates.ts'
import type { Frequencies } from './compare-words.ts'
import { rankCandidates, type Scored } from './fuse.ts'
import { type Query, readQuery, withCompletions } from './read-query.ts'
import {
  compareEmbeddings,
  completeWord,
  type DocumentFilters,
  searchEmbeddings,
  searchTerms,
  type Where,
} from './search.repository.ts'

export interface SearchQuery {
  query: string
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
  filters?: DocumentFilters | undefined
  /** Results below it are left out. */
  min_score?: number | undefined
  top_k: number
  mode: 'hybrid' | 'semantic' | 'full_text'
  /** The last word is still being typed. */
  prefix?: boolean | undefined
  /** Tells how the results came about, and what the next best were. */
  explain?: boolean | undefined
}

/** Results that were left out, of which an explanation tells. */
const mostLeftOut = 5

/** How many chunks the words and the vectors choose, for a closer look; hashed letters choose worse than a sentence model. */
const depth = { words: 20, semantic: 20, lexical: 12 }

/**
 * The passages that answer a query best, with their citations. `hybrid` mixes both legs; `semantic` compares with the embedder
 * of the collections, and is reported as `lexical` where that is no sentence model.
 *
 * Raises `query_without_words`, `not_found` (a collection or knowledge base that is not there for this tenant); and, but
 * for `full_text`, which compares no vectors, `embedding_models_differ`, `embedding_model_unavailable`,
 * `embeddings_unavailable`.
 */
export async function search(
  { database, embedders }: { database: Database; embedders: Embedders },
  principal: Principal,
  { query: asked, top_k, mode, filters = {}, min_score = 0, prefix, explain, ...wanted }: SearchQuery,
) {
  const text = asked.normalize('NFC')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('query_without_words', { field: 'query' })
  const started = performance.now()
  const read = readQuery(text)
  const { embedder, ...legs } = await (mode === 'full_text' ? searchWords() : searchBoth())
  const { query, frequencies } = legs.words
  const letters = mode === 'hybrid' || (mode === 'semantic' && embedder.mode === 'lexical')
  const candidates = await compareCandidates(query, legs, { letters, meaning: legs.meaning })
  const ranked = rankCandidates(candidates, mode, embedder.mode)

  async function searchWords() {
    const isNamed = wanted.collection_ids !== undefined || wanted.knowledge_base_id !== undefined
    const [words] = await readAsTenant(database, principal, (tx) =>
      // Both at once: what is named and not there is an error, and finds nothing.
      Promise.all([searchTyped(tx, wanted), ...(isNamed ? [resolveScope(tx, wanted)] : [])]),
    )
    return { words, vectors: [], meaning: undefined, embedder: embedders.current }
  }

  async function searchBoth() {
    const { collection_ids, models } = await readAsTenant(database, principal, (tx) => resolveScope(tx, wanted))
    const embedder = embedderOf(embedders, models)
    const [embedding] = await embedder.embed([text], 'query')
    if (!embedding) throw new Error('the embedder gave no vector')
    const top_vectors = Math.max(depth[embedder.mode], top_k)
    const isModel = embedder.mode === 'semantic'
    const [found, calibration] = await Promise.all([
      readAsTenant(database, principal, async (tx) => {
        const [words, vectors] = await Promise.all([
          // Both at once: their statements leave together.
          searchTyped(tx, { collection_ids }),
          searchEmbeddings(tx, { embedding, top_k: top_vectors, collection_ids, filters }),
        ])
        const cosines = new Map(vectors.map(({ chunk_id, score }) => [chunk_id, score]))
        const chunk_ids = words.results.map(({ chunk_id }) => chunk_id).filter((id) => !cosines.has(id))
        if (!isModel || mode === 'semantic' || chunk_ids.length === 0) return { words, vectors, cosines }
        const more = await compareEmbeddings(tx, { embedding, model: embedder.model, chunk_ids })
        return { words, vectors, cosines: new Map([...cosines, ...more]) }
      }),
      // Without it words and letters are all that is mixed.
      isModel && mode === 'hybrid' ? calibrate(embedder).catch(() => undefined) : undefined,
    ])
    const { words, vectors, cosines } = found
    return { words, vectors, meaning: isModel ? { cosines, calibration } : undefined, embedder }
  }

  async function searchTyped(tx: TenantTx, where: Where) {
    const last = read.words.at(-1)
    const completed = prefix && last && text.endsWith(last.written)
    const query = completed ? withCompletions(read, await completeWord(tx, last.folded, where)) : read
    return {
      query,
      ...(await searchTerms(tx, { query, top_k: Math.max(depth.words, top_k), filters, ...where })),
    }
  }

  const enough = ranked.filter(({ score }) => score >= min_score)
  return {
    results: enough.slice(0, top_k).map(({ ranks, ...result }) => ({ ...cited(result), ...(explain && { ranks }) })),
    ...(explain && {
      explanation: explainSearch(await withoutUnseen(query, read, ranked), frequencies, ranked, { top_k, min_score }),
    }),
    took_ms: Math.round((performance.now() - started) * 10) / 10,
    mode: mode === 'semantic' ? embedder.mode : mode,
    model: embedder.model,
  }
}

function cited({ metadata, ...row }: Omit<Scored, 'ranks'>) {
  const { document_id, document_name, version, chunk_id } = row
  return { ...row, citation: { document_id, document_name, version, chunk_id, location: metadata } }
}

/**
 * Without the completions that no passage found has: their counts lag behind, and may be of a document that was deleted since, or
 * moved to where the caller may not look.
 */
async function withoutUnseen(query: Query, said: Query, ranked: readonly Scored[]): Promise<Query> {
  if (query === said) return query
  const giveWay = createGiveWay()
  const seen = new Set(said.terms.keys())
  for (const { document_name, content, metadata } of ranked) {
    for (const { id } of readWords(searchedText(document_name, content, metadata))) seen.add(id)
    await giveWay()
  }
  return { ...query, terms: new Map([...query.terms].filter(([id]) => seen.has(id))) }
}

/** What was looked for, how many passages have it, and the best of what was left out, each with its reason. */
function explainSearch(
  query: Query,
  frequencies: Frequencies,
  ranked: readonly Scored[],
  { top_k, min_score }: { top_k: number; min_score: number },
) {
  const enough = ranked.filter(({ score }) => score >= min_score).length
  const shown = Math.min(enough, top_k)
  return {
    passages: frequencies.total,
    terms: [...query.terms].map(([id, { stem, share }]) => ({
      term: stem,
      weight: share,
      passages: frequencies.of.get(id) ?? 0,
    })),
    left_out: ranked.slice(shown, shown + mostLeftOut).map(({ ranks, ...result }) => ({
      ...cited(result),
      ranks,
      reason: result.score < min_score ? ('below_min_score' as const) : ('beyond_top_k' as const),
    })),
  }
}

/** The embedder that all these collections were made with; of none, that of the next one. */
function embedderOf(embedders: Embedders, [model = embedders.current.model, ...others]: string[]): Embedder {
  if (others.length > 0) throw new Problem('embedding_models_differ')
  const embedder = embedders.find(model)
  if (embedder) return embedder
  throw new Problem('embedding_model_unavailable', { params: { model, configured: embedders.current.model } })
}
