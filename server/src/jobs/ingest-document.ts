import { withTenant } from '../db/tenant.ts'
import { ingestDocument } from '../features/documents/documents.jobs.ts'
import { failDocument } from '../features/documents/documents.repository.ts'
import { type IngestServices, ingest } from '../features/documents/ingest.ts'
import { Problem } from '../problems.ts'
import type { Logger } from '../telemetry/logger.ts'
import { defineJob } from './job.ts'

/**
 * A fault of the document ends it `failed` at once; a fault of ours (a service that does not answer, a bug) is tried
 * again, and ends it with the last attempt.
 */
export function ingestDocumentJob(services: IngestServices & { logger: Logger }) {
  return defineJob(ingestDocument, async ({ payload, last, signal }) => {
    try {
      await ingest(services, payload, signal)
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
      const ours = problem.status >= 500
      if (ours) services.logger.error({ err: error, document_id: payload.document_id, last }, 'ingestion failed')
      if (ours && !last) throw error
      await withTenant(services.database, { kind: 'job', client_id: payload.client_id }, (tx) =>
        failDocument(tx, payload.document_id, { code: problem.code, message: problem.text('pt') }),
      )
    }
  })
}
