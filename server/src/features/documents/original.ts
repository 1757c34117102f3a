import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import type { FileType } from '../../parsing/parse.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { isStored } from './documents.repository.ts'

/** What a person handed in, as it came. */
export interface Original {
  name: string
  source_type: 'file' | 'text' | 'url'
  bytes: Uint8Array<ArrayBuffer>
  file_type: FileType
  file_size: number
  /** SHA-256, lower-case hex. */
  content_hash: string
}

export function originalOfText(name: string, text: string, file_type: FileType): Original {
  const bytes = new TextEncoder().encode(text)
  const content_hash = createHash('sha256').update(bytes).digest('hex')
  return { name, source_type: 'text', bytes, file_type, file_size: bytes.length, content_hash }
}

/** What a text is that does not say it itself. */
export function textTypeOf(name: string): FileType {
  return /\.(md|markdown)$/i.test(name) ? 'text/markdown' : 'text/plain'
}

/** An original without its bytes: what an Idempotency-Key is bound to. */
export function withoutBytes({ bytes: _, ...rest }: Original): Omit<Original, 'bytes'> {
  return rest
}

interface StoreServices {
  database: Database
  storage: FileStorage
  logger: Logger
}

/**
 * Stores the bytes before `write` writes the row that names them, so that a row always has its file; a file whose row
 * was not written goes again. Raises `storage_unavailable`, and what `write` raises.
 */
export async function withStored<T>(
  services: StoreServices,
  { client_id, document_id, original }: { client_id: string; document_id: string; original: Original },
  write: (storage_path: string) => Promise<T & { replayed: boolean }>,
): Promise<T & { replayed: boolean }> {
  const storage_path = `${client_id}/${document_id}/${randomUUID()}`
  await services.storage.upload(storage_path, original.bytes, original.file_type)
  try {
    const written = await write(storage_path)
    if (written.replayed) await removeUnlessWritten(services, client_id, storage_path)
    return written
  } catch (error) {
    await removeUnlessWritten(services, client_id, storage_path)
    throw error
  }
}

/**
 * A commit whose answer was lost may have happened: the file goes only when the database says that nothing names it.
 * It is asked as a job: the person may have been removed meanwhile, or the client deleted.
 */
export async function removeUnlessWritten(
  { database, storage, logger }: StoreServices,
  client_id: string,
  storage_path: string,
): Promise<void> {
  try {
    const stored = await withTenant(database, { kind: 'job', client_id }, (tx) => isStored(tx, storage_path)).catch(
      (error: unknown) => {
        if (error instanceof Problem && error.code === 'unauthenticated') return false
        throw error
      },
    )
    if (!stored) await storage.remove([storage_path])
  } catch (error) {
    logger.warn({ err: error, storage_path }, 'a file may be left in storage without a document')
  }
}

/** What the database would refuse later, with the field that the caller knows. */
export function requireFileName(given: string): string {
  const name = given.trim()
  if (name !== '' && name.length <= 500 && !/\p{Cc}/u.test(name) && name.isWellFormed()) return name
  const reason = {
    pt: 'O nome do arquivo deve ter de 1 a 500 caracteres, sem caracteres de controle. Mude o nome e envie de novo.',
    en: 'The name of the file must have 1 to 500 characters and no control characters. Rename it and send it again.',
  }
  throw new Problem('invalid_input', { field: 'file', params: { reason } })
}
