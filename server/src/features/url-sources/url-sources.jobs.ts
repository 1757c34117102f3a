import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'
import { ingestDocument } from '../documents/documents.jobs.ts'

const refreshPayload = z.object({ client_id: z.uuid(), document_id: z.uuid() })

/** From the page of a document that came from a URL to its next version, where it has changed. */
export const refreshDocument: JobKind<z.infer<typeof refreshPayload>> = {
  name: 'refresh-document',
  payload: refreshPayload,
  // Some two minutes; after that its schedule comes round, or a caller asks again.
  options: { retryLimit: 2, retryDelay: 30, heartbeatSeconds: 15, expireInSeconds: 300 },
  lookEvery: 2,
  key: ({ document_id }) => document_id,
  once: true,
  group: ({ client_id }) => client_id,
  onePerGroup: true,
}

/**
 * The same from a page that was never fetched. In places of its own, of which a client has one in each process: a site
 * may take a minute to say nothing, and keeps no other client's files waiting.
 */
export const fetchDocument: typeof ingestDocument = {
  ...ingestDocument,
  name: 'fetch-document',
  onePerGroup: true,
}
