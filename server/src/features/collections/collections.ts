import type { TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { requireKnowledgeBase } from '../knowledge-bases/knowledge-bases.ts'
import { collections, findScope } from './collections.repository.ts'

/** Raises `not_found` where this tenant has no such collection. */
export async function requireCollection(tx: TenantTx, id: string): Promise<void> {
  if (!(await collections.get(tx, id))) throw new Problem('not_found')
}

/**
 * The collections a search runs in: null for all of the tenant's, when none are asked for.
 *
 * Raises `not_found` when one asked for is not there for this tenant, `embedding_models_differ` when they were
 * embedded by several models, `embedding_model_unavailable` when it was not `model`.
 */
export async function resolveScope(
  tx: TenantTx,
  {
    collection_ids,
    knowledge_base_id,
  }: { collection_ids?: string[] | undefined; knowledge_base_id?: string | undefined },
  model: string,
): Promise<string[] | null> {
  const ids = collection_ids && [...new Set(collection_ids)]
  if (knowledge_base_id !== undefined) await requireKnowledgeBase(tx, knowledge_base_id, 'knowledge_base_id')
  const scope = await findScope(tx, { ids, knowledge_base_id })
  if (ids && scope.length < ids.length) throw new Problem('not_found', { field: 'collection_ids' })
  const models = new Set(scope.map(({ embedding_model }) => embedding_model))
  if (models.size > 1) throw new Problem('embedding_models_differ')
  const [used = model] = models
  if (used !== model) throw new Problem('embedding_model_unavailable', { params: { model: used, configured: model } })
  return ids || knowledge_base_id !== undefined ? scope.map(({ id }) => id) : null
}
