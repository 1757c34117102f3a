import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export const collections = repository('knowledge_collections', [
  'id',
  'knowledge_base_id',
  'name',
  'description',
  'access',
  'ocr',
  'embedding_model',
  'embedding_dimensions',
  'next_embedding_model',
  'previous_embedding_model',
  'created_at',
  'updated_at',
])

/** The collections that this tenant can see, of those asked for; all of them when nothing is asked for. */
export function findScope(
  tx: TenantTx,
  wanted: { ids?: string[] | undefined; knowledge_base_id?: string | undefined },
) {
  return tx.run(
    queries
      .selectFrom('knowledge_collections')
      .select(['id', 'knowledge_base_id', 'embedding_model'])
      .$if(wanted.ids !== undefined, (query) => query.where('id', 'in', wanted.ids ?? []))
      .$if(wanted.knowledge_base_id !== undefined, (query) =>
        query.where('knowledge_base_id', '=', wanted.knowledge_base_id ?? ''),
      ),
  )
}
