import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, requireRole, withTenant } from '../../db/tenant.ts'
import { type Language, problemText } from '../../problems.ts'
import type { TextLanguage } from '../../providers/parsers/language.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { ingestDocument } from './documents.jobs.ts'
import { documents, versions } from './documents.repository.ts'
import { type Original, withStored } from './original.ts'

export { type Location, underHeadings } from './split.ts'

/** A document as it goes out: the reason of a failure in the reader's language. */
export function describeDocument(
  { error_params, ...row }: Selected<typeof documents>,
  language: Language,
): Omit<Selected<typeof documents>, 'error_params'> & { error_message: string | null } {
  const error_message = row.error_code === null ? null : problemText(row.error_code, error_params, language)
  return { ...row, error_message }
}

export interface DocumentServices {
  database: Database
  queue: Queue
  storage: FileStorage
  logger: Logger
}

interface NewDocument {
  collection_id: string
  original: Original
  language: TextLanguage | undefined
  key: CreationKey | undefined
}

/**
 * Takes in an original as the first version of a new document, and enqueues its ingestion: document, version and job
 * are one transaction.
 *
 * Raises `not_found` (no such collection for this tenant), `forbidden`, `storage_unavailable`,
 * `idempotency_key_reused`.
 */
export async function uploadDocument(
  services: DocumentServices,
  principal: Principal,
  { collection_id, original, language, key }: NewDocument,
) {
  const { database, queue } = services
  const { client_id, user_id } = await withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    return requireRole(tx, 'user')
  })
  const document_id = randomUUID()
  const { name, source_type, file_type, file_size, content_hash } = original
  return withStored(services, { client_id, document_id, original }, (storage_path) =>
    withTenant(database, principal, async (tx) => {
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
    }),
  )
}
