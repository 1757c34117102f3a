import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { detectLanguage } from '../../providers/parsers/language.ts'
import { type FileType, parseDocument } from '../../providers/parsers/parse.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import { type EmbeddedChunk, publishVersion, startProcessing, type VersionKey } from './documents.repository.ts'
import { type Chunk, splitDocument, underHeadings } from './split.ts'

export interface IngestServices {
  database: Database
  storage: FileStorage
  embedders: Embedders
}

/** Texts of one call to the embedder, and so between two looks at whether the job is still wanted. */
const batch = 16

/**
 * Parses, splits and embeds one version of a document, and publishes its chunks at once. Safe to repeat: whatever was
 * interrupted left nothing that a search finds. Raises the problems of parsing, and those of the services it calls.
 */
export async function ingest(
  { database, storage, embedders }: IngestServices,
  { client_id, ...version }: VersionKey & { client_id: string },
  signal: AbortSignal,
): Promise<void> {
  const principal: Principal = { kind: 'job', client_id }
  const source = await withTenant(database, principal, (tx) => startProcessing(tx, version))
  if (!source) return
  const { embedding_model: model } = source
  const embedder = embedders.find(model)
  if (!embedder) {
    throw new Problem('embedding_model_unavailable', { params: { model, configured: embedders.current.model } })
  }
  const bytes = await storage.download(source.storage_path)
  if (!bytes) throw new Problem('file_missing')
  const parsed = await parseDocument(bytes, source.file_type as FileType, signal)
  const language = detectLanguage(parsed.text)
  const chunks = await splitDocument(parsed)
  const embedded: EmbeddedChunk[] = []
  for (let from = 0; from < chunks.length; from += batch) {
    // The lexical embedder never waits for anything: heartbeats and other requests get their turn here.
    await setImmediate()
    signal.throwIfAborted()
    embedded.push(...(await embedBatch(embedder, chunks.slice(from, from + batch))))
  }
  signal.throwIfAborted()
  await withTenant(database, principal, (tx) => publishVersion(tx, version, embedder, language, embedded))
}

async function embedBatch(embedder: Embedder, chunks: readonly Chunk[]): Promise<EmbeddedChunk[]> {
  const texts = chunks.map(({ content, location }) => underHeadings(content, location))
  const vectors = await embedder.embed(texts, 'passage')
  return chunks.map((chunk, i) => {
    const embedding = vectors[i]
    if (!embedding) throw new Error(`the embedder gave ${vectors.length} vectors for ${chunks.length} texts`)
    return { ...chunk, embedding_id: embeddingId(embedder.model, texts[i] ?? ''), embedding }
  })
}

/** The same text under the same model has the same embedding: SHA-256 of both, lower-case hex. */
export function embeddingId(model: string, content: string): string {
  return createHash('sha256').update(`${model}\0${content}`).digest('hex')
}
