import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import { detectFileType, type FileType } from '../../parsing/chunk-document.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { toPlainName } from '../schema.ts'
import { type IncomingFile, tooLarge } from './incoming-file.ts'
import { isStored } from './versions.repository.ts'

/** An original whose bytes are in Storage. */
export interface StoredOriginal {
  name: string
  source_type: IncomingFile['source_type']
  file_type: FileType
  file_size: number
  /** SHA-256, lower-case hex. */
  content_hash: string
  storage_path: string
}

export interface StoreServices {
  database: Database
  storage: FileStorage
  logger: Logger
}

/**
 * This much of a file is read before it is stored, and is in memory at once: by then its type must be recognised. A
 * smaller file is read whole.
 */
const headLength = 1024 * 1024

/**
 * Stores a file as it comes in, then lets `write` write the row that names it, so that a row always has its file. A file
 * whose row was not written is removed, also the part of one that broke off.
 *
 * Raises `invalid_input` (the file's name), `empty_file`, `wrong_extension`, `unsupported_file_type`, `file_too_large`, `file_refused`,
 * `storage_unavailable`, `rate_limited`, and what reading the file and `write` raise.
 *
 * @param write says whether it was replayed: then the row is that of an earlier request, which has a file of its own
 */
export async function storeOriginal<T extends { replayed: boolean }>(
  services: StoreServices,
  { client_id, document_id }: { client_id: string; document_id: string },
  file: IncomingFile,
  write: (original: StoredOriginal) => Promise<T>,
): Promise<T> {
  const { source_type, maxBytes } = file
  const name = source_type === 'file' ? requireFileName(file.name) : file.name
  const storage_path = `${client_id}/${document_id}/${randomUUID()}`
  const head = await readHead(file.bytes, maxBytes)
  const file_type = file.file_type ?? detectFileType(head.bytes, name)
  try {
    const sent = await send(services.storage, { storage_path, file_type, maxBytes, signal: file.signal }, head)
    const written = await write({ name, source_type, file_type, storage_path, ...sent })
    if (written.replayed) await removeUnlessWritten(services, client_id, storage_path)
    return written
  } catch (error) {
    await removeUnlessWritten(services, client_id, storage_path)
    throw error
  }
}

/** Without what a name cannot have; refused is what is left of none, with the field that the caller knows. */
function requireFileName(given: string): string {
  const name = toPlainName(given).trim()
  if (name !== '' && name.length <= 500 && name.isWellFormed()) return name
  const reason = {
    pt: 'O nome do arquivo deve ter de 1 a 500 caracteres. Mude o nome e envie de novo.',
    en: 'The name of the file must have 1 to 500 characters. Rename it and send it again.',
  }
  throw new Problem('invalid_input', { field: 'file', params: { reason } })
}

interface Head {
  bytes: Uint8Array<ArrayBuffer>
  /** What comes after it; null where the file ends with it. */
  rest: AsyncIterator<Uint8Array> | null
}

async function readHead(bytes: IncomingFile['bytes'], maxBytes: number): Promise<Head> {
  if (bytes instanceof Uint8Array) return { bytes, rest: null }
  const rest = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < headLength) {
    const { value, done } = await rest.next()
    if (done) return { bytes: Buffer.concat(chunks), rest: null }
    chunks.push(value)
    size += value.length
    if (size > maxBytes) throw tooLarge(maxBytes)
  }
  return { bytes: Buffer.concat(chunks), rest }
}

interface Destination {
  storage_path: string
  file_type: string
  maxBytes: number
  signal: AbortSignal | undefined
}

/** Size and hash are known when all of it has passed. */
async function send(storage: FileStorage, to: Destination, { bytes, rest }: Head) {
  const { storage_path, file_type, maxBytes, signal } = to
  const hash = createHash('sha256').update(bytes)
  let file_size = bytes.length
  if (!rest) {
    await storage.upload(storage_path, bytes, file_type)
    return { file_size, content_hash: hash.digest('hex') }
  }
  let failure: unknown
  async function* measured(head: Uint8Array, rest: AsyncIterator<Uint8Array>) {
    try {
      yield head
      for (let next = await rest.next(); !next.done; next = await rest.next()) {
        file_size += next.value.length
        if (file_size > maxBytes) throw tooLarge(maxBytes)
        hash.update(next.value)
        yield next.value
      }
    } catch (error) {
      failure = error
      throw error
    }
  }
  try {
    await storage.upload(storage_path, ReadableStream.from(measured(bytes, rest)), file_type, signal)
  } catch (error) {
    // Storage reports its own failure, which here was caused by what it was sent.
    throw failure ?? error
  } finally {
    await rest.return?.()
  }
  return { file_size, content_hash: hash.digest('hex') }
}

/**
 * A commit whose answer was lost may have happened: the file is removed only when the database says that no row names
 * it. It is asked as a job: the person may have been removed meanwhile, or the client deleted.
 */
async function removeUnlessWritten(
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
