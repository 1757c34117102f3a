import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'

/** Chunks of a collection, as they are and as they were counted last. */
export async function countChunks(tx: TenantTx, collection_id: string): Promise<{ chunks: number; counted: number }> {
  const [row] = await tx.run(
    sql<{ chunks: number; counted: number }>`
      select (select count(*)::int from document_chunks
               where client_id = (select private.current_client_id()) and collection_id = ${collection_id}::uuid) as chunks,
             coalesce((select chunk_count from collection_terms
               where client_id = (select private.current_client_id()) and collection_id = ${collection_id}::uuid
                 and term = ''), 0) as counted`.compile(queries),
  )
  return row ?? { chunks: 0, counted: 0 }
}

/** The collections that had more chunks when they were counted. */
export async function findShrunken(tx: TenantTx): Promise<string[]> {
  const rows = await tx.run(
    sql<{ collection_id: string }>`
      select t.collection_id from collection_terms t
       where t.client_id = (select private.current_client_id()) and t.term = ''
         and t.chunk_count > (select count(*) from document_chunks c
               where c.client_id = (select private.current_client_id()) and c.collection_id = t.collection_id)`.compile(
      queries,
    ),
  )
  return rows.map(({ collection_id }) => collection_id)
}

/** Rows of one statement. */
const atOnce = 500

/** What is searched of the chunks of a collection, some hundreds after an id. */
export function readTexts(tx: TenantTx, collection_id: string, after: string | undefined) {
  return tx.run(
    sql<{ id: string; name: string; content: string; metadata: Location }>`
      select c.id, d.name, c.content, c.metadata
        from document_chunks c join documents d on d.client_id = c.client_id and d.id = c.document_id
       where c.client_id = (select private.current_client_id()) and c.collection_id = ${collection_id}::uuid
         and (${after ?? null}::uuid is null or c.id > ${after ?? null}::uuid)
       order by c.id limit ${atOnce}`.compile(queries),
  )
}

/** Writes the counts of the terms of a range, and forgets those of it that are no more. */
export async function writeCounts(
  tx: TenantTx,
  collection_id: string,
  { from, before }: { from: string | undefined; before: string | undefined },
  terms: string[],
  counts: number[],
): Promise<void> {
  await tx.run(
    sql`delete from collection_terms
         where client_id = (select private.current_client_id()) and collection_id = ${collection_id}::uuid
           and (${from ?? null}::text is null or term >= ${from ?? null}::text collate "C")
           and (${before ?? null}::text is null or term < ${before ?? null}::text collate "C")
           and term <> all (${terms}::text[])`.compile(queries),
  )
  await tx.run(
    sql`insert into collection_terms as t (collection_id, term, chunk_count)
        select ${collection_id}::uuid, n.term, n.chunk_count
          from unnest(${terms}::text[], ${counts}::int[]) as n (term, chunk_count)
         where exists (select from knowledge_collections where id = ${collection_id}::uuid)
        on conflict (client_id, collection_id, term) do update set chunk_count = excluded.chunk_count
         where t.chunk_count <> excluded.chunk_count`.compile(queries),
  )
}
