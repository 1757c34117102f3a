import type { JobAttempt } from '../db/queue.ts'
import { withTenant } from '../db/tenant.ts'
import type { ingestDocument } from '../features/documents/documents.jobs.ts'
import { failDocument } from '../features/documents/documents.repository.ts'
import { type IngestServices, ingest, isSuspectVersion } from '../features/documents/ingest.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import { createRoom } from './room.ts'

type Payload = ReturnType<typeof ingestDocument.payload.parse>

/** What another attempt would not change: the document's own faults. Whatever else fails is ours, and tried again. */
const final: ProblemCode[] = [
  'unsupported_file_type',
  'no_text',
  'encrypted_file',
  'broken_file',
  'image_only',
  'too_many_pages',
  'document_too_long',
  'document_too_complex',
  'too_many_cells',
  'nested_too_deep',
  'unpacks_too_large',
  'too_many_entries',
  'unsafe_content',
  'image_too_large',
  'file_missing',
  'embedding_model_unavailable',
  'processing_crashed',
  'empty_file',
  'wrong_extension',
  'url_not_allowed',
  'url_not_found',
  'url_refused',
  'url_too_large',
  'url_too_many_redirects',
  'quota_exceeded',
]

/** One attempt to ingest a document; alone in this process where the one before may have died of it. */
export function ingestDocumentHandler(services: IngestServices) {
  const room = createRoom()
  return async ({ payload, signal }: JobAttempt<Payload>): Promise<void> => {
    try {
      const suspect = await isSuspectVersion(services, payload)
      await room.enter(suspect, signal, () => ingest(services, payload, signal, final))
    } catch (error) {
      if (isGone(error)) return
      services.logger.error({ err: error, document_id: payload.document_id }, 'ingestion failed, to be tried again')
      throw error
    }
  }
}

/** After the last attempt, however it ended: the document says so. */
export function giveUpDocumentHandler(services: Pick<IngestServices, 'database'>) {
  return async ({ payload }: JobAttempt<Payload>): Promise<void> => {
    try {
      await end(services, payload, new Problem('processing_failed'))
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}

function end({ database }: Pick<IngestServices, 'database'>, payload: Payload, problem: Problem): Promise<void> {
  return withTenant(database, { kind: 'job', client_id: payload.client_id }, (tx) => failDocument(tx, payload, problem))
}

/** The client was deleted, and its documents with it: nothing is left to do. */
function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'unauthenticated'
}
