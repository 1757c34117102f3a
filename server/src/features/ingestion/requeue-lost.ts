import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { giveUpDocument, ingestDocument, versionKey } from '../documents/documents.jobs.ts'
import type { VersionKey } from '../documents/documents.ts'
import { fetchDocument } from '../url-sources/url-sources.jobs.ts'
import { failDocument } from './document-status.repository.ts'
import { markRequeued } from './ingestion.repository.ts'

interface RequeueServices {
  database: Database
  queue: Queue
  logger: Logger
}

/** Documents that are looked at together. */
const documentsPerPage = 500
/** A document whose job got lost so often is not the queue's fault. */
const mostReplaced = 5

/**
 * Finds documents that wait or are in processing while no job is there to end them (its row was lost or deleted, or it
 * was completed by an attempt that never finished), and gives each a new one; after the fifth time it ends the document
 * with `processing_failed`. Any number of processes may do so at once: a document is replaced by one of them. Raises what
 * `signal` is aborted with.
 *
 * @param quietMs only documents that nothing was heard of for so long
 * @returns the number of documents that got a job, or their end
 */
export async function requeueLostDocuments(
  services: RequeueServices,
  { quietMs = 60_000, signal }: { quietMs?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const quietSince = new Date(Date.now() - quietMs)
  let requeued = 0
  let last: Waiting | undefined = { client_id: first, document_id: first, version_number: 0 }
  while (last) {
    const quiet = await findQuiet(services.database, quietSince, last)
    last = quiet.length < documentsPerPage ? undefined : quiet.at(-1)
    if (quiet.length > 0) requeued += await replaceLost(services, quiet, quietSince, signal)
  }
  return requeued
}

type Waiting = VersionKey & { client_id: string }
const first = '00000000-0000-0000-0000-000000000000'

function findQuiet(database: Database, quietSince: Date, after: Waiting): Promise<Waiting[]> {
  return withSystem(database, (tx) =>
    tx.run(
      sql<Waiting>`
        select client_id, document_id, version_number
          from private.quiet_ingestions(${quietSince.toISOString()}::timestamptz, ${after.client_id}::uuid,
            ${after.document_id}::uuid, ${documentsPerPage}::int)`.compile(queries),
    ),
  )
}

async function replaceLost(
  { database, queue, logger }: RequeueServices,
  quiet: readonly Waiting[],
  quietSince: Date,
  signal: AbortSignal | undefined,
): Promise<number> {
  const lost = await queue.findLost([ingestDocument, fetchDocument, giveUpDocument], quiet.map(versionKey))
  let requeued = 0
  for (const payload of quiet) {
    if (!lost.has(versionKey(payload))) continue
    signal?.throwIfAborted()
    try {
      const did = await withTenant(database, { kind: 'job', client_id: payload.client_id }, async (tx) => {
        const replaced = await markRequeued(tx, payload, quietSince)
        if (!replaced) return false
        // Its turn is one of its line, also where its page was fetched meanwhile.
        const kind = replaced.line === 'pages' ? fetchDocument : ingestDocument
        if (replaced.requeued > mostReplaced) await failDocument(tx, payload, new Problem('processing_failed'))
        else await queue.enqueue(tx, kind, payload)
        return true
      })
      if (!did) continue
      requeued++
      logger.warn({ document_id: payload.document_id }, 'a document had no job any more')
    } catch (error) {
      // Its client was deleted meanwhile.
      if (!(error instanceof Problem && error.code === 'unauthenticated')) throw error
    }
  }
  return requeued
}
