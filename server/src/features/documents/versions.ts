import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Claims, type Principal, requireRole, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { type CreationKey, createOnce, isRepetition } from '../idempotency/idempotency.ts'
import { requireQuota } from '../usage/usage.ts'
import { ingestDocument } from './documents.jobs.ts'
import { beginVersion, cancelDocument, documents, findVersion, versions } from './documents.repository.ts'
import type { DocumentServices } from './documents.ts'
import { type Original, withStored } from './original.ts'
import { type StoredOriginal, type StoreFile, withReceived } from './store-upload.ts'

interface NextVersion {
  change_type: 'updated' | 'reprocessed' | 'restored'
  change_description?: string | undefined
  stored: { storage_path: string; file_type: string; file_size: number; content_hash: string }
}

interface NewVersion<File> {
  original: File
  change_description?: string | undefined
  key: CreationKey | undefined
}

/**
 * Takes in a new original for a document. Searches go on finding the version before until this one is published.
 * Raises `not_found`, `forbidden`, `quota_exceeded`, `storage_unavailable`, `idempotency_key_reused`.
 */
export function uploadVersion(
  services: DocumentServices,
  principal: Principal,
  document_id: string,
  next: NewVersion<Original>,
) {
  const { original, key } = next
  const expected = { bytes: original.file_size, key: key?.key }
  return addStored(services, principal, { document_id, ...expected }, (at, write) =>
    withStored(services, { ...at, original }, (storage_path) => write(storage_path, next)),
  )
}

/**
 * As `uploadVersion`, for a file that is still coming in: `take` stores it, and says what else there is to say. Raises
 * what `take` raises, before it is called `not_found`, `forbidden` and `quota_exceeded`, which may come last too.
 *
 * @param idempotency_key that the request came with: a repetition is not asked whether there is room
 */
export function receiveVersion(
  services: DocumentServices,
  principal: Principal,
  document_id: string,
  take: (store: StoreFile) => Promise<NewVersion<StoredOriginal>>,
  idempotency_key?: string,
) {
  // An empty file is refused: there is a byte at least.
  const expected = { bytes: 1, key: idempotency_key }
  return addStored(services, principal, { document_id, ...expected }, (at, write) =>
    withReceived(services, at, take, write),
  )
}

type Added = Awaited<ReturnType<typeof addVersion>>

async function addStored(
  { database, queue }: DocumentServices,
  principal: Principal,
  { document_id, bytes, key }: { document_id: string; bytes: number; key: string | undefined },
  withFile: (
    at: { client_id: string; document_id: string },
    write: (storage_path: string, next: NewVersion<StoredOriginal>) => Promise<Added>,
  ) => Promise<Added>,
): Promise<Added> {
  const { client_id } = await withTenant(database, principal, async (tx) => {
    found(await documents.get(tx, document_id))
    const claims = await requireRole(tx, 'user')
    if (!(await isRepetition(tx, key))) await requireQuota(tx, { documents: 0, bytes })
    return claims
  })
  return withFile({ client_id, document_id }, (storage_path, { original, change_description, key }) =>
    withTenant(database, principal, (tx) =>
      addVersion(tx, queue, key, document_id, async () => ({
        change_type: 'updated',
        change_description,
        stored: { ...original, storage_path },
      })),
    ),
  )
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
  return withTenant(database, principal, async (tx) => {
    await requireRole(tx, 'user')
    return addVersion(tx, queue, key, document_id, async () => {
      // What is read here must still be so when the version is written.
      if (!(await documents.lock(tx, document_id))) throw new Problem('not_found')
      const { status, latest_version, content_hash } = found(await documents.get(tx, document_id))
      if (version_number === undefined && (status === 'pending' || status === 'processing')) {
        throw new Problem('still_processing')
      }
      if (version_number === undefined && content_hash === null) throw new Problem('not_fetched')
      const stored = found(await findVersion(tx, { document_id, version_number: version_number ?? latest_version }))
      return { change_type: version_number === undefined ? 'reprocessed' : 'restored', stored }
    })
  })
}

/** Adds a version in the caller's transaction, and as its last statement the job that processes it. */
export async function addVersion(
  tx: TenantTx,
  queue: Queue,
  key: CreationKey | undefined,
  document_id: string,
  next: () => Promise<NextVersion>,
) {
  const { client_id, user_id }: Claims = await tx.claims()
  let version_number = 0
  const created = await createOnce(tx, key, async () => {
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
    await requireRole(tx, 'user')
    const cancelled = await cancelDocument(tx, id)
    const row = found(await documents.get(tx, id))
    if (!cancelled) throw new Problem('not_processing')
    return row
  })
}
