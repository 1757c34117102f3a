import type { JobAttempt } from '../db/queue.ts'
import { withTenant } from '../db/tenant.ts'
import type { ingestDocument } from '../features/documents/documents.jobs.ts'
import { failDocument } from '../features/documents/documents.repository.ts'
import { type IngestServices, ingest } from '../features/documents/ingest.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import type { Logger } from '../telemetry/logger.ts'

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
  'file_missing',
  'embedding_model_unavailable',
]

/** One attempt to ingest a document. */
export function ingestDocumentHandler(services: IngestServices & { logger: Logger }) {
  return async ({ payload, signal }: JobAttempt<Payload>): Promise<void> => {
    try {
      await ingest(services, payload, signal)
    } catch (error) {
      if (isGone(error)) return
      if (!(error instanceof Problem && final.includes(error.code))) {
        services.logger.error({ err: error, document_id: payload.document_id }, 'ingestion failed, to be tried again')
        throw error
      }
      await end(services, payload, error)
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
