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

/**
 * The collections that this tenant can see, of those asked for; all of them when nothing is asked for. With how many of their
 * chunks have no vector of their model yet.
 */
export function findScope(
  tx: TenantTx,
  wanted: { ids?: string[] | undefined; knowledge_base_id?: string | undefined },
) {
  return tx.run(
    queries
      .selectFrom('knowledge_collections')
      .select(({ selectFrom }) => [
        'id',
        'embedding_model',
        selectFrom('pending_embeddings')
          .whereRef('pending_embeddings.client_id', '=', 'knowledge_collections.client_id')
          .whereRef('pending_embeddings.collection_id', '=', 'knowledge_collections.id')
          .whereRef('pending_embeddings.embedding_model', '=', 'knowledge_collections.embedding_model')
          .select(({ fn }) => fn.sum<string | null>('missing_count').as('missing'))
          .as('missing_count'),
      ])
      .$if(wanted.ids !== undefined, (query) => query.where('id', 'in', wanted.ids ?? []))
      .$if(wanted.knowledge_base_id !== undefined, (query) =>
        query.where('knowledge_base_id', '=', wanted.knowledge_base_id ?? ''),
      ),
  )
}
