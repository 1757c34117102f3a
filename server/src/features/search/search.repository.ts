import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { vectorText } from '../../db/vector.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import type { Frequencies } from './compare-words.ts'
import type { Query } from './read-query.ts'

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

/** Where is searched: in all collections that the caller sees, or in those of them that are named. */
export interface Where {
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
}

interface Scope extends Where {
  filters: DocumentFilters
  top_k: number
}

function collectionsOf({ collection_ids, knowledge_base_id }: Where) {
  return sql`array(select id from knowledge_collections
     where (${collection_ids ?? null}::uuid[] is null or id = any (${collection_ids ?? null}::uuid[]))
       and (${knowledge_base_id ?? null}::uuid is null or knowledge_base_id = ${knowledge_base_id ?? null}::uuid))`
}

/** The nearest chunks, of those that have a vector of the model. */
export function searchEmbeddings(
  tx: TenantTx,
  { embedding, model, top_k, filters, ...where }: Scope & { embedding: Float32Array; model: string },
): Promise<Found[]> {
  return tx.run(
    sql<Found>`select * from search_embeddings(${vectorText(embedding)}::extensions.vector, ${top_k}::int,
      ${collectionsOf(where)}, ${matching(filters) ?? sql`null::uuid[]`}, ${model}::text)`.compile(queries),
  )
}

export async function countChunks(tx: TenantTx, collection_ids: string[]): Promise<number> {
  const [row] = await tx.run(
    sql<{ total: number }>`
      select coalesce(sum(chunk_count), 0)::int as total from documents
       where client_id = (select private.current_client_id()) and collection_id = any (${collection_ids}::uuid[])`.compile(
      queries,
    ),
  )
  return row?.total ?? 0
}

/** How similar chunks are that other legs have chosen, by cosine; those without a vector of the model are left out. */
export async function compareEmbeddings(
  tx: TenantTx,
  { embedding, model, chunk_ids }: { embedding: Float32Array; model: string; chunk_ids: string[] },
): Promise<Map<string, number>> {
  const rows = await tx.run(
    sql<{ chunk_id: string; cosine: number }>`
      select chunk_id, 1 - (embedding operator(extensions.<=>) ${vectorText(embedding)}::extensions.vector) as cosine
        from document_chunk_embeddings
       where client_id = (select private.current_client_id()) and chunk_id = any (${chunk_ids}::uuid[])
         and embedding_model = ${model}::text and embedding_dimensions = ${embedding.length}::int`.compile(queries),
  )
  return new Map(rows.map(({ chunk_id, cosine }) => [chunk_id, cosine]))
}

/** The chunks whose terms weigh most in a query, and how rare those are. */
export async function searchTerms(
  tx: TenantTx,
  { query, top_k, filters, ...where }: Scope & { query: Query },
): Promise<{ results: Found[]; frequencies: Frequencies }> {
  const terms = [...query.terms]
  const rows = await tx.run(
    sql<Found & { total: number | null; counts: number[] | null }>`
      select r.chunk_id, h.document_id, d.name as document_name, h.collection_id, h.version_number as version, h.content,
             r.score, h.metadata, r.total, r.counts
        from private.search_terms(${terms.map(([id]) => id)}::int[], ${terms.map(([, { stem }]) => stem)}::text[],
               ${terms.map(([, { share }]) => share)}::float8[], ${terms.map(([, { selective }]) => selective)}::bool[],
               ${collectionsOf(where)}, ${matching(filters) ?? sql`null::uuid[]`}, ${top_k}::int) r
       -- One by one, whatever the planner takes the client's chunks for: \`offset 0\` keeps it from reading all of them.
        left join lateral (
          select * from document_chunks c
           where c.client_id = (select private.current_client_id()) and c.id = r.chunk_id offset 0) h on true
        left join lateral (
          select name, created_at from documents x
           where x.client_id = (select private.current_client_id()) and x.id = h.document_id offset 0) d on true
       order by r.score desc nulls first, d.created_at, h.chunk_index, r.chunk_id`.compile(queries),
  )
  const [counted, ...results] = rows
  const total = counted?.total ?? 0
  return {
    results: results.filter(({ document_name }) => document_name !== null).map(({ total, counts, ...found }) => found),
    frequencies: { total, of: new Map(terms.map(([id], i) => [id, counted?.counts?.[i] ?? 0])) },
  }
}

/** Words that a word may become that is still being typed. */
const mostCompletions = 20
/** Letters that a word has before it is completed: one is the beginning of a tenth of all words. */
const fewestLetters = 2
/** Counts of terms that one completion adds up. */
const mostCounts = 5_000

/** The stems that begin with some letters or are the beginning of them, those of most chunks first; as of the last count. */
export async function completeWord(tx: TenantTx, folded: string, where: Where): Promise<string[]> {
  if (folded.length < fewestLetters) return []
  const shorter = Array.from({ length: Math.min(4, folded.length - 4) }, (_, i) =>
    folded.slice(0, folded.length - 1 - i),
  )
  const rows = await tx.run(
    sql<{ term: string }>`
      select term from (
        select term, chunk_count from collection_terms
         where client_id = (select private.current_client_id()) and collection_id = any (${collectionsOf(where)})
           and (term >= ${folded}::text collate "C" and term < ${`${folded}\uffff`}::text collate "C" or term = any (${shorter}::text[]))
         limit ${mostCounts}) t
       group by term order by sum(chunk_count) desc, term limit ${mostCompletions}`.compile(queries),
  )
  return rows.map(({ term }) => term)
}

/** The stems that begin with any of some letters, those of most chunks first; as of the last count. */
export async function termsBeginningWith(tx: TenantTx, beginnings: string[], where: Where): Promise<string[]> {
  const rows = await tx.run(
    sql<{ term: string }>`
      select term from unnest(${beginnings}::text[]) as b (letters)
        cross join lateral (
          select term, chunk_count from collection_terms
           where client_id = (select private.current_client_id()) and collection_id = any (${collectionsOf(where)})
             and term >= b.letters collate "C" and term < (b.letters || ${'\uffff'}::text) collate "C"
           limit ${mostCounts}) t
       group by term order by sum(chunk_count) desc, term`.compile(queries),
  )
  return rows.map(({ term }) => term)
}

/** The documents that the filters let through, as an array; undefined where there is none to ask for. */
function matching({ document_ids, languages, file_types, created_after, created_before }: DocumentFilters) {
  const conditions = [
    document_ids && sql`id = any (${document_ids}::uuid[])`,
    languages && sql`language = any (${languages}::text[])`,
    file_types && sql`file_type = any (${file_types}::text[])`,
    created_after && sql`created_at > ${created_after}::timestamptz`,
    created_before && sql`created_at < ${created_before}::timestamptz`,
  ].filter((condition) => condition !== undefined && condition !== '')
  if (conditions.length === 0) return undefined
  return sql`array(select id from documents where ${sql.join(conditions, sql` and `)})`
}
