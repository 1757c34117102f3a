import { createHash } from 'node:crypto'
import type { Queue } from '../../db/queue.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { readArchive } from '../../parsing/zip/archive.ts'
import { Problem } from '../../problems.ts'
import { requireCollection } from '../collections/collections.ts'
import { requireQuota } from '../usage/usage.ts'
import type { documents } from './documents.repository.ts'
import { createDocument } from './documents.ts'
import type { IncomingFile } from './incoming-file.ts'
import type { StoreServices } from './store-upload.ts'

export interface Imported {
  created: Selected<typeof documents>[]
  /** What became no document, and why. */
  skipped: { path: string; problem: Problem }[]
}

interface Given {
  collection_id: string
  /** Where the zip is on this machine's disk. */
  path: string
  /** Of each of its files, unpacked. */
  maxFileBytes: number
  language: TextLanguage | undefined
  /** Also what the collection has already. */
  allow_duplicate?: boolean | undefined
  /** Of the request; a repetition makes only what is missing. */
  idempotency_key: string | undefined
}

/**
 * Raises `not_found` (no such collection for this tenant), `forbidden` and `quota_exceeded`: before anything is read.
 * What may be a repetition may need no room: then each of its files says so itself, for the keys are theirs.
 */
export function requireImport(
  { database }: Pick<StoreServices, 'database'>,
  principal: Principal,
  { collection_id, idempotency_key }: Pick<Given, 'collection_id' | 'idempotency_key'>,
) {
  return withTenant(database, principal, async (tx) => {
    await requireCollection(tx, collection_id)
    const claims = await tx.claims()
    if (idempotency_key === undefined) await requireQuota(tx, { documents: 1, bytes: 1 })
    return claims
  })
}

/**
 * Makes a document of each file of a zip, named by its path in it, each in a transaction of its own: what one file is
 * does not keep the others out.
 *
 * Raises `not_an_archive`, `broken_file`, `encrypted_file`, `too_many_entries`, `empty_file` (nothing in it),
 * `not_found`, `forbidden`, `storage_unavailable`, `idempotency_key_reused`.
 */
export async function importArchive(
  services: StoreServices & { queue: Queue },
  principal: Principal,
  { collection_id, path, maxFileBytes, language, allow_duplicate, idempotency_key }: Given,
): Promise<Imported> {
  const imported: Imported = { created: [], skipped: [] }
  for await (const file of readArchive(path)) {
    try {
      const upload = {
        // An empty file is refused: there is a byte at least.
        leastBytes: 1,
        file: async (): Promise<IncomingFile> => ({
          name: file.path,
          source_type: 'file',
          bytes: file.bytes,
          maxBytes: maxFileBytes,
        }),
        fields: async () => ({ language, allow_duplicate }),
        close() {},
      }
      const key = keyOfFile(collection_id, idempotency_key, file.path)
      const request = { operation: 'importDocument', idempotency_key: key }
      const { row } = await createDocument(services, principal, collection_id, upload, request)
      imported.created.push(row)
    } catch (error) {
      // What is wrong with one file keeps no other out.
      if (
        !(
          error instanceof Problem &&
          (error.fault === 'file' || error.field === 'file' || error.code === 'quota_exceeded')
        )
      )
        throw error
      const problem = error.code === 'archive_not_document' ? new Problem('archive_in_archive') : error
      imported.skipped.push({ path: file.path.toWellFormed().slice(0, 500), problem })
    }
  }
  if (imported.created.length + imported.skipped.length === 0) throw new Problem('empty_file', { field: 'file' })
  return imported
}

/** One key of a request is one of each of its files. */
function keyOfFile(collection_id: string, key: string | undefined, path: string): string | undefined {
  if (key === undefined) return undefined
  return createHash('sha256').update(`${collection_id}\0${key}\0${path}`).digest('hex')
}
