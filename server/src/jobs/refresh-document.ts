import type { JobAttempt, Queue } from '../db/queue.ts'
import { refresh } from '../features/url-sources/refresh.ts'
import type { refreshDocument } from '../features/url-sources/url-sources.jobs.ts'
import type { FetchServices } from '../features/url-sources/url-sources.ts'
import { Problem } from '../problems.ts'

type Payload = ReturnType<typeof refreshDocument.payload.parse>

/** One attempt to fetch the page of a document again. */
export function refreshDocumentHandler(services: FetchServices & { queue: Queue }) {
  return async ({ payload, signal }: JobAttempt<Payload>): Promise<void> => {
    try {
      await refresh(services, payload, signal)
    } catch (error) {
      // Anything that another try would not change is written at the document, and its schedule goes on.
      if (!(error instanceof Problem) || error.retry) throw error
    }
  }
}
