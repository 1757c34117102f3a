import { createSemaphore } from '../concurrency/semaphore.ts'
import type { JobAttempt } from '../db/queue.ts'
import { type TenantTx, withTenant } from '../db/tenant.ts'
import type { ingestDocument } from '../features/documents/documents.jobs.ts'
import { findTurn } from '../features/documents/documents.repository.ts'
import { failDocument } from '../features/ingestion/document-status.repository.ts'
import { countVersionCrashes, type IngestServices, ingest } from '../features/ingestion/ingestion.ts'
import { openTimeSlice } from '../features/ingestion/time-slice.ts'
import { Problem } from '../problems.ts'

type Payload = ReturnType<typeof ingestDocument.payload.parse>

/** A site that does not answer may be back in a moment, not in an hour: so many attempts, of a minute at most each. */
const mostFetches = 3

/**
 * Whether a problem ends the document, because another attempt would not change it. What the database refuses a job (a
 * missing grant, a constraint) is the fault of the install, whatever its code says to a caller: it is tried again.
 *
 * @param attempt from 1
 */
export function endsDocument({ code, fault, retry }: Problem, attempt: number): boolean {
  if (fault === 'site' && attempt >= mostFetches) return true
  return !retry && (fault === 'file' || fault === 'site' || code === 'quota_exceeded')
}

/** Crashes of a document in a row, after which nothing else runs beside it until its attempt has ended. */
const aloneFrom = 2

/**
 * One attempt to ingest a document. Where the attempt before may have crashed because of it, nothing else runs in this
 * process until its text is read and split. A failed attempt goes back into the queue at its client's next turn, so that
 * retries do not overtake other clients' documents. So does one whose time slice is over, which has saved something to
 * go on from while other clients' documents wait; that is no failure.
 */
export function ingestDocumentHandler(services: IngestServices, fair?: Parameters<typeof openTimeSlice>[3]) {
  const attempts = createSemaphore(Number.POSITIVE_INFINITY)
  return async (job: JobAttempt<Payload>): Promise<void> => {
    const { payload, signal, number } = job
    const { client_id, document_id } = payload
    const isFinal = (problem: Problem) => endsDocument(problem, number)
    const ownTurn = () => asJob(services, client_id, (tx) => findTurn(tx, document_id))
    let inside = false
    // A document that waits for the semaphore has a job that the queue no longer counts as waiting.
    const othersWait = async (priority: number) => (inside && attempts.waiting > 0) || job.othersWait(priority)
    const slice = openTimeSlice(services, payload, othersWait, fair)
    try {
      const crashes = await countVersionCrashes(services, payload)
      const attempt = (release: () => void) => {
        inside = true
        const onSplit = () => {
          // After so many crashes it runs alone to the end: then the next one was not caused by another document.
          if (crashes >= aloneFrom) return
          inside = false
          release()
        }
        const given = AbortSignal.any([signal, slice.over])
        return ingest(services, payload, given, isFinal, { onSplit, onSaved: slice.onSaved })
      }
      // All places where it may bring the process down: nothing else is then taken for the cause.
      await attempts.run(attempt, { signal, weight: crashes > 0 ? Number.POSITIVE_INFINITY : 1 })
    } catch (error) {
      if (isGone(error)) return
      if (slice.over.aborted) return job.putBack(-(await ownTurn()))
      services.logger.error({ err: error, document_id }, 'ingestion failed, to be tried again')
      try {
        await job.retryAt(-(await ownTurn()))
      } catch (problem) {
        services.logger.warn({ err: problem, document_id }, 'a failed attempt keeps its turn')
      }
      throw error
    } finally {
      await slice.end()
    }
  }
}

/** After the last attempt, however it ended: the document says so, and what the last one failed of. */
export function giveUpDocumentHandler(services: Pick<IngestServices, 'database' | 'logger'>) {
  return async ({ payload }: Pick<JobAttempt<Payload>, 'payload'>): Promise<void> => {
    const { client_id, document_id } = payload
    try {
      const failed = new Problem('processing_failed')
      const error_code = await asJob(services, client_id, (tx) => failDocument(tx, payload, failed))
      if (error_code) services.logger.error({ client_id, document_id, error_code }, 'a document is not tried again')
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}

function asJob<T>(
  { database }: Pick<IngestServices, 'database'>,
  client_id: string,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return withTenant(database, { kind: 'job', client_id }, body)
}

/** The client was deleted, and its documents with it: nothing is left to do. */
function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'unauthenticated'
}
