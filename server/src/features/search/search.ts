import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import { resolveScope } from '../collections/collections.ts'
import { depth, fuse, type Leg, type Scored } from './fuse.ts'
import { type Found, searchEmbeddings, searchFullText } from './search.repository.ts'

export interface SearchQuery {
  query: string
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
  top_k: number
  mode: 'hybrid' | 'semantic' | 'full_text'
}

/**
 * The passages that answer a query best, with their citations. `hybrid` fuses both legs by their ranks; `semantic`
 * compares with the embedder, and is reported as `lexical` where the embedder is no sentence model.
 *
 * Raises `query_without_words`, `not_found` (a collection or knowledge base that is not there for this tenant),
 * `embedding_models_differ`, `embedding_model_unavailable`.
 */
export async function search(
  { database, embedder }: { database: Database; embedder: Embedder },
  principal: Principal,
  { query, top_k, mode, ...wanted }: SearchQuery,
) {
  if (!/[\p{L}\p{N}]/u.test(query)) throw new Problem('query_without_words', { field: 'query' })
  const started = performance.now()
  const [embedding] = mode === 'full_text' ? [] : await embedder.embed([query], 'query')
  const deep = Math.max(depth, top_k)
  const { words, vectors } = await withTenant(database, principal, async (tx) => {
    const collection_ids = await resolveScope(tx, wanted, embedder.model)
    // Both at once: their statements leave together.
    const [words, vectors] = await Promise.all([
      // With its vectors' choice, the lexical leg ranks what the words found too.
      mode === 'semantic' && !embedder.compare ? [] : searchFullText(tx, { query, top_k: deep, collection_ids }),
      embedding ? searchEmbeddings(tx, { embedding, top_k: deep, collection_ids }) : [],
    ])
    return { words, vectors }
  })
  const compared: Leg = { name: embedder.mode, results: rank(embedder, query, vectors, words) }
  const fullText: Leg = { name: 'full_text', results: words }
  const ranked = mode === 'hybrid' ? fuse([fullText, compared]) : scored(mode === 'full_text' ? fullText : compared)
  return {
    results: ranked.slice(0, top_k).map(({ metadata, ...row }) => ({
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

/** The order of the embedder's leg: its vectors', or its own comparison of all candidates. */
function rank(embedder: Embedder, query: string, vectors: Found[], words: Found[]): Found[] {
  if (!embedder.compare || vectors.length === 0) return vectors
  const candidates = [...new Map([...vectors, ...words].map((found) => [found.chunk_id, found])).values()]
  const scores = embedder.compare(
    query,
    candidates.map(({ content }) => content),
  )
  return candidates
    .map((found, i) => ({ ...found, score: scores[i] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.chunk_id < b.chunk_id ? -1 : 1))
}

function scored({ name, results }: Leg): Scored[] {
  return results.map((found) => ({ ...found, scores: { [name]: found.score } }))
}
