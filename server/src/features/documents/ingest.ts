import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import { detectLanguage, type TextLanguage } from '../../providers/parsers/language.ts'
import { type FileType, parseDocument } from '../../providers/parsers/parse.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import { type EmbeddedChunk, publishVersion, startProcessing, type VersionKey } from './documents.repository.ts'
import { type Chunk, splitDocument } from './split.ts'

export interface IngestServices {
  database: Database
  storage: FileStorage
  embedder: Embedder
}

/** Texts of one call to the embedder. */
const batch = 64

/**
 * Parses, splits and embeds one version of a document, and publishes its chunks at once. Safe to repeat: whatever was
 * interrupted left nothing that a search finds. Raises the problems of parsing, and those of the services it calls.
 */
export async function ingest(
  { database, storage, embedder }: IngestServices,
  { client_id, ...version }: VersionKey & { client_id: string },
  signal: AbortSignal,
): Promise<void> {
  const principal: Principal = { kind: 'job', client_id }
  const source = await withTenant(database, principal, (tx) => startProcessing(tx, version))
  if (!source) return
  const bytes = await storage.download(source.storage_path)
  if (!bytes) throw new Problem('file_missing')
  const parsed = parseDocument(bytes, source.file_type as FileType)
  const language = (source.language as TextLanguage | null) ?? detectLanguage(parsed.text)
  const chunks = splitDocument(parsed)
  const embedded: EmbeddedChunk[] = []
  for (let from = 0; from < chunks.length; from += batch) {
    // An embedder of this process never waits for anything: heartbeats and other requests get their turn here.
    await setImmediate()
    signal.throwIfAborted()
    embedded.push(...(await embedBatch(embedder, chunks.slice(from, from + batch))))
  }
  signal.throwIfAborted()
  await withTenant(database, principal, (tx) => publishVersion(tx, version, embedder, language, embedded))
}

async function embedBatch(embedder: Embedder, chunks: readonly Chunk[]): Promise<EmbeddedChunk[]> {
  const vectors = await embedder.embed(
    chunks.map(({ content }) => content),
    'passage',
  )
  return chunks.map((chunk, i) => {
    const embedding = vectors[i]
    if (!embedding) throw new Error(`the embedder gave ${vectors.length} vectors for ${chunks.length} texts`)
    const embedding_id = createHash('sha256').update(`${embedder.model}\0${chunk.content}`).digest('hex')
    return { ...chunk, embedding_id, embedding }
  })
}
