import type { JobAttempt, Queue } from '../db/queue.ts'
import { withTenant } from '../db/tenant.ts'
import { type EmbeddingShard, embedChunks } from '../features/chunks/chunks.jobs.ts'
import { embedPending } from '../features/chunks/chunks.ts'
import { alignCollection } from '../features/collection-models/collection-models.jobs.ts'
import { findComplete } from '../features/collection-models/collection-models.ts'
import type { IngestServices } from '../features/ingestion/ingestion.ts'
import { Problem } from '../problems.ts'

type Services = Pick<IngestServices, 'database' | 'embedders' | 'logger'> & { queue: Queue }

/** In ms: how long a shard keeps its worker while those of other clients wait. */
const fair = { sliceMs: 5_000 }

/** A priority lower than that of any job. */
const last = -(2 ** 31)

/**
 * Embeds what a client has waiting in a shard; where others wait and its time slice is over, it comes again after them. A
 * collection whose next model has all of its vectors goes over to it.
 */
export function embedChunksHandler({ queue, ...services }: Services, { sliceMs } = fair) {
  return async ({ payload, signal, othersWait }: JobAttempt<EmbeddingShard>): Promise<void> => {
    const { client_id } = payload
    const since = performance.now()
    const isOver = async () => performance.now() - since > sliceMs && (await othersWait(last))
    try {
      const forOthers = await embedPending(services, payload, signal, isOver)
      await withTenant(services.database, { kind: 'job', client_id }, async (tx) => {
        if (forOthers) return queue.enqueue(tx, embedChunks, payload)
        const complete = (await findComplete(tx)).map((collection_id) => ({ client_id, collection_id }))
        if (complete.length > 0) await queue.enqueue(tx, alignCollection, ...complete)
      })
    } catch (error) {
      // The client was deleted, and its documents with it.
      if (error instanceof Problem && error.code === 'unauthenticated') return
      throw error
    }
  }
}
