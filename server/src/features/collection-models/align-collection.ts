import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { embedChunks, shardKey, shardOf } from '../chunks/chunks.jobs.ts'
import { lockDocuments, notePending } from '../chunks/chunks.ts'
import { alignCollection, type CollectionKey } from './collection-models.jobs.ts'
import {
  changeOver,
  findIncomplete,
  forgetPrevious,
  listDocuments,
  lockModels,
  type Models,
  removeForeign,
  setNext,
} from './collection-models.repository.ts'

interface AlignServices {
  database: Database
  queue: Queue
  embedders: Embedders
  logger: Logger
}

/** What one transaction deals with. */
const atOnce = { documents: 200, vectors: 500, collections: 500 }

/** In ms: how long the vectors of the model before are kept. */
const keptFor = 7 * 24 * 3_600_000

/** What an install begins with that has no sentence model: it is no choice of anybody's. */
const outgrown = 'lexical-1'

/**
 * Brings a collection in line with its models, in short transactions, each of which may be the last: what documents lack is
 * listed and given a job, vectors of no model are removed, and where the next model has all of its vectors searches go over to
 * it. Safe to repeat and to kill.
 */
export async function align(services: AlignServices, { client_id, collection_id }: CollectionKey, signal: AbortSignal) {
  const { database, queue } = services
  const principal: Principal = { kind: 'job', client_id }
  const write = <T>(body: (tx: TenantTx) => Promise<T>) => {
    signal.throwIfAborted()
    return withTenant(database, principal, body)
  }
  const models = await write((tx) => settleModels(tx, services.embedders, collection_id))
  if (!models) return
  let after: string | undefined
  do {
    const from = after
    after = await write(async (tx) => {
      const ids = await listDocuments(tx, collection_id, from, atOnce.documents)
      await lockDocuments(tx, ids)
      await embedSoon(tx, queue, client_id, await notePending(tx, ids))
      return ids.at(-1)
    })
  } while (after !== undefined)
  const kept = [models.embedding_model, models.next_embedding_model, models.previous_embedding_model]
  const wanted = kept.filter((model) => model !== null)
  while ((await write((tx) => removeForeign(tx, collection_id, wanted, atOnce.vectors))) === atOnce.vectors);
  if (models.next_embedding_model !== null) await changeOverWhenComplete(services, { client_id, collection_id })
}

/** What is due by itself: a model that was outgrown gets its successor, and one that was kept for long enough is forgotten. */
async function settleModels(tx: TenantTx, { current }: Embedders, id: string): Promise<Models | undefined> {
  const models = await lockModels(tx, id)
  if (!models) return undefined
  const { embedding_model, next_embedding_model, embedding_model_chosen, embedding_model_changed_at } = models
  const settled = { ...models }
  if (isOutgrown(embedding_model, current) && next_embedding_model === null && !embedding_model_chosen) {
    await setNext(tx, id, current, { chosen: false })
    settled.next_embedding_model = current.model
  }
  const changed = embedding_model_changed_at === null ? null : Date.parse(embedding_model_changed_at)
  if (models.previous_embedding_model !== null && changed !== null && changed < Date.now() - keptFor) {
    await forgetPrevious(tx, id)
    settled.previous_embedding_model = null
  }
  return settled
}

/** A model of this machine costs nothing but time: who has one now searches by meaning without asking for it. */
function isOutgrown(model: string, { provider }: Embedders['current']): boolean {
  return model === outgrown && provider === 'local'
}

/**
 * Has searches go over to the next model of a collection, where not one chunk lacks a vector of it; else what is missing is
 * listed. In one transaction, in which no version is published there.
 */
export async function changeOverWhenComplete(
  { database, queue, logger }: Omit<AlignServices, 'embedders'>,
  { client_id, collection_id }: CollectionKey,
): Promise<boolean> {
  return withTenant(database, { kind: 'job', client_id }, async (tx) => {
    const models = await lockModels(tx, collection_id)
    if (!models || models.next_embedding_model === null) return false
    const incomplete = await findIncomplete(tx, collection_id, models.next_embedding_model, atOnce.documents)
    if (incomplete.length > 0) {
      await lockDocuments(tx, incomplete)
      await embedSoon(tx, queue, client_id, await notePending(tx, incomplete))
      return false
    }
    await changeOver(tx, collection_id)
    const { embedding_model: from, next_embedding_model: to } = models
    logger.info({ client_id, collection_id, from, to }, 'a collection goes by another model')
    return true
  })
}

/** The last statements of their transaction. */
async function embedSoon(tx: TenantTx, queue: Queue, client_id: string, documents: readonly string[]): Promise<void> {
  const shards = new Map(documents.map((id) => shardOf(client_id, id)).map((shard) => [shardKey(shard), shard]))
  if (shards.size > 0) await queue.enqueue(tx, embedChunks, ...shards.values())
}

/**
 * Gives a job to each collection that has something due: see `private.collections_to_align`. Any number of processes may do so
 * at once. Raises what `signal` is aborted with.
 *
 * @returns the number of collections that got one
 */
export async function alignDue(
  { database, queue, embedders }: Omit<AlignServices, 'logger'>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const grows = isOutgrown(outgrown, embedders.current) ? outgrown : null
  const keptUntil = new Date(Date.now() - keptFor).toISOString()
  let last: CollectionKey | undefined = { client_id: first, collection_id: first }
  let enqueued = 0
  while (last) {
    const { client_id: afterClient, collection_id: afterCollection }: CollectionKey = last
    const due: CollectionKey[] = await withSystem(database, (tx) =>
      tx.run(
        sql<CollectionKey>`
          select client_id, collection_id
            from private.collections_to_align(${grows}::text, ${keptUntil}::timestamptz, ${afterClient}::uuid,
              ${afterCollection}::uuid, ${atOnce.collections}::int)`.compile(queries),
      ),
    )
    last = due.length < atOnce.collections ? undefined : due.at(-1)
    for (const key of due) {
      signal?.throwIfAborted()
      try {
        await withTenant(database, { kind: 'job', client_id: key.client_id }, (tx) =>
          queue.enqueue(tx, alignCollection, key),
        )
        enqueued++
      } catch (error) {
        // Its client was suspended or deleted.
        if (!(error instanceof Problem)) throw error
      }
    }
  }
  return enqueued
}

const first = '00000000-0000-0000-0000-000000000000'
