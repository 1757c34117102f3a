import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import { resolveScope } from '../collections/collections.ts'
import { searchEmbeddings } from './search.repository.ts'

export interface SearchQuery {
  query: string
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
  top_k: number
}

/**
 * The passages that answer a query best, with their citations. Raises `not_found` (a collection or knowledge base
 * that is not there for this tenant), `embedding_models_differ`, `embedding_model_unavailable`.
 */
export async function search(
  { database, embedder }: { database: Database; embedder: Embedder },
  principal: Principal,
  { query, top_k, ...wanted }: SearchQuery,
) {
  const started = performance.now()
  const [embedding] = await embedder.embed([query], 'query')
  if (!embedding) throw new Error('the embedder gave no vector')
  const found = await withTenant(database, principal, async (tx) => {
    const collection_ids = await resolveScope(tx, wanted, embedder.model)
    return searchEmbeddings(tx, { embedding, top_k, collection_ids })
  })
  return {
    results: found.map(({ metadata, ...row }) => ({
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
    mode: embedder.mode,
    model: embedder.model,
  }
}
