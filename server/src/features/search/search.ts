import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { embeddingText } from '../chunks/chunks.ts'
import { resolveScope } from '../collections/collections.ts'
import { depth, fuse, type Leg, type Scored } from './fuse.ts'
import { type DocumentFilters, type Found, searchEmbeddings, searchFullText } from './search.repository.ts'

export interface SearchQuery {
  query: string
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
  filters?: DocumentFilters | undefined
  /** Results below it are left out. */
  min_score?: number | undefined
  top_k: number
  mode: 'hybrid' | 'semantic' | 'full_text'
}

/**
 * The passages that answer a query best, with their citations. `hybrid` fuses both legs by their ranks; `semantic`
 * compares with the embedder of the collections, and is reported as `lexical` where that is no sentence model.
 *
 * Raises `query_without_words`, `not_found` (a collection or knowledge base that is not there for this tenant); and, but
 * for `full_text`, which compares no vectors, `embedding_models_differ`, `embedding_model_unavailable`,
 * `embeddings_unavailable`.
 */
export async function search(
  { database, embedders }: { database: Database; embedders: Embedders },
  principal: Principal,
  { query: asked, top_k, mode, filters = {}, min_score = -Infinity, ...wanted }: SearchQuery,
) {
  const query = asked.normalize('NFC')
  if (!/[\p{L}\p{N}]/u.test(query)) throw new Problem('query_without_words', { field: 'query' })
  const started = performance.now()
  const deep = Math.max(depth, top_k)
  const { ranked, embedder } = await (mode === 'full_text' ? searchWords() : searchBoth(mode))

  async function searchWords() {
    const results = await withTenant(database, principal, async (tx) => {
      const { collection_ids } = await resolveScope(tx, wanted)
      return searchFullText(tx, { query, top_k: deep, collection_ids, filters })
    })
    return { ranked: scored({ name: 'full_text', results }), embedder: embedders.current }
  }

  async function searchBoth(mode: 'hybrid' | 'semantic') {
    const { collection_ids, models } = await withTenant(database, principal, (tx) => resolveScope(tx, wanted))
    const embedder = embedderOf(embedders, models)
    const [embedding] = await embedder.embed([query], 'query')
    if (!embedding) throw new Error('the embedder gave no vector')
    const [words, vectors] = await withTenant(database, principal, (tx) =>
      // Both at once: their statements leave together.
      Promise.all([
        // With its vectors' choice, the lexical leg ranks what the words found too.
        mode === 'semantic' && !embedder.compare
          ? []
          : searchFullText(tx, { query, top_k: deep, collection_ids, filters }),
        searchEmbeddings(tx, { embedding, top_k: deep, collection_ids, filters }),
      ]),
    )
    const compared: Leg = { name: embedder.mode, results: await rank(embedder, query, vectors, words) }
    const ranked = mode === 'hybrid' ? fuse([{ name: 'full_text', results: words }, compared]) : scored(compared)
    return { ranked, embedder }
  }

  return {
    results: ranked
      .filter(({ score }) => score >= min_score)
      .slice(0, top_k)
      .map(({ metadata, ...row }) => ({
        ...row,
        citation: {
          document_id: row.document_id,
          document_name: row.document_name,
          version: row.version,
          chunk_id: row.chunk_id,
          location: metadata,
        },
      })),
    took_ms: Math.round((performance.now() - started) * 10) / 10,
    mode: mode === 'semantic' ? embedder.mode : mode,
    model: embedder.model,
  }
}

/** The embedder that all these collections were made with; of none, that of the next one. */
function embedderOf(embedders: Embedders, [model = embedders.current.model, ...others]: string[]): Embedder {
  if (others.length > 0) throw new Problem('embedding_models_differ')
  const embedder = embedders.find(model)
  if (embedder) return embedder
  throw new Problem('embedding_model_unavailable', { params: { model, configured: embedders.current.model } })
}

/** The order of the embedder's leg: its vectors', or its own comparison of all candidates. */
async function rank(embedder: Embedder, query: string, vectors: Found[], words: Found[]): Promise<Found[]> {
  if (!embedder.compare || vectors.length === 0) return vectors
  const candidates = [...new Map([...vectors, ...words].map((found) => [found.chunk_id, found])).values()]
  const scores = await embedder.compare(
    query,
    candidates.map(({ content, metadata }) => embeddingText(content, metadata)),
  )
  return candidates
    .map((found, i) => ({ ...found, score: scores[i] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

function scored({ name, results }: Leg): Scored[] {
  return results.map((found) => ({ ...found, scores: { [name]: found.score } }))
}
