import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { collections } from '../collections/collections.ts'
import { alignCollection } from './collection-models.jobs.ts'
import { countVectors, goBack, lockModels, type Models, setNext } from './collection-models.repository.ts'

/** What jobs build on. */
export { findComplete } from './collection-models.repository.ts'

interface ModelServices {
  database: Database
  queue: Queue
  embedders: Embedders
}

/**
 * Has a collection go over to the model that this install makes new collections with: its vectors are made behind it, and
 * searches go by the old ones until all of them are there. Nothing where it has that model, or is on its way to it. Raises
 * `not_found`, `forbidden`.
 */
export function changeModel(services: ModelServices, principal: Principal, id: string) {
  return change(services, principal, id, async (tx, { embedding_model }) => {
    const { model, dimensions } = services.embedders.current
    await setNext(tx, id, model === embedding_model ? null : { model, dimensions }, { chosen: false })
  })
}

/** Calls a change off; what was made for it is removed. Raises `not_found`, `forbidden`, `model_not_changing`. */
export function cancelModelChange(services: ModelServices, principal: Principal, id: string) {
  return change(services, principal, id, async (tx, { next_embedding_model }) => {
    if (next_embedding_model === null) throw new Problem('model_not_changing')
    await setNext(tx, id, null, { chosen: true })
  })
}

/**
 * Goes back to the model before, whose vectors are kept for a week; what has come since gets its own of it. Raises `not_found`,
 * `forbidden`, `no_previous_model` and `embedding_model_unavailable`.
 */
export function restoreModel(services: ModelServices, principal: Principal, id: string) {
  return change(services, principal, id, async (tx, { previous_embedding_model: model }) => {
    if (model === null) throw new Problem('no_previous_model')
    if (!services.embedders.find(model)) {
      const params = { model, configured: services.embedders.current.model }
      throw new Problem('embedding_model_unavailable', { params })
    }
    await goBack(tx, id)
  })
}

function change(
  { database, queue }: ModelServices,
  principal: Principal,
  id: string,
  body: (tx: TenantTx, models: Models) => Promise<void>,
) {
  return withTenant(database, principal, async (tx) => {
    await body(tx, found(await lockModels(tx, id)))
    const row = found(await collections.get(tx, id))
    const { client_id } = await tx.claims()
    await queue.enqueue(tx, alignCollection, { client_id, collection_id: id })
    return row
  })
}

/** How far the vectors of a collection are; undefined for no such collection. */
export async function describeVectors(tx: TenantTx, id: string) {
  const row = await countVectors(tx, id)
  if (!row) return undefined
  const { total, missing, failed, next_done, next_failed } = row
  return {
    done: Math.max(0, total - missing),
    total,
    failed_documents: failed,
    next: next_done === null ? null : { done: Math.min(next_done, total), total, failed_documents: next_failed },
  }
}
