import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { embedChunks, shardOf } from '../chunks/chunks.jobs.ts'
import { releasePending } from '../chunks/chunks.ts'
import {
  type CreatingRequest,
  type CreationKey,
  createOnce,
  creationKey,
  isRepetition,
} from '../idempotency/idempotency.ts'
import { requireQuota } from '../usage/usage.ts'
import { ingestDocument } from './documents.jobs.ts'
import { cancelDocument, documents } from './documents.repository.ts'
import type { Upload } from './incoming-file.ts'
import { type StoreServices, storeOriginal } from './store-upload.ts'
import { beginVersion, findVersion, versions } from './versions.repository.ts'

interface NextVersion {
  change_type: 'updated' | 'reprocessed' | 'restored'
  change_description?: string | undefined
  stored: { storage_path: string; file_type: string; file_size: number; content_hash: string }
}

/**
 * Takes in a file as the next version of a document. Searches go on finding the version before until this one is
 * published.
 *
 * Raises `not_found`, `forbidden` and `quota_exceeded`, before the file is read and after it; what `storeOriginal` and
 * the upload raise; `idempotency_key_reused`.
 */
export async function createVersion(
  services: StoreServices & { queue: Queue },
  principal: Principal,
  document_id: string,
  upload: Upload<{ change_description?: string | undefined }>,
  { operation, idempotency_key }: CreatingRequest,
) {
  const { database, queue } = services
  const { client_id } = await withTenant(database, principal, async (tx) => {
    found(await documents.get(tx, document_id))
    if (!(await isRepetition(tx, idempotency_key))) {
      await requireQuota(tx, { documents: 0, bytes: upload.leastBytes })
    }
    return tx.claims()
  })
  try {
    const file = await upload.file()
    return await storeOriginal(services, { client_id, document_id }, file, async (original) => {
      const { change_description } = await upload.fields()
      const { storage_path: _, ...asked } = original
      const key = creationKey(operation, idempotency_key, { ...asked, change_description })
      return withTenant(database, principal, (tx) =>
        addVersion(tx, queue, key, document_id, async () => ({
          change_type: 'updated',
          change_description,
          stored: original,
        })),
      )
    })
  } finally {
    upload.close()
  }
}

/**
 * Processes the original of an earlier version again, as the newest one: what a parser has learnt since, or what was
 * better before. Without a number it is the newest version's. Raises `not_found`, `forbidden`, `still_processing`
 * and `not_fetched` (both only where no number is given), `idempotency_key_reused`.
 */
export async function repeatVersion(
  { database, queue }: { database: Database; queue: Queue },
  principal: Principal,
  document_id: string,
  { version_number, key }: { version_number?: number; key: CreationKey | undefined },
) {
  return withTenant(database, principal, (tx) =>
    addVersion(tx, queue, key, document_id, async () => {
      // What is read here must still be so when the version is written.
      if (!(await documents.lock(tx, document_id))) throw new Problem('not_found')
      const { status, latest_version, content_hash } = found(await documents.get(tx, document_id))
      if (version_number === undefined && (status === 'pending' || status === 'processing')) {
        throw new Problem('still_processing')
      }
      if (version_number === undefined && content_hash === null) throw new Problem('not_fetched')
      const stored = found(await findVersion(tx, { document_id, version_number: version_number ?? latest_version }))
      return { change_type: version_number === undefined ? 'reprocessed' : 'restored', stored }
    }),
  )
}

/** Adds a version in the caller's transaction, and as its last statement the job that processes it. */
export async function addVersion(
  tx: TenantTx,
  queue: Queue,
  key: CreationKey | undefined,
  document_id: string,
  next: () => Promise<NextVersion>,
) {
  const { client_id, user_id } = await tx.claims()
  let version_number = 0
  const created = await createOnce(tx, key, 'documents', async () => {
    const { change_type, change_description, stored } = await next()
    const { storage_path, file_type, file_size, content_hash } = stored
    const begun = found(await beginVersion(tx, document_id, { file_type, file_size, content_hash }))
    version_number = begun.latest_version
    await versions.create(tx, {
      document_id,
      collection_id: begun.collection_id,
      version_number,
      change_type,
      change_description,
      changed_by: user_id,
      storage_path,
      file_type,
      file_size,
      content_hash,
    })
    return found(await documents.get(tx, document_id))
  })
  if (!created.replayed) await queue.enqueue(tx, ingestDocument, { client_id, document_id, version_number })
  return created
}

/** Ends what is being processed; what was published before stays. Raises `not_found`, `forbidden`, `not_processing`. */
export async function cancelProcessing({ database }: { database: Database }, principal: Principal, id: string) {
  return withTenant(database, principal, async (tx) => {
    const cancelled = await cancelDocument(tx, id)
    const row = found(await documents.get(tx, id))
    if (!cancelled) throw new Problem('not_processing')
    return row
  })
}

/**
 * Has the vectors that a document lacks made at once, whatever they were refused of or wait for. Raises `not_found`,
 * `forbidden`.
 */
export async function embedAgain(
  { database, queue }: { database: Database; queue: Queue },
  principal: Principal,
  id: string,
) {
  return withTenant(database, principal, async (tx) => {
    const waits = await releasePending(tx, id)
    const row = found(await documents.get(tx, id))
    const { client_id } = await tx.claims()
    if (waits) await queue.enqueue(tx, embedChunks, shardOf(client_id, id))
    return row
  })
}
