import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { sparseVectorText, vectorText } from '../../db/vector.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { termKey } from '../../terms/term-id.ts'
import { chooseKeys, fewPassages } from './choose-keys.ts'
import { type Frequencies, inverseFrequency } from './compare-words.ts'
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

interface Scope {
  collection_ids: string[]
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
      ${collection_ids}::uuid[], ${matching(filters) ?? sql`null::uuid[]`})`.compile(queries),
  )
}

/** Chunks that one search looks at, whatever it asks for. */
const mostLookedAt = 20_000

/** The chunks whose terms weigh most in a query, and how rare those are. */
export async function searchTerms(
  tx: TenantTx,
  { query, top_k, collection_ids, filters }: Scope & { query: Query },
): Promise<{ results: Found[]; frequencies: Frequencies }> {
  const documents = matching(filters)
  const counted = await readFrequencies(tx, query, collection_ids)
  const { client_id, frequencies } = counted
  if (frequencies.total === 0) return { results: [], frequencies }
  const keys = documents && (await isFew(tx, documents)) ? undefined : chooseKeys(query, frequencies, client_id)
  const weights = [...query.terms].map(
    ([id, { share }]) => [id, share * inverseFrequency(frequencies, frequencies.of.get(id) ?? 0)] as const,
  )
  const results = await tx.run(
    sql<Found>`
      select r.chunk_id, h.document_id, d.name as document_name, h.collection_id, h.version_number as version, h.content,
             r.score, h.metadata
        from private.rank_chunks(${sparseVectorText(weights)}::extensions.sparsevec, ${keys ?? null}::int[],
               ${collection_ids}::uuid[], ${documents ?? sql`null::uuid[]`}, ${top_k}::int, ${mostLookedAt}::int) r
       -- One by one, whatever the planner takes the client's chunks for: \`offset 0\` keeps it from reading all of them.
       cross join lateral (
         select * from document_chunks c where c.client_id = ${client_id}::uuid and c.id = r.chunk_id offset 0) h
       cross join lateral (
         select name, created_at from documents where client_id = ${client_id}::uuid and id = h.document_id offset 0) d
       order by r.score desc, d.created_at, h.chunk_index, r.chunk_id`.compile(queries),
  )
  return { results, frequencies }
}

/**
 * How many chunks of the collections have each term of a query: counted here where they are few, read from the last count where
 * they are many.
 */
async function readFrequencies(tx: TenantTx, query: Query, collection_ids: string[]) {
  const stems = [...query.terms.values()].map(({ stem }) => stem)
  const rows = await tx.run(
    sql<{ client_id: string; few: number | null; term: string | null; chunks: number }>`
      with few as (
        select count(*)::int as n
          from (select from document_chunks where client_id = (select private.current_client_id())
                   and collection_id = any (${collection_ids}::uuid[]) limit ${fewPassages + 1}) c
      )
      select (select private.current_client_id()) as client_id, few.n as few, t.term, t.chunks
        from few left join lateral (
          select term, sum(chunk_count)::int as chunks from collection_terms
           where few.n > ${fewPassages} and client_id = (select private.current_client_id())
             and collection_id = any (${collection_ids}::uuid[]) and term = any (${['', ...stems]}::text[])
           group by term) t on true`.compile(queries),
  )
  const client_id = rows[0]?.client_id ?? ''
  const few = rows[0]?.few ?? 0
  if (few <= fewPassages) return { client_id, frequencies: await countTerms(tx, query, collection_ids, client_id, few) }
  const chunks = new Map(rows.map(({ term, chunks }) => [term, chunks]))
  const of = new Map([...query.terms].map(([id, { stem }]) => [id, chunks.get(stem) ?? 0]))
  // Nobody has counted yet.
  return { client_id, frequencies: { total: Math.max(chunks.get('') ?? 0, few), of } }
}

async function countTerms(
  tx: TenantTx,
  query: Query,
  collection_ids: string[],
  client_id: string,
  total: number,
): Promise<Frequencies> {
  if (total === 0) return { total, of: new Map() }
  const keys = new Map([...query.terms].map(([id]) => [termKey(id, client_id), id]))
  const rows = await tx.run(
    sql<{ key: number; chunks: number }>`
      select key, chunks from private.count_chunks(${[...keys.keys()]}::int[], ${collection_ids}::uuid[])`.compile(
      queries,
    ),
  )
  // A word of grammar is in no index: it counts as one that most passages have.
  const of = new Map([...query.terms].map(([id, { selective }]) => [id, selective ? 0 : total]))
  for (const { key, chunks } of rows) {
    const id = keys.get(key) as number
    if (query.terms.get(id)?.selective) of.set(id, chunks)
  }
  return { total, of }
}

/** Words that a word may become that is still being typed. */
const mostCompletions = 20

/** The stems that begin with some letters or are the beginning of them, those of most chunks first; as of the last count. */
export async function completeWord(tx: TenantTx, folded: string, collection_ids: string[]): Promise<string[]> {
  const shorter = Array.from({ length: Math.min(4, folded.length - 4) }, (_, i) =>
    folded.slice(0, folded.length - 1 - i),
  )
  const rows = await tx.run(
    sql<{ term: string }>`
      select term from collection_terms
       where client_id = (select private.current_client_id()) and collection_id = any (${collection_ids}::uuid[])
         and (term >= ${folded}::text collate "C" and term < ${`${folded}\uffff`}::text collate "C" or term = any (${shorter}::text[]))
       group by term order by sum(chunk_count) desc, term limit ${mostCompletions}`.compile(queries),
  )
  return rows.map(({ term }) => term)
}

/** Whether the documents have so few chunks that all of them are looked at. */
async function isFew(tx: TenantTx, documents: ReturnType<typeof matching>): Promise<boolean> {
  const [row] = await tx.run(
    sql<{ few: boolean }>`
      select coalesce(sum(chunk_count), 0) <= ${3 * fewPassages} as few from documents where id = any (${documents})`.compile(
      queries,
    ),
  )
  return row?.few ?? true
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
