import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { SystemTx } from '../../db/system.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { VersionKey } from '../documents/documents.ts'

/** What a fetch leaves at its document. */
export interface Fetched {
  fetched_hash: string
  source_etag: string | null
  source_last_modified: string | null
}

/** When the next fetch is due, counted from now. */
const nextRefresh = sql<string | null>`now() + make_interval(hours => refresh_interval_hours)`

/**
 * As `startProcessing`, for a document whose page was never fetched, and which so has no version yet; undefined where
 * there is nothing to fetch: it was fetched before, came from elsewhere, is gone, overtaken or has ended.
 */
export async function startFetching(tx: TenantTx, { document_id, version_number }: VersionKey) {
  const [row] = await tx.run(
    queries
      .updateTable('documents as d')
      .from('knowledge_collections as c')
      .set({ status: 'processing', error_code: null, error_params: null })
      .whereRef('c.id', '=', 'd.collection_id')
      .where('d.id', '=', document_id)
      .where('d.latest_version', '=', version_number)
      .where('d.source_type', '=', 'url')
      .where('d.content_hash', 'is', null)
      .where('d.status', 'in', ['pending', 'processing'])
      .returning(['d.source_url', 'd.name', 'c.embedding_model', 'c.ocr']),
  )
  return row && { ...row, storage_path: null, file_type: null }
}

/** Gives a document the first original that its page has; undefined where it was cancelled or overtaken. */
export async function keepFirstOriginal(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  original: { name: string; file_type: string; file_size: number; content_hash: string },
) {
  const [row] = await tx.run(
    queries
      .updateTable('documents')
      .set(original)
      .where('id', '=', document_id)
      .where('latest_version', '=', version_number)
      .where('content_hash', 'is', null)
      .where('status', '=', 'processing')
      .returning('collection_id'),
  )
  return row
}

/** Writes down a fetch that succeeded, and what it brought that was not known. */
export async function recordFetched(tx: TenantTx, id: string, fetched: Partial<Fetched>): Promise<void> {
  await tx.run(
    queries
      .updateTable('documents')
      .set({
        ...fetched,
        last_fetched_at: sql`now()`,
        last_fetch_error_code: null,
        next_refresh_at: nextRefresh,
      })
      .where('id', '=', id),
  )
}

/** Writes down a fetch that failed: what was published before stays, and the schedule goes on. */
export async function recordFetchFailure(tx: TenantTx, id: string, code: string): Promise<void> {
  await tx.run(
    queries
      .updateTable('documents')
      .set({ last_fetch_error_code: code, next_refresh_at: nextRefresh })
      .where('id', '=', id),
  )
}

/** What a document's page was when it was fetched last; undefined for no such document. */
export async function findSource(tx: TenantTx, id: string) {
  const [row] = await tx.run(
    queries
      .selectFrom('documents')
      .select(['source_url', 'name', 'status', 'content_hash', 'latest_version'])
      .select(['fetched_hash', 'source_etag', 'source_last_modified'])
      .where('id', '=', id)
      .where('source_type', '=', 'url'),
  )
  return row
}

/** Lets a document that was never fetched wait for it again; the version that waits, undefined where it does not fail. */
export async function restartFetching(tx: TenantTx, id: string): Promise<number | undefined> {
  const [row] = await tx.run(
    queries
      .updateTable('documents')
      .set({ status: 'pending', error_code: null, error_params: null, next_refresh_at: nextRefresh })
      .where('id', '=', id)
      .where('source_type', '=', 'url')
      .where('content_hash', 'is', null)
      .where('status', 'not in', ['pending', 'processing'])
      .returning('latest_version'),
  )
  return row?.latest_version
}

/** Has a document fetched every so many hours, counted from its last fetch; null never again. */
export async function scheduleRefresh(tx: TenantTx, id: string, hours: number | null): Promise<void> {
  await tx.run(
    queries
      .updateTable('documents')
      .set({
        refresh_interval_hours: hours,
        next_refresh_at: sql`coalesce(last_fetched_at, now()) + make_interval(hours => ${hours}::int)`,
      })
      .where('id', '=', id),
  )
}

/** Documents of all clients that are due, the longest due first. */
export async function findDue(tx: SystemTx, limit: number): Promise<{ client_id: string; id: string }[]> {
  return tx.run(
    queries
      .selectFrom('documents as d')
      .innerJoin('clients as c', 'c.id', 'd.client_id')
      .select(['d.client_id', 'd.id'])
      .where('d.next_refresh_at', '<=', sql<string>`now()`)
      .where('c.status', '=', 'active')
      .orderBy('d.next_refresh_at')
      .limit(limit),
  )
}

/** Takes those of the documents that are still due: of two workers that ask at once, one gets each. */
export async function takeDue(tx: TenantTx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.run(
    queries
      .updateTable('documents')
      .set({ next_refresh_at: nextRefresh })
      .where('id', 'in', ids)
      .where('next_refresh_at', '<=', sql<string>`now()`)
      .returning('id'),
  )
  return rows.map(({ id }) => id)
}
