import { randomUUID } from 'node:crypto'
import type { Queue } from '../../db/queue.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { type Language, Problem, problemText } from '../../problems.ts'
import { requireCollection } from '../collections/collections.ts'
import {
  type Created,
  type CreatingRequest,
  createOnce,
  creationKey,
  isRepetition,
} from '../idempotency/idempotency.ts'
import { requireQuota } from '../usage/usage.ts'
import { ingestDocument } from './documents.jobs.ts'
import { documents, findDuplicate } from './documents.repository.ts'
import type { Upload } from './incoming-file.ts'
import { type StoredOriginal, type StoreServices, storeOriginal } from './store-upload.ts'
import { versions } from './versions.repository.ts'
import { describeWarnings } from './warnings.ts'

/** What url-sources, ingestion and the operator build on. */
export { removeSomeDocuments } from './delete-documents.ts'
export { documents } from './documents.repository.ts'
export type { IncomingFile } from './incoming-file.ts'
export { storeOriginal } from './store-upload.ts'
export { findVersion, type VersionKey, versions } from './versions.repository.ts'
export { addVersion } from './versions.ts'
export { type Warning, warningsOf } from './warnings.ts'

/** A document as it goes out: the reason of a failure in the reader's language. */
export function describeDocument(
  { error_params, embedding_error_params, unembedded_count, warnings, ...row }: Selected<typeof documents>,
  language: Language,
) {
  const { current_version, chunk_count, embedding_error_code } = row
  const textOf = (code: string | null, params: unknown) => (code === null ? null : problemText(code, params, language))
  return {
    ...row,
    error_message: textOf(row.error_code, error_params),
    embedding_status: current_version === null ? null : row.embedding_status,
    embedded_count: chunk_count - unembedded_count,
    embedding_error_message: textOf(embedding_error_code, embedding_error_params),
    warnings: describeWarnings(warnings, language),
  }
}

/**
 * Takes in a file as the first version of a new document, and enqueues its ingestion: document, version and job are one
 * transaction. What the collection has already is not taken in twice, unless `allow_duplicate` says so.
 *
 * Raises `not_found` (no such collection for this tenant), `forbidden` and `quota_exceeded`, before the file is read and
 * after it; what `storeOriginal` and the upload raise; `duplicate_document`; `idempotency_key_reused`.
 */
export async function createDocument(
  services: StoreServices & { queue: Queue },
  principal: Principal,
  collection_id: string,
  upload: Upload<{ language?: TextLanguage | undefined; allow_duplicate?: boolean | undefined }>,
  { operation, idempotency_key }: CreatingRequest,
): Promise<Created<Selected<typeof documents>>> {
  const { database, queue } = services
  const { client_id, user_id } = await withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    // A repetition adds nothing: its quota was asked for by the first request.
    if (!(await isRepetition(tx, idempotency_key))) {
      await requireQuota(tx, { documents: 1, bytes: upload.leastBytes })
    }
    return tx.claims()
  })
  const document_id = randomUUID()
  try {
    const file = await upload.file()
    return await storeOriginal(services, { client_id, document_id }, file, async (original) => {
      const { language, allow_duplicate = false } = await upload.fields()
      const { storage_path, file_type, file_size, content_hash, ...named } = original
      const stored = { file_type, file_size, content_hash }
      const asked = { ...named, ...stored, language, ...(allow_duplicate ? { allow_duplicate } : {}) }
      const key = creationKey(operation, idempotency_key, asked)
      return withTenant(database, principal, async (tx) => {
        const created = await createOnce(tx, key, 'documents', async () => {
          if (!allow_duplicate) await requireNew(tx, collection_id, original)
          const spoken = { language, given_language: language }
          const by = { collection_id, created_by: user_id }
          const row = await documents.create(tx, { id: document_id, ...by, ...named, ...stored, ...spoken })
          const first = { version_number: 1, change_type: 'created', changed_by: user_id }
          await versions.create(tx, { document_id, collection_id, ...first, storage_path, ...stored })
          return row
        })
        if (!created.replayed) await queue.enqueue(tx, ingestDocument, { client_id, document_id, version_number: 1 })
        return created
      })
    })
  } finally {
    upload.close()
  }
}

/** Raises `duplicate_document` where the collection has these bytes already. */
async function requireNew(
  tx: TenantTx,
  collection_id: string,
  { content_hash, source_type }: Pick<StoredOriginal, 'content_hash' | 'source_type'>,
): Promise<void> {
  const found = await findDuplicate(tx, collection_id, content_hash)
  if (!found) return
  const field = source_type === 'text' ? 'text' : 'file'
  throw new Problem('duplicate_document', { field, params: { document_id: found.id, name: found.name } })
}
