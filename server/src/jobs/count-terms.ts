import type { JobAttempt, Queue } from '../db/queue.ts'
import { type TenantTx, withTenant } from '../db/tenant.ts'
import { documents } from '../features/documents/documents.repository.ts'
import type { IngestServices } from '../features/ingestion/ingestion.ts'
import { findShrunken } from '../features/search/count-terms.repository.ts'
import { countTerms } from '../features/search/search.jobs.ts'
import { Problem } from '../problems.ts'

type Services = Pick<IngestServices, 'database' | 'logger'> & { queue: Queue }

/** Has the terms of a document's collection counted after the document was worked on. Nothing waits for it. */
export function thenCountTerms<P extends { client_id: string; document_id: string }>(
  services: Services,
  handler: (job: JobAttempt<P>) => Promise<void>,
) {
  return async (job: JobAttempt<P>): Promise<void> => {
    await handler(job)
    await enqueue(services, job.payload.client_id, async (tx) => {
      const row = await documents.get(tx, job.payload.document_id)
      return row ? [row.collection_id] : []
    })
  }
}

/** Has the terms of those collections counted that a client has removed something from. */
export function thenCountShrunken<P extends { client_id: string }>(
  services: Services,
  handler: (job: JobAttempt<P>) => Promise<void>,
) {
  return async (job: JobAttempt<P>): Promise<void> => {
    await handler(job)
    await enqueue(services, job.payload.client_id, findShrunken)
  }
}

async function enqueue(
  { database, queue, logger }: Services,
  client_id: string,
  find: (tx: TenantTx) => Promise<string[]>,
): Promise<void> {
  try {
    await withTenant(database, { kind: 'job', client_id }, async (tx) => {
      const payloads = (await find(tx)).map((collection_id) => ({ client_id, collection_id }))
      if (payloads.length > 0) await queue.enqueue(tx, countTerms, ...payloads)
    })
  } catch (error) {
    // The client was deleted, and its terms with it.
    if (error instanceof Problem && error.code === 'unauthenticated') return
    logger.warn({ err: error, client_id }, 'the terms of a collection are counted later')
  }
}
