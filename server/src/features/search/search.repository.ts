import { sql } from 'kysely'
import { queries } from '../../db/query.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { vectorText } from '../../db/vector.ts'
import type { Location } from '../documents/documents.ts'

export interface Found {
  chunk_id: string
  document_id: string
  document_name: string
  collection_id: string
  version: number
  content: string
  score: number
  metadata: Location
}

/** The nearest chunks; `collection_ids` null means all of the tenant's. */
export function searchEmbeddings(
  tx: TenantTx,
  { embedding, top_k, collection_ids }: { embedding: Float32Array; top_k: number; collection_ids: string[] | null },
): Promise<Found[]> {
  return tx.run(
    sql<Found>`select * from search_embeddings(${vectorText(embedding)}::extensions.vector, ${top_k}::int,
      ${collection_ids}::uuid[])`.compile(queries),
  )
}

/** The chunks that match the words of a query best; `collection_ids` null means all of the tenant's. */
export function searchFullText(
  tx: TenantTx,
  { query, top_k, collection_ids }: { query: string; top_k: number; collection_ids: string[] | null },
): Promise<Found[]> {
  return tx.run(
    sql<Found>`select * from search_full_text(${query}, ${top_k}::int, ${collection_ids}::uuid[])`.compile(queries),
  )
}
