import { createHash, randomUUID } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { detectFileType } from '../../parsing/chunk-document.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { FetchedPage, Web } from '../../providers/web/fetch-page.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import {
  documents,
  findVersion,
  type IncomingFile,
  storeOriginal,
  type VersionKey,
  versions,
} from '../documents/documents.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { toPlainName } from '../schema.ts'
import { fetchDocument } from './url-sources.jobs.ts'
import {
  type Fetched,
  keepFirstOriginal,
  recordFetched,
  recordFetchFailure,
  scheduleRefresh,
} from './url-sources.repository.ts'

/** What ingestion builds on. */
export { startFetching } from './url-sources.repository.ts'

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
    const { client_id, user_id } = await tx.claims()
    const created = await createOnce(tx, key, 'documents', async () => {
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
 * other. Undefined where the document was cancelled or deleted.
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
  const { page, file } = await recordFetchFailures(services, { client_id, document_id }, async () => {
    const limits = { maxBytes: services.config.maxFileBytes }
    const page = await services.web.fetch(source.source_url, limits, signal)
    // Without validators of an earlier fetch there is no "not modified".
    if (!page) throw new Problem('url_unreachable', { field: 'url' })
    return { page, file: fileOfPage(page) }
  })
  signal.throwIfAborted()
  const name =
    page.title !== null && source.name === nameOfUrl(source.source_url)
      ? toPlainName(page.title) || source.name
      : source.name
  const { stored } = await storeOriginal(services, { client_id, document_id }, file, (original) =>
    withTenant(services.database, { kind: 'job', client_id }, async (tx) => {
      const { storage_path, file_type, file_size, content_hash } = original
      const kept = await keepFirstOriginal(tx, version, { name, file_type, file_size, content_hash })
      // Another attempt may have been faster; else the document was cancelled or deleted.
      if (!kept) return { stored: await findVersion(tx, version), replayed: true }
      const first = { ...version, ...kept, change_type: 'created' }
      await versions.create(tx, { ...first, storage_path, file_type, file_size, content_hash })
      await recordFetched(tx, document_id, whatWasFetched(page))
      return { stored: { storage_path, file_type }, replayed: false }
    }),
  )
  return stored && { storage_path: stored.storage_path, file_type: stored.file_type }
}

/** A page as an incoming file. Raises what detecting a type raises, about the field `url`. */
export function fileOfPage({ bytes, extension, url }: FetchedPage): IncomingFile {
  try {
    const file_type = detectFileType(bytes, `page.${extension}`)
    return { name: url, source_type: 'url', bytes, maxBytes: bytes.length, file_type }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.code, { field: 'url', params: error.params, cause: error })
  }
}

/** What tells at the next fetch whether the page has changed. */
export function whatWasFetched({ bytes, etag, last_modified }: FetchedPage): Fetched {
  const fetched_hash = createHash('sha256').update(bytes).digest('hex')
  return { fetched_hash, source_etag: etag, source_last_modified: last_modified }
}

/** Runs a fetch; a problem of it is written down at the document before it is raised. */
export async function recordFetchFailures<T>(
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
