import { createRoom } from '../concurrency/exclusive-lock.ts'
import type { JobAttempt } from '../db/queue.ts'
import { type TenantTx, withTenant } from '../db/tenant.ts'
import type { ingestDocument } from '../features/documents/documents.jobs.ts'
import { failDocument } from '../features/documents/documents.repository.ts'
import { turnOf } from '../features/ingestion/ingestion.repository.ts'
import { countVersionDeaths, type IngestServices, ingest } from '../features/ingestion/ingestion.ts'
import { openShare } from '../features/ingestion/time-slice.ts'
import { Problem, type ProblemCode } from '../problems.ts'

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

/** A site that does not answer may be back in a moment, not in an hour: so many attempts, of a minute at most each. */
const mostFetches = 3
const unanswered: ProblemCode[] = ['url_unreachable', 'url_timeout']

/** Deaths of a document in a row, after which nothing else runs beside it until its attempt has ended. */
const aloneFrom = 2

/**
 * One attempt to ingest a document, where the one before may have died of it alone in this process until its text is
 * read and split. What fails takes its turn again: retries go before no other client's documents. So does what has had
 * its share and has something saved to go on from, while other clients' documents wait; that is no failure.
 */
export function ingestDocumentHandler(services: IngestServices, fair?: Parameters<typeof openShare>[3]) {
  const room = createRoom()
  return async (job: JobAttempt<Payload>): Promise<void> => {
    const { payload, signal, number } = job
    const { client_id, document_id } = payload
    const ending = number < mostFetches ? final : [...final, ...unanswered]
    const ownTurn = () => asJob(services, client_id, (tx) => turnOf(tx, document_id))
    let inside = false
    // Who stands at the door has a job that no longer waits.
    const othersWait = async (priority: number) => (inside && room.isAwaited()) || job.othersWait(priority)
    const share = openShare(services, payload, othersWait, fair)
    try {
      const deaths = await countVersionDeaths(services, payload)
      await room.enter(deaths > 0, signal, (leave) => {
        inside = true
        const onSplit = () => {
          // Whoever died so often may have died of others: from now on it is alone to the end, and a death is its own.
          if (deaths >= aloneFrom) return
          inside = false
          leave()
        }
        const given = AbortSignal.any([signal, share.over])
        return ingest(services, payload, given, ending, { onSplit, onSaved: share.onSaved })
      })
    } catch (error) {
      if (isGone(error)) return
      if (share.over.aborted) return job.putBack(-(await ownTurn()))
      services.logger.error({ err: error, document_id }, 'ingestion failed, to be tried again')
      try {
        await job.retryAt(-(await ownTurn()))
      } catch (problem) {
        services.logger.warn({ err: problem, document_id }, 'a failed attempt keeps its turn')
      }
      throw error
    } finally {
      await share.end()
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
