import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import { detectFileType } from '../../parsing/parse.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { type Original, removeUnlessWritten, requireFileName } from './original.ts'

/** A file that is still coming in. */
export interface IncomingFile {
  name: string
  bytes: AsyncIterable<Uint8Array>
  /** Of one that somebody is still sending. Aborted when no more comes: it need not wait to be stored any more. */
  signal?: AbortSignal | undefined
}

/** An original whose bytes are in Storage. */
export type StoredOriginal = Omit<Original, 'bytes'>

/**
 * Stores a file as it comes in. Raises `invalid_input` (the file's name), `empty_file`, `wrong_extension`,
 * `unsupported_file_type`, `file_too_large`, `file_refused`, `storage_unavailable`, `rate_limited`, and what reading it
 * raises.
 */
export type StoreFile = (file: IncomingFile, maxBytes: number) => Promise<StoredOriginal>

interface ReceiveServices {
  database: Database
  storage: FileStorage
  logger: Logger
}

/**
 * So much of a file is looked at before it is stored, and is in memory at once: what kind it is must be known by then.
 * A smaller one is seen whole.
 */
const headLength = 1024 * 1024

/**
 * Lets `take` store a file, then `write` write the row that names it, so that a row always has its file; a file whose
 * row was not written goes again, also what there is of one that did not come to its end.
 *
 * Raises what `take` and `write` raise.
 */
export async function withReceived<Taken, T>(
  services: ReceiveServices,
  { client_id, document_id }: { client_id: string; document_id: string },
  take: (store: StoreFile) => Promise<Taken>,
  write: (storage_path: string, taken: Taken) => Promise<T & { replayed: boolean }>,
): Promise<T & { replayed: boolean }> {
  const storage_path = `${client_id}/${document_id}/${randomUUID()}`
  let begun = false
  const store: StoreFile = async (file, maxBytes) => {
    const name = requireFileName(file.name)
    const head = await readHead(file.bytes, maxBytes)
    const file_type = detectFileType(head.bytes, name)
    begun = true
    const sent = await send(services.storage, { storage_path, file_type, maxBytes, signal: file.signal }, head)
    return { name, source_type: 'file', file_type, ...sent }
  }
  try {
    const written = await write(storage_path, await take(store))
    if (written.replayed) await removeUnlessWritten(services, client_id, storage_path)
    return written
  } catch (error) {
    if (begun) await removeUnlessWritten(services, client_id, storage_path)
    throw error
  }
}

interface Head {
  bytes: Uint8Array<ArrayBuffer>
  /** What comes after it; null where nothing does. */
  rest: AsyncIterator<Uint8Array> | null
}

async function readHead(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Head> {
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
    // Storage was fine: what it was sent was not.
    throw failure ?? error
  } finally {
    await rest.return?.()
  }
  return { file_size, content_hash: hash.digest('hex') }
}

function tooLarge(maxBytes: number): Problem {
  return new Problem('file_too_large', { field: 'file', params: { limit_mb: Math.floor(maxBytes / 1024 / 1024) } })
}
