import type { TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { requireKnowledgeBase } from '../knowledge-bases/knowledge-bases.ts'
import { collections, findScope } from './collections.repository.ts'

/** What collection-models build on. */
export { collections } from './collections.repository.ts'

/** Raises `not_found` where this tenant has no such collection, or the person no grant for it. */
export async function requireCollection(tx: TenantTx, id: string, field?: string): Promise<void> {
  if (!(await collections.get(tx, id))) throw new Problem('not_found', field === undefined ? {} : { field })
}

/** What is searched: the collections that a caller sees, by the models that they are embedded with. */
export interface Scope {
  collection_ids: string[]
  models: Map<string, string[]>
  /** Their chunks that have no vector of their model yet. */
  missing_count: number
}

/**
 * The collections a search runs in (null for all of the tenant's, when none are asked for) and the models that embedded
 * them. Raises `not_found` when one asked for is not there for this tenant.
 */
export async function resolveScope(
  tx: TenantTx,
  {
    collection_ids,
    knowledge_base_id,
  }: { collection_ids?: string[] | undefined; knowledge_base_id?: string | undefined },
): Promise<Scope> {
  const ids = collection_ids && [...new Set(collection_ids.map((id) => id.toLowerCase()))]
  if (knowledge_base_id !== undefined) await requireKnowledgeBase(tx, knowledge_base_id, 'knowledge_base_id')
  const scope = await findScope(tx, { ids, knowledge_base_id })
  if (ids && scope.length < ids.length) throw new Problem('not_found', { field: 'collection_ids' })
  return {
    collection_ids: scope.map(({ id }) => id),
    missing_count: scope.reduce((sum, { missing_count }) => sum + Number(missing_count ?? 0), 0),
    models: new Map(
      [...Map.groupBy(scope, ({ embedding_model }) => embedding_model)].map(([model, rows]) => [
        model,
        rows.map(({ id }) => id),
      ]),
    ),
  }
}
