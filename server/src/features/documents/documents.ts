import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, requireRole, withTenant } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { type Language, problemText } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import { type Created, type CreationKey, createOnce, isRepetition } from '../idempotency/idempotency.ts'
import { requireQuota } from '../usage/usage.ts'
import { ingestDocument } from './documents.jobs.ts'
import { documents, versions } from './documents.repository.ts'
import { type Original, withStored } from './original.ts'
import { type StoredOriginal, type StoreFile, withReceived } from './store-upload.ts'
import { describeWarnings } from './warnings.ts'

export type { Location } from '../../parsing/chunking/chunk.ts'
export { underHeadings } from '../chunks/embedding-text.ts'
export { removeSomeDocuments } from './delete-documents.ts'

/** A document as it goes out: the reason of a failure in the reader's language. */
export function describeDocument({ error_params, warnings, ...row }: Selected<typeof documents>, language: Language) {
  const error_message = row.error_code === null ? null : problemText(row.error_code, error_params, language)
  return { ...row, error_message, warnings: describeWarnings(warnings, language) }
}

export interface DocumentServices {
  database: Database
  queue: Queue
  storage: FileStorage
  logger: Logger
}

interface NewDocument<File> {
  original: File
  language: TextLanguage | undefined
  key: CreationKey | undefined
}

/**
 * Takes in an original as the first version of a new document, and enqueues its ingestion: document, version and job
 * are one transaction.
 *
 * Raises `not_found` (no such collection for this tenant), `forbidden`, `quota_exceeded`, `storage_unavailable`,
 * `idempotency_key_reused`.
 */
export function uploadDocument(
  services: DocumentServices,
  principal: Principal,
  { collection_id, ...document }: NewDocument<Original> & { collection_id: string },
) {
  const { original, key } = document
  const expected = { bytes: original.file_size, key: key?.key }
  return addDocument(services, principal, { collection_id, ...expected }, (at, write) =>
    withStored(services, { ...at, original }, (storage_path) => write(storage_path, document)),
  )
}

/**
 * As `uploadDocument`, for a file that is still coming in: `take` stores it, and says what else there is to say.
 * Raises what `take` raises, before it is called `not_found`, `forbidden` and `quota_exceeded`, which may come last too.
 *
 * @param idempotency_key that the request came with: a repetition is not asked whether there is room
 */
export function receiveDocument(
  services: DocumentServices,
  principal: Principal,
  collection_id: string,
  take: (store: StoreFile) => Promise<NewDocument<StoredOriginal>>,
  idempotency_key?: string,
) {
  // An empty file is refused: there is a byte at least.
  const expected = { bytes: 1, key: idempotency_key }
  return addDocument(services, principal, { collection_id, ...expected }, (at, write) =>
    withReceived(services, at, take, write),
  )
}

type Added = Created<Selected<typeof documents>>

async function addDocument(
  { database, queue }: DocumentServices,
  principal: Principal,
  { collection_id, bytes, key }: { collection_id: string; bytes: number; key: string | undefined },
  withFile: (
    at: { client_id: string; document_id: string },
    write: (storage_path: string, document: NewDocument<StoredOriginal>) => Promise<Added>,
  ) => Promise<Added>,
): Promise<Added> {
  const { client_id, user_id } = await withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    const claims = await requireRole(tx, 'user')
    if (!(await isRepetition(tx, key))) await requireQuota(tx, { documents: 1, bytes })
    return claims
  })
  const document_id = randomUUID()
  return withFile({ client_id, document_id }, (storage_path, { original, language, key }) => {
    const { name, source_type, file_type, file_size, content_hash } = original
    return withTenant(database, principal, async (tx) => {
      const created = await createOnce(tx, key, async () => {
        const row = await documents.create(tx, {
          id: document_id,
          collection_id,
          name,
          source_type,
          file_type,
          file_size,
          content_hash,
          language,
          given_language: language,
          created_by: user_id,
        })
        await versions.create(tx, {
          document_id,
          collection_id,
          version_number: 1,
          change_type: 'created',
          changed_by: user_id,
          storage_path,
          file_type,
          file_size,
          content_hash,
        })
        return row
      })
      if (!created.replayed) await queue.enqueue(tx, ingestDocument, { client_id, document_id, version_number: 1 })
      return created
    })
  })
}
