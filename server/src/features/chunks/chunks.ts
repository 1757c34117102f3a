import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { found, Problem } from '../../problems.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { chunkTerms } from './chunk-terms.ts'
import { findChunk, nameOfDocument, replaceContent } from './chunks.repository.ts'
import { embeddingId, embeddingText } from './embedding-text.ts'

export { searchedText } from './chunk-terms.ts'
export { renewTerms } from './chunks.repository.ts'
/** What ingestion and search build on. */
export { embeddingId, embeddingText } from './embedding-text.ts'
export { type EmbeddedChunk, insertChunks } from './insert-chunks.ts'

/**
 * Puts other words in a chunk's place and embeds them with the model of its collection; its place in the document
 * stays. The document's next version replaces it.
 *
 * Raises `not_found` (also for a chunk that a new version has just replaced), `forbidden`,
 * `embedding_model_unavailable`.
 */
export async function editChunk(
  { database, embedders }: { database: Database; embedders: Embedders },
  principal: Principal,
  id: string,
  { content: given }: { content: string },
) {
  const content = given.normalize('NFC')
  const { model: embedding_model, metadata } = await withTenant(database, principal, async (tx) =>
    found(await findChunk(tx, id)),
  )
  const embedder = embedders.find(embedding_model)
  if (!embedder) {
    const params = { model: embedding_model, configured: embedders.current.model }
    throw new Problem('embedding_model_unavailable', { params })
  }
  const text = embeddingText(content, metadata as unknown as Location)
  const [embedding] = await embedder.embed([text], 'passage')
  if (!embedding) throw new Error('the embedder gave no vector')
  const embedding_id = embeddingId(embedding_model, text)
  return found(
    await withTenant(database, principal, async (tx) => {
      const document = await nameOfDocument(tx, id)
      if (!document) return undefined
      const terms = chunkTerms(document, content, metadata as unknown as Location)
      return replaceContent(tx, id, { content, embedding_model, embedding_id, embedding, terms })
    }),
  )
}
