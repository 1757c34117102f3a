import type { Config } from '../config.ts'
import type { Queue } from '../db/queue.ts'
import { embedChunks } from '../features/chunks/chunks.jobs.ts'
import { requeuePending } from '../features/chunks/requeue-pending.ts'
import { alignDue } from '../features/collection-models/align-collection.ts'
import { alignCollection } from '../features/collection-models/collection-models.jobs.ts'
import { giveUpDocument, ingestDocument, removeFiles } from '../features/documents/documents.jobs.ts'
import { removeOrphanedFilesInTurn } from '../features/documents/remove-orphaned-files.ts'
import { endSilentExecutions } from '../features/executions/end-silent.ts'
import { runExecutionJob } from '../features/executions/executions.jobs.ts'
import type { ExecutionServices } from '../features/executions/executions.ts'
import { deleteExpiredResponses } from '../features/idempotency/delete-expired.ts'
import type { IngestServices } from '../features/ingestion/ingestion.ts'
import { requeueLostDocuments } from '../features/ingestion/requeue-lost.ts'
import { deleteExpiredRecords } from '../features/operator/retention.ts'
import { countTermsOf } from '../features/search/count-terms.ts'
import { countTerms } from '../features/search/search.jobs.ts'
import { refreshDue } from '../features/url-sources/refresh.ts'
import { fetchDocument, refreshDocument } from '../features/url-sources/url-sources.jobs.ts'
import { alignCollectionHandler } from './align-collection.ts'
import { thenCountShrunken, thenCountTerms } from './count-terms.ts'
import { embedChunksHandler } from './embed-chunks.ts'
import { giveUpDocumentHandler, ingestDocumentHandler } from './ingest-document.ts'
import { refreshDocumentHandler } from './refresh-document.ts'
import { runExecutionHandler } from './run-execution.ts'

/** Every kind of job, those that take dead letters before those that send them. */
export const jobKinds = [
  giveUpDocument,
  ingestDocument,
  fetchDocument,
  refreshDocument,
  removeFiles,
  countTerms,
  embedChunks,
  alignCollection,
  runExecutionJob,
] as const

/** Starts to work on every kind of job. */
export async function startJobs(
  queue: Queue,
  services: IngestServices & Omit<ExecutionServices, 'queue'> & { config: Pick<Config, 'retention'> },
): Promise<void> {
  const ingest = thenCountTerms({ ...services, queue }, ingestDocumentHandler(services))
  // Two at a time: parsing is bound by the processor.
  await queue.work(ingestDocument, 2, ingest)
  await queue.work(fetchDocument, 2, ingest)
  await queue.work(giveUpDocument, 1, giveUpDocumentHandler(services))
  await queue.work(
    removeFiles,
    1,
    thenCountShrunken({ ...services, queue }, ({ payload }) => services.storage.remove(payload.storage_paths)),
  )
  // Most of their time they wait, and a client has one of them.
  await queue.work(refreshDocument, 4, refreshDocumentHandler({ ...services, queue }))
  // Two, so that an embedder has the next texts while the vectors of others are written.
  await queue.work(embedChunks, 2, embedChunksHandler({ ...services, queue }))
  await queue.work(alignCollection, 1, alignCollectionHandler({ ...services, queue }))
  await queue.work(countTerms, 1, ({ payload, signal }) => countTermsOf(services, payload, signal))
  // Most of their time they wait for a model.
  await queue.work(runExecutionJob, 8, runExecutionHandler(services))
  queue.every(10, 'end silent executions', async (signal) => {
    await endSilentExecutions({ ...services, queue }, { signal })
  })
  queue.every(30, 'refresh documents', (signal) => refreshDue({ ...services, queue }, signal))
  const sweep = async (signal: AbortSignal) => {
    await removeOrphanedFilesInTurn(services, { signal })
  }
  // Not at once: an operator who starts a worker on the wrong database has an hour to notice.
  queue.every(6 * 3600, 'remove orphaned files', sweep, { first: 3600 })
  queue.every(3600, 'forget what is old', async (signal) => {
    await deleteExpiredResponses(services.database, signal)
    await deleteExpiredRecords(services.database, services.config.retention, { signal })
  })
  queue.every(10, 'embed what waits', async (signal) => {
    await requeuePending({ ...services, queue }, { signal })
  })
  queue.every(30, 'change models of collections', async (signal) => {
    await alignDue({ ...services, queue }, { signal })
  })
  queue.every(30, 'requeue lost documents', async (signal) => {
    await requeueLostDocuments({ ...services, queue }, { signal })
  })
}
