import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'

const payload = z.object({ client_id: z.uuid(), collection_id: z.uuid() })

/** Counts how many chunks of a collection have each term, once it has changed enough. */
export const countTerms: JobKind<z.infer<typeof payload>> = {
  name: 'count-terms',
  payload,
  // The next document of the collection asks for it again.
  options: { retryLimit: 2, retryDelay: 10, heartbeatSeconds: 15, expireInSeconds: 3600 },
  key: ({ collection_id }) => collection_id,
  once: true,
  group: ({ client_id }) => client_id,
  onePerGroup: true,
}
