import type { Queue } from '../db/queue.ts'
import { giveUpDocument, ingestDocument, removeFiles } from '../features/documents/documents.jobs.ts'
import type { IngestServices } from '../features/documents/ingest.ts'
import type { Logger } from '../telemetry/logger.ts'
import { giveUpDocumentHandler, ingestDocumentHandler } from './ingest-document.ts'

/** Every kind of job, those that take dead letters before those that send them. */
export const jobKinds = [giveUpDocument, ingestDocument, removeFiles] as const

/** Starts to work on every kind of job. */
export async function startJobs(queue: Queue, services: IngestServices & { logger: Logger }): Promise<void> {
  // Two at a time: parsing is bound by the processor.
  await queue.work(ingestDocument, 2, ingestDocumentHandler(services))
  await queue.work(giveUpDocument, 1, giveUpDocumentHandler(services))
  await queue.work(removeFiles, 1, ({ payload }) => services.storage.remove(payload.storage_paths))
}
