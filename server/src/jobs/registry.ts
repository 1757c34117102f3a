import { ingestDocument } from '../features/documents/documents.jobs.ts'
import type { IngestServices } from '../features/documents/ingest.ts'
import type { Logger } from '../telemetry/logger.ts'
import { ingestDocumentJob } from './ingest-document.ts'
import type { Job } from './job.ts'

/** Every kind of job, for the queue's installation. */
export const jobKinds = [ingestDocument] as const

/** Every job with its handler, for a worker. */
export function createJobs(services: IngestServices & { logger: Logger }): Job[] {
  return [ingestDocumentJob(services)]
}
