import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type MemberRole, type Principal, requireRole, type TenantTx, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { removeFiles } from './documents.jobs.ts'
import { findStoragePaths, lockBelow } from './documents.repository.ts'

/** Files of one job: Storage takes so many at once. */
const batch = 1_000

/**
 * Deletes a document, or a collection, knowledge base or client with all documents below it. Their rows and chunks go in this
 * transaction, and with it the jobs that remove their files. Raises `not_found`, `forbidden`.
 *
 * @param table the repository of what is deleted
 * @param below how documents are found from it
 * @param minimum the role that it takes
 */
export async function removeWithFiles(
  { database, queue }: { database: Database; queue: Queue },
  principal: Principal,
  table: { lock(tx: TenantTx, id: string): Promise<boolean>; remove(tx: TenantTx, id: string): Promise<boolean> },
  below: 'document' | 'collection' | 'knowledge_base' | 'client',
  id: string,
  minimum: MemberRole = 'user',
): Promise<void> {
  await withTenant(database, principal, async (tx) => {
    const { client_id } = await requireRole(tx, minimum)
    // Locked first, all of it: an upload that is under way either comes before, and is found, or finds nothing to
    // belong to.
    if (!(await table.lock(tx, id))) throw new Problem('not_found')
    await lockBelow(tx, below, id)
    const paths = await findStoragePaths(tx, below, id)
    // Seen and yet not to be deleted: something below it is kept from this person.
    if (!(await table.remove(tx, id))) throw new Problem('forbidden')
    if (paths.length === 0) return
    const payloads = []
    for (let from = 0; from < paths.length; from += batch) {
      payloads.push({ client_id, storage_paths: paths.slice(from, from + batch) })
    }
    await queue.enqueue(tx, removeFiles, ...payloads)
  })
}
