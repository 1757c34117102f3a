import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { vectorText } from '../../db/vector.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'

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

/** What must be true of a document for its chunks to be found; undefined says nothing. */
export interface DocumentFilters {
  document_ids?: string[] | undefined
  languages?: string[] | undefined
  file_types?: string[] | undefined
  created_after?: string | undefined
  created_before?: string | undefined
}

interface Scope {
  /** Null means all of the tenant's. */
  collection_ids: string[] | null
  filters: DocumentFilters
  top_k: number
}

/** The nearest chunks. */
export function searchEmbeddings(
  tx: TenantTx,
  { embedding, top_k, collection_ids, filters }: Scope & { embedding: Float32Array },
): Promise<Found[]> {
  return tx.run(
    sql<Found>`select * from search_embeddings(${vectorText(embedding)}::extensions.vector, ${top_k}::int,
      ${collection_ids}::uuid[], ${matching(filters)})`.compile(queries),
  )
}

/** The chunks that match the words of a query best. */
export function searchFullText(
  tx: TenantTx,
  { query, top_k, collection_ids, filters }: Scope & { query: string },
): Promise<Found[]> {
  return tx.run(
    sql<Found>`select * from search_full_text(${query}, ${top_k}::int, ${collection_ids}::uuid[],
      ${matching(filters)})`.compile(queries),
  )
}

/** The documents that the filters let through, as an array; null where there is none to ask for. */
function matching({ document_ids, languages, file_types, created_after, created_before }: DocumentFilters) {
  const conditions = [
    document_ids && sql`id = any (${document_ids}::uuid[])`,
    languages && sql`language = any (${languages}::text[])`,
    file_types && sql`file_type = any (${file_types}::text[])`,
    created_after && sql`created_at > ${created_after}::timestamptz`,
    created_before && sql`created_at < ${created_before}::timestamptz`,
  ].filter((condition) => condition !== undefined && condition !== '')
  if (conditions.length === 0) return sql`null::uuid[]`
  return sql`array(select id from documents where ${sql.join(conditions, sql` and `)})`
}
