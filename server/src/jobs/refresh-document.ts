import type { JobAttempt, Queue } from '../db/queue.ts'
import type { refreshDocument } from '../features/documents/documents.jobs.ts'
import { refresh } from '../features/url-sources/refresh.ts'
import type { FetchServices } from '../features/url-sources/url-sources.ts'
import { Problem, type ProblemCode } from '../problems.ts'

type Payload = ReturnType<typeof refreshDocument.payload.parse>

/** What may pass: anything else that a fetch raises is written down at the document, and its schedule goes on. */
const passing: ProblemCode[] = [
  'url_unreachable',
  'url_timeout',
  'storage_unavailable',
  'database_unavailable',
  'busy',
  'timed_out',
]

/** One attempt to fetch the page of a document again. */
export function refreshDocumentHandler(services: FetchServices & { queue: Queue }) {
  return async ({ payload, signal }: JobAttempt<Payload>): Promise<void> => {
    try {
      await refresh(services, payload, signal)
    } catch (error) {
      if (!(error instanceof Problem) || passing.includes(error.code)) throw error
    }
  }
}
