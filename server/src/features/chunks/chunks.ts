import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { found } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { chunkTerms } from './chunk-terms.ts'
import { embedChunks, shardOf } from './chunks.jobs.ts'
import { findChunk, nameOfDocument, replaceContent } from './chunks.repository.ts'
import { embeddingId, embeddingText } from './embedding-text.ts'
import { lockDocuments, notePending } from './pending-embeddings.repository.ts'

export { keepEmbeddings } from './chunk-embeddings.repository.ts'
export { searchedText } from './chunk-terms.ts'
export { listChunks, renewTerms } from './chunks.repository.ts'
export { embedPending } from './embed-pending.ts'
/** What ingestion and search build on. */
export { embeddingId, embeddingText } from './embedding-text.ts'
export { insertChunks, type NewChunk } from './insert-chunks.ts'
export {
  forgetPending,
  lockDocuments,
  notePending,
  type Pending,
  pendingOf,
  releasePending,
} from './pending-embeddings.repository.ts'

/**
 * Puts other words in a chunk's place, by which it is found at once; its vector follows, as a version's do. Its place in the
 * document stays. The document's next version replaces it.
 *
 * Raises `not_found` (also for a chunk that a new version has just replaced), `forbidden`.
 */
export async function editChunk(
  { database, embedders, queue }: { database: Database; embedders: Embedders; queue: Queue },
  principal: Principal,
  id: string,
  { content: given }: { content: string },
) {
  const content = given.normalize('NFC')
  return withTenant(database, principal, async (tx) => {
    const { document_id, metadata, model } = found(await findChunk(tx, id))
    await lockDocuments(tx, [document_id])
    const location = metadata as unknown as Location
    const document = found(await nameOfDocument(tx, id))
    const embedder = embedders.find(model)
    const embedded = embedder?.provider === 'lexical' ? await embedAtOnce(embedder, content, location) : undefined
    const row = await replaceContent(tx, id, { content, terms: chunkTerms(document, content, location), embedded })
    const { client_id } = await tx.claims()
    const [pending] = await notePending(tx, [document_id])
    if (pending) await queue.enqueue(tx, embedChunks, shardOf(client_id, document_id))
    return found(row)
  })
}

/** Takes a millisecond, and waits for nothing. */
async function embedAtOnce(embedder: Embedder, content: string, location: Location) {
  const text = embeddingText(content, location)
  const [embedding] = await embedder.embed([text], 'passage')
  if (!embedding) throw new Error('the embedder gave no vector')
  return { model: embedder.model, embedding_id: embeddingId(embedder.model, text), embedding }
}
