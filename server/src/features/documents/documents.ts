import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, requireRole, withTenant } from '../../db/tenant.ts'
import { type Language, Problem, problemText } from '../../problems.ts'
import type { TextLanguage } from '../../providers/parsers/language.ts'
import { detectFileType } from '../../providers/parsers/parse.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import { ingestDocument } from './documents.jobs.ts'
import { documents, versions } from './documents.repository.ts'

export type { Location } from './split.ts'

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

/**
 * Takes in a file as the first version of a new document, and enqueues its ingestion.
 *
 * The bytes are stored before the row is written, so that a row always has its file; row, version and job are one
 * transaction. Raises `invalid_input` (the file's name), `empty_file`, `unsupported_file_type`, `not_found` (no such
 * collection for this tenant), `forbidden`, `storage_unavailable`.
 */
export async function uploadDocument(
  services: DocumentServices,
  principal: Principal,
  { collection_id, file, language }: { collection_id: string; file: File; language?: TextLanguage | undefined },
) {
  const { database, queue, storage } = services
  const name = requireFileName(file.name)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { client_id, user_id } = await withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    return requireRole(tx, 'user')
  })
  const file_type = detectFileType(bytes, name)
  const id = randomUUID()
  const storage_path = `${client_id}/${id}/1`
  await storage.upload(storage_path, bytes, file_type)
  try {
    return await withTenant(database, principal, async (tx) => {
      const created = await documents.create(tx, {
        id,
        collection_id,
        name,
        source_type: 'file',
        file_type,
        file_size: bytes.length,
        language,
        created_by: user_id,
      })
      await versions.create(tx, {
        document_id: id,
        version_number: 1,
        change_type: 'created',
        changed_by: user_id,
        storage_path,
        file_type,
        file_size: bytes.length,
        content_hash: createHash('sha256').update(bytes).digest('hex'),
      })
      await queue.enqueue(tx, ingestDocument, { client_id, document_id: id, version_number: 1 })
      return created
    })
  } catch (error) {
    await removeUnlessWritten(services, principal, id, storage_path)
    throw error
  }
}

/** A commit whose answer was lost may have happened: the file goes only when the database says there is no document. */
async function removeUnlessWritten(
  { database, storage, logger }: DocumentServices,
  principal: Principal,
  id: string,
  storage_path: string,
): Promise<void> {
  try {
    const written = await withTenant(database, principal, (tx) => documents.get(tx, id))
    if (!written) await storage.remove([storage_path])
  } catch (error) {
    logger.warn({ err: error, storage_path }, 'a file may be left in storage without a document')
  }
}

/** What the database would refuse later, with the field that the caller knows. */
function requireFileName(given: string): string {
  const name = given.trim()
  if (name !== '' && name.length <= 500 && !/\p{Cc}/u.test(name) && name.isWellFormed()) return name
  const reason = {
    pt: 'file: o nome deve ter de 1 a 500 caracteres, sem caracteres de controle',
    en: 'file: its name must have 1 to 500 characters and no control characters',
  }
  throw new Problem('invalid_input', { field: 'file', params: { reason } })
}
