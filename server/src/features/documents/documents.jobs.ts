import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'

const payload = z.object({ client_id: z.uuid(), document_id: z.uuid(), version_number: z.int() })

/** From the stored original of one version to searchable chunks. */
export const ingestDocument: JobKind<z.infer<typeof payload>> = {
  name: 'ingest-document',
  payload,
  options: { retryLimit: 3, retryDelay: 2, heartbeatSeconds: 15, expireInSeconds: 30 * 60 },
}
