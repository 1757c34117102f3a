import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, requireRole, withTenant } from '../../db/tenant.ts'
import { detectFileType } from '../../providers/parsers/parse.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { requireCollection } from '../collections/collections.ts'
import { ingestDocument } from './documents.jobs.ts'
import { documents, versions } from './documents.repository.ts'

export type { Location } from './split.ts'

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
 * transaction. Raises `empty_file`, `unsupported_file_type`, `not_found` (no such collection for this tenant),
 * `forbidden`, `storage_unavailable`.
 */
export async function uploadDocument(
  { database, queue, storage, logger }: DocumentServices,
  principal: Principal,
  { collection_id, file }: { collection_id: string; file: File },
) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const name = file.name.trim()
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
    await storage
      .remove([storage_path])
      .catch((failure) => logger.warn({ err: failure, storage_path }, 'file without a document left in storage'))
    throw error
  }
}
