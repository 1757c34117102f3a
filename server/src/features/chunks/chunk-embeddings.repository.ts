import { sql } from 'kysely'
import { binaryArray, binaryText, binaryUuid } from '../../db/connection/binary-array.ts'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { embeddingId, embeddingText } from './embedding-text.ts'

/** Chunks of one statement. */
const atOnce = 2_000

/**
 * Gives the chunks of a version the vectors that chunks of the version before have of the same text, of whichever models: what
 * has not changed is not embedded again. Before those are deleted.
 *
 * @param ids of the new chunks, in their order
 */
export async function keepEmbeddings(
  tx: TenantTx,
  { document_id, version_number }: { document_id: string; version_number: number },
  chunks: readonly { content: string; location: Location }[],
  ids: readonly string[],
): Promise<void> {
  const models = await tx.run(
    sql<{ model: string }>`
      select distinct e.embedding_model as model
        from document_chunks c
        join document_chunk_embeddings e on e.client_id = c.client_id and e.chunk_id = c.id
       where c.client_id = (select private.current_client_id()) and c.document_id = ${document_id}::uuid
         and c.version_number <> ${version_number}::int`.compile(queries),
  )
  for (const { model } of models) {
    for (let from = 0; from < chunks.length; from += atOnce) {
      const some = chunks.slice(from, from + atOnce)
      const embedding_ids = some.map(({ content, location }) => embeddingId(model, embeddingText(content, location)))
      await tx.run(
        sql`insert into document_chunk_embeddings (client_id, chunk_id, document_id, collection_id, embedding_model,
                   embedding_dimensions, embedding, embedding_id)
            select distinct on (n.chunk_id) e.client_id, n.chunk_id, e.document_id, e.collection_id, e.embedding_model,
                   e.embedding_dimensions, e.embedding, e.embedding_id
              from unnest(
                ${binaryArray('uuid', ids.slice(from, from + atOnce).map(binaryUuid))}::uuid[],
                ${binaryArray('text', embedding_ids.map(binaryText))}::text[]) as n (chunk_id, embedding_id)
              join (
                select v.* from document_chunks c
                  join document_chunk_embeddings v on v.client_id = c.client_id and v.chunk_id = c.id
                 where c.client_id = (select private.current_client_id()) and c.document_id = ${document_id}::uuid
                   and c.version_number <> ${version_number}::int and v.embedding_model = ${model}::text
              ) e on e.embedding_id = n.embedding_id
             order by n.chunk_id
            on conflict do nothing`.compile(queries),
      )
    }
  }
}
