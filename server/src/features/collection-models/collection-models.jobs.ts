import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'

const payload = z.object({ client_id: z.uuid(), collection_id: z.uuid() })

export type CollectionKey = z.infer<typeof payload>

/** Brings the vectors of a collection in line with the models that it has: lists what is missing, removes what nothing goes by. */
export const alignCollection: JobKind<CollectionKey> = {
  name: 'align-collection',
  payload,
  // What is left undone is found by the clock.
  options: { retryLimit: 2, retryDelay: 5, heartbeatSeconds: 15, expireInSeconds: 3600 },
  key: ({ collection_id }) => collection_id,
  once: true,
  group: ({ client_id }) => client_id,
  onePerGroup: true,
}
