import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import {
  findPathsOf,
  findStoragePaths,
  hidesCollections,
  lockBelow,
  lockSome,
  removeAll,
} from './delete-documents.repository.ts'
import { removeFiles } from './documents.jobs.ts'

/** Files of one job: Storage takes so many at once. */
const batch = 1_000

/** Documents that go at once: what hangs on them has to go within a statement's time limit. */
const share = 200

interface Removable {
  lock(tx: TenantTx, id: string): Promise<boolean>
  remove(tx: TenantTx, id: string): Promise<boolean>
}

/**
 * Deletes a document, or a collection, knowledge base or client with all documents below it: their rows and chunks in one
 * transaction, and with it the jobs that remove their files. Of many documents most go before, in transactions of their
 * own, because a statement may last for so long; where that is cut off, asking again goes on with what is left. Raises
 * `not_found`, `forbidden`.
 *
 * @param table the repository of what is deleted
 * @param below how documents are found from it
 */
export async function removeWithFiles(
  { database, queue }: { database: Database; queue: Queue },
  principal: Principal,
  table: Removable,
  below: 'document' | 'collection' | 'knowledge_base' | 'client',
  id: string,
): Promise<void> {
  const lock = async (tx: TenantTx) => {
    const { client_id } = await tx.claims()
    if (!(await table.lock(tx, id))) throw new Problem('not_found')
    return client_id
  }
  for (let more = below !== 'document'; more; ) {
    more = await untilDone(database, principal, async (tx) => {
      const client_id = await lock(tx)
      // No part goes where the whole may not. One who may delete a client, or a collection, sees all that is in it.
      if (below === 'knowledge_base' && (await hidesCollections(tx, id))) throw new Problem('forbidden')
      const ids = await lockSome(tx, below, id, share)
      // The last ones go with the whole.
      if (ids.length < share) return false
      const paths = await findPathsOf(tx, ids)
      if ((await removeAll(tx, ids)) < ids.length) throw new Problem('forbidden')
      await enqueueRemoval(tx, queue, client_id, paths)
      return true
    })
  }
  await untilDone(database, principal, async (tx) => {
    // Locked first, all of it: an upload that is under way either comes before, and is found, or finds nothing to
    // belong to.
    const client_id = await lock(tx)
    await lockBelow(tx, below, id)
    const paths = await findStoragePaths(tx, below, id)
    // Seen and yet not to be deleted: something below it is kept from this person.
    if (!(await table.remove(tx, id))) throw new Problem('forbidden')
    await enqueueRemoval(tx, queue, client_id, paths)
  })
}

/** A large deletion meets concurrent writes: where they wait for each other, the database ends one of them. */
async function untilDone<T>(database: Database, principal: Principal, body: (tx: TenantTx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await withTenant(database, principal, body)
    } catch (error) {
      if (tries === 10 || !(error instanceof Problem && error.code === 'busy')) throw error
      // At another moment than the other transaction, which is retried too.
      await sleep(Math.random() * 20 * tries)
    }
  }
}

/**
 * Deletes some of a client's documents, and enqueues what removes their files, past all roles. None where there
 * are none left. Raises `unauthenticated` where there is no such client.
 */
export function removeSomeDocuments(
  { database, queue }: { database: Database; queue: Queue },
  client_id: string,
): Promise<{ documents: number; paths: string[] }> {
  return withTenant(database, { kind: 'job', client_id }, async (tx) => {
    const ids = await lockSome(tx, 'client', client_id, share)
    if (ids.length === 0) return { documents: 0, paths: [] }
    const paths = await findPathsOf(tx, ids)
    const documents = await removeAll(tx, ids)
    await enqueueRemoval(tx, queue, client_id, paths)
    return { documents, paths }
  })
}

async function enqueueRemoval(tx: TenantTx, queue: Queue, client_id: string, paths: string[]): Promise<void> {
  const payloads = []
  for (let from = 0; from < paths.length; from += batch) {
    payloads.push({ client_id, storage_paths: paths.slice(from, from + batch) })
  }
  if (payloads.length > 0) await queue.enqueue(tx, removeFiles, ...payloads)
}
