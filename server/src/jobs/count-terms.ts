import type { JobAttempt, Queue } from '../db/queue.ts'
import { withTenant } from '../db/tenant.ts'
import { documents } from '../features/documents/documents.repository.ts'
import type { IngestServices } from '../features/ingestion/ingestion.ts'
import { countTerms } from '../features/search/search.jobs.ts'
import { Problem } from '../problems.ts'

interface Payload {
  client_id: string
  document_id: string
}

/** Has the terms of a document's collection counted after the document was worked on. Nothing waits for it. */
export function thenCountTerms<P extends Payload>(
  { database, queue, logger }: Pick<IngestServices, 'database' | 'logger'> & { queue: Queue },
  handler: (job: JobAttempt<P>) => Promise<void>,
) {
  return async (job: JobAttempt<P>): Promise<void> => {
    await handler(job)
    const { client_id, document_id } = job.payload
    try {
      await withTenant(database, { kind: 'job', client_id }, async (tx) => {
        const row = await documents.get(tx, document_id)
        if (row) await queue.enqueue(tx, countTerms, { client_id, collection_id: row.collection_id })
      })
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated') return
      logger.warn({ err: error, document_id }, 'the terms of a collection are counted later')
    }
  }
}
