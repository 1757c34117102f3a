import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { addVersion, documents, storeOriginal } from '../documents/documents.ts'
import { fetchDocument, refreshDocument } from './url-sources.jobs.ts'
import {
  findDue,
  findSource,
  recordFetched,
  restartFetching,
  scheduleRefresh,
  takeDue,
} from './url-sources.repository.ts'
import { type FetchServices, fileOfPage, recordFetchFailures, whatWasFetched } from './url-sources.ts'

/** Documents of one sweep's look. */
const batch = 200

/**
 * Has the page of a document fetched again, by a job; while one waits, another is not begun. Raises `not_found`,
 * `forbidden`, `not_from_url`, and `still_processing` before its first fetch has ended.
 */
export async function requestRefresh(
  { database, queue }: { database: Database; queue: Queue },
  principal: Principal,
  document_id: string,
) {
  return withTenant(database, principal, async (tx) => {
    const row = found(await documents.get(tx, document_id))
    const { client_id } = await tx.claims()
    if (row.source_type !== 'url') throw new Problem('not_from_url')
    if (row.content_hash !== null) {
      await queue.enqueue(tx, refreshDocument, { client_id, document_id })
      return row
    }
    const version_number = await restartFetching(tx, document_id)
    if (version_number === undefined) throw new Problem('still_processing')
    const restarted = found(await documents.get(tx, document_id))
    await queue.enqueue(tx, fetchDocument, { client_id, document_id, version_number })
    return restarted
  })
}

/**
 * Fetches the page of a document again, and takes it in as a new version where its bytes are not those of the last
 * fetch. Whatever fails, what searches find stays. Raises the problems of `Web.fetch`, kept as
 * `last_fetch_error_code`, and `storage_unavailable`.
 */
export async function refresh(
  services: FetchServices & { queue: Queue },
  { client_id, document_id }: { client_id: string; document_id: string },
  signal: AbortSignal,
): Promise<void> {
  const { database, queue, web, config } = services
  const principal: Principal = { kind: 'job', client_id }
  const source = await withTenant(database, principal, (tx) => findSource(tx, document_id))
  if (!source?.source_url) return
  if (source.content_hash === null) {
    await withTenant(database, principal, async (tx) => {
      const version_number = await restartFetching(tx, document_id)
      if (version_number !== undefined) {
        await queue.enqueue(tx, fetchDocument, { client_id, document_id, version_number })
      }
    })
    return
  }
  const { source_url, fetched_hash, source_etag, source_last_modified } = source
  const known = fetched_hash === null ? undefined : { etag: source_etag, last_modified: source_last_modified }
  const changed = await recordFetchFailures(services, { client_id, document_id }, async () => {
    const page = await web.fetch(source_url, { maxBytes: config.maxFileBytes }, signal, known)
    return page && { fetched: whatWasFetched(page), file: fileOfPage(page) }
  })
  signal.throwIfAborted()
  if (!changed || changed.fetched.fetched_hash === fetched_hash) {
    await withTenant(database, principal, (tx) => recordFetched(tx, document_id, changed?.fetched ?? {}))
    return
  }
  const { fetched, file } = changed
  const store = () =>
    storeOriginal(services, { client_id, document_id }, file, (original) =>
      withTenant(database, principal, async (tx) => {
        // Of two fetches at once the first one wins: the second finds what it brings.
        const before = (await documents.lock(tx, document_id)) ? await findSource(tx, document_id) : undefined
        if (!before) return { replayed: true }
        const replayed = before.fetched_hash === fetched.fetched_hash
        await recordFetched(tx, document_id, fetched)
        if (!replayed) {
          const next = { change_type: 'updated', stored: original } as const
          await addVersion(tx, queue, undefined, document_id, async () => next)
        }
        return { replayed }
      }),
    )
  await recordFetchFailures(services, { client_id, document_id }, store)
}

/** Changes how often a document is fetched; null is never. Raises `not_from_url`, about its field. */
export async function changeSchedule(
  tx: Parameters<typeof scheduleRefresh>[0],
  document_id: string,
  hours: number | null,
): Promise<void> {
  const { source_type } = found(await documents.get(tx, document_id))
  if (source_type !== 'url') throw new Problem('not_from_url', { field: 'refresh_interval_hours' })
  await scheduleRefresh(tx, document_id, hours)
}

/**
 * Enqueues a refresh of every document that is due, of all clients, unless one of it waits still; any number of workers
 * may do so at once. Raises what `signal` is aborted with.
 */
export async function refreshDue(
  { database, queue, logger }: { database: Database; queue: Queue; logger: Logger },
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    const due = await withSystem(database, (tx) => findDue(tx, batch))
    let progress = 0
    for (const [client_id, rows] of Map.groupBy(due, (row) => row.client_id)) {
      const ids = rows.map(({ id }) => id)
      signal?.throwIfAborted()
      progress += await withTenant(database, { kind: 'job', client_id }, async (tx) => {
        const own = await takeDue(tx, ids)
        const payloads = own.map((document_id) => ({ client_id, document_id }))
        if (payloads.length > 0) await queue.enqueue(tx, refreshDocument, ...payloads)
        return payloads.length
      }).catch((error: unknown) => {
        logger.warn({ err: error, client_id }, 'documents that are due were not refreshed')
        return 0
      })
    }
    // What others took meanwhile, and what cannot be taken, is for the next sweep.
    if (due.length < batch || progress === 0) return
  }
}
