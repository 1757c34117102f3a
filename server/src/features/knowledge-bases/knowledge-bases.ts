import type { TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { knowledgeBases } from './knowledge-bases.repository.ts'

/** Raises `not_found` where this tenant has no such knowledge base. */
export async function requireKnowledgeBase(tx: TenantTx, id: string, field?: string): Promise<void> {
  if (!(await knowledgeBases.get(tx, id))) throw new Problem('not_found', field === undefined ? {} : { field })
}
