import type { JobAttempt, Queue } from '../db/queue.ts'
import { align } from '../features/collection-models/align-collection.ts'
import type { CollectionKey } from '../features/collection-models/collection-models.jobs.ts'
import type { IngestServices } from '../features/ingestion/ingestion.ts'
import { Problem } from '../problems.ts'

type Services = Pick<IngestServices, 'database' | 'embedders' | 'logger'> & { queue: Queue }

/** Brings a collection in line with the models that it has. */
export function alignCollectionHandler(services: Services) {
  return async ({ payload, signal }: JobAttempt<CollectionKey>): Promise<void> => {
    try {
      await align(services, payload, signal)
    } catch (error) {
      // The client was deleted, and its collections with it.
      if (error instanceof Problem && error.code === 'unauthenticated') return
      throw error
    }
  }
}
