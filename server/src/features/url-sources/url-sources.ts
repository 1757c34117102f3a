import { createHash, randomUUID } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, requireRole, withTenant } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { detectFileType } from '../../parsing/parse.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { FetchedPage, Web } from '../../providers/web/fetch-page.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import { fetchDocument } from '../documents/documents.jobs.ts'
import { documents, findVersion, type VersionKey, versions } from '../documents/documents.repository.ts'
import { type Original, withStored } from '../documents/original.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import {
  type Fetched,
  keepFirstOriginal,
  recordFetched,
  recordFetchFailure,
  scheduleRefresh,
} from './url-sources.repository.ts'

/** What a fetch needs. */
export interface FetchServices {
  database: Database
  storage: FileStorage
  web: Web
  logger: Logger
  config: Pick<Config, 'maxFileBytes'>
}

interface NewUrl {
  collection_id: string
  url: string
  name?: string | undefined
  language?: TextLanguage | undefined
  refresh_interval_hours?: number | null | undefined
  key: CreationKey | undefined
}

/**
 * Takes in the page at a URL as a new document: it is fetched by the same job that reads it. Until then the document
 * has no version, and where no name was given, its URL as its name.
 *
 * Raises `url_not_http`, `url_not_allowed`, `not_found` (no such collection for this tenant), `forbidden`,
 * `idempotency_key_reused`.
 */
export async function createFromUrl(
  { database, queue, web }: { database: Database; queue: Queue; web: Web },
  principal: Principal,
  { collection_id, url, name, language, refresh_interval_hours, key }: NewUrl,
) {
  const source_url = web.check(url)
  const document_id = randomUUID()
  return withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    const { client_id, user_id } = await requireRole(tx, 'user')
    const created = await createOnce(tx, key, async () => {
      const row = await documents.create(tx, {
        id: document_id,
        collection_id,
        name: name ?? nameOfUrl(source_url),
        source_type: 'url',
        source_url,
        language,
        given_language: language,
        created_by: user_id,
      })
      if (refresh_interval_hours == null) return row
      await scheduleRefresh(tx, document_id, refresh_interval_hours)
      return (await documents.get(tx, document_id)) ?? row
    })
    if (!created.replayed) await queue.enqueue(tx, fetchDocument, { client_id, document_id, version_number: 1 })
    return created
  })
}

/** What a document is called until its page says: as much of the URL as a name may have. */
function nameOfUrl(url: string): string {
  return url.slice(0, 500)
}

/**
 * The first fetch of a document from a URL: the page becomes the original of its version, and the rest is as with any
 * other. Undefined where nobody waits for it any more.
 *
 * Raises the problems of `Web.fetch` and of detecting a type, which are also kept as `last_fetch_error_code`, and
 * `storage_unavailable`.
 */
export async function fetchSource(
  services: FetchServices,
  { client_id, ...version }: VersionKey & { client_id: string },
  source: { source_url: string; name: string },
  signal: AbortSignal,
): Promise<{ storage_path: string; file_type: string } | undefined> {
  const { document_id } = version
  const { page, original } = await failingWithReason(services, { client_id, document_id }, async () => {
    const limits = { maxBytes: services.config.maxFileBytes }
    const page = await services.web.fetch(source.source_url, limits, signal)
    // Nothing was said that could still be so.
    if (!page) throw new Problem('url_unreachable', { field: 'url' })
    return { page, original: originalOfPage(page) }
  })
  signal.throwIfAborted()
  const { file_type, file_size, content_hash } = original
  const file = { file_type, file_size, content_hash }
  const name = page.title !== null && source.name === nameOfUrl(source.source_url) ? page.title : source.name
  const { file: stored } = await withStored(services, { client_id, document_id, original }, (storage_path) =>
    withTenant(services.database, { kind: 'job', client_id }, async (tx) => {
      const kept = await keepFirstOriginal(tx, version, { name, ...file })
      // Another attempt may have been faster; else nobody waits.
      if (!kept) return { file: await findVersion(tx, version), replayed: true }
      await versions.create(tx, { ...version, ...kept, change_type: 'created', storage_path, ...file })
      await recordFetched(tx, document_id, whatWasFetched(page, original))
      return { file: { storage_path, file_type }, replayed: false }
    }),
  )
  return stored && { storage_path: stored.storage_path, file_type: stored.file_type }
}

/** Raises what detecting a type raises, about the field `url`. */
export function originalOfPage({ bytes, extension, url }: FetchedPage): Original {
  const content_hash = createHash('sha256').update(bytes).digest('hex')
  try {
    const file_type = detectFileType(bytes, `page.${extension}`)
    return { name: url, source_type: 'url', bytes, file_type, file_size: bytes.length, content_hash }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.code, { field: 'url', params: error.params, cause: error })
  }
}

export function whatWasFetched(page: FetchedPage, { content_hash }: Original): Fetched {
  return { fetched_hash: content_hash, source_etag: page.etag, source_last_modified: page.last_modified }
}

/** Runs a fetch; a problem of it is written down at the document before it is raised. */
export async function failingWithReason<T>(
  { database }: { database: Database },
  { client_id, document_id }: { client_id: string; document_id: string },
  fetch: () => Promise<T>,
): Promise<T> {
  try {
    return await fetch()
  } catch (error) {
    if (error instanceof Problem) {
      await withTenant(database, { kind: 'job', client_id }, (tx) => recordFetchFailure(tx, document_id, error.code))
    }
    throw error
  }
}
