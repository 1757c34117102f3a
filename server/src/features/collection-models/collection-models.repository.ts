import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** The models of a collection. */
export interface Models {
  embedding_model: string
  next_embedding_model: string | null
  previous_embedding_model: string | null
  embedding_model_changed_at: string | null
  embedding_model_chosen: boolean
}

/**
 * The models of a collection, which nobody changes until the transaction ends; nor is a version published in it meanwhile
 * (`holdModels`). The first statement of its transaction. Undefined for no such collection.
 */
export async function lockModels(tx: TenantTx, id: string): Promise<Models | undefined> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended('renum.embedding_models ' || ${id}::text, 0))`.compile(queries),
  )
  const [row] = await tx.run(
    queries
      .selectFrom('knowledge_collections')
      .select([
        'embedding_model',
        'next_embedding_model',
        'previous_embedding_model',
        'embedding_model_changed_at',
        'embedding_model_chosen',
      ])
      .where('id', '=', id)
      .forUpdate(),
  )
  return row
}

/** Has vectors of another model made for a collection beside its own; null calls that off. */
export async function setNext(
  tx: TenantTx,
  id: string,
  next: { model: string; dimensions: number } | null,
  { chosen }: { chosen: boolean },
): Promise<void> {
  await tx.run(
    queries
      .updateTable('knowledge_collections')
      .set({
        next_embedding_model: next?.model ?? null,
        next_embedding_dimensions: next?.dimensions ?? null,
        embedding_model_chosen: chosen,
      })
      .where('id', '=', id),
  )
}

/** Searches go by the next model from here on; the one before is kept. */
export async function changeOver(tx: TenantTx, id: string): Promise<void> {
  await tx.run(
    sql`update knowledge_collections
           set embedding_model = next_embedding_model, embedding_dimensions = next_embedding_dimensions,
               next_embedding_model = null, next_embedding_dimensions = null,
               previous_embedding_model = embedding_model, previous_embedding_dimensions = embedding_dimensions,
               embedding_model_changed_at = clock_timestamp()
         where id = ${id}::uuid and next_embedding_model is not null`.compile(queries),
  )
}

/** Searches go by the model before again, and what was the model is kept in its place; a change that is under way is called off. */
export async function goBack(tx: TenantTx, id: string): Promise<void> {
  await tx.run(
    sql`update knowledge_collections
           set embedding_model = previous_embedding_model, embedding_dimensions = previous_embedding_dimensions,
               next_embedding_model = null, next_embedding_dimensions = null,
               previous_embedding_model = embedding_model, previous_embedding_dimensions = embedding_dimensions,
               embedding_model_changed_at = clock_timestamp(), embedding_model_chosen = true
         where id = ${id}::uuid and previous_embedding_model is not null`.compile(queries),
  )
}

/** There is no way back any more. */
export async function forgetPrevious(tx: TenantTx, id: string): Promise<void> {
  await tx.run(
    queries
      .updateTable('knowledge_collections')
      .set({ previous_embedding_model: null, previous_embedding_dimensions: null })
      .where('id', '=', id),
  )
}

/** Documents of a collection with something to be found, some hundreds after an id. */
export async function listDocuments(tx: TenantTx, id: string, after: string | undefined, limit: number) {
  const rows = await tx.run(
    sql<{ id: string }>`
      select id from documents
       where client_id = (select private.current_client_id()) and collection_id = ${id}::uuid and chunk_count > 0
         and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
       order by id limit ${limit}`.compile(queries),
  )
  return rows.map(({ id }) => id)
}

/** Some documents of a collection with chunks that have no vector of a model: the chunks themselves are looked at. */
export async function findIncomplete(tx: TenantTx, id: string, model: string, limit: number): Promise<string[]> {
  const rows = await tx.run(
    sql<{ document_id: string }>`
      select distinct c.document_id from document_chunks c
       where c.client_id = (select private.current_client_id()) and c.collection_id = ${id}::uuid
         and not exists (
           select from document_chunk_embeddings e
            where e.client_id = (select private.current_client_id()) and e.chunk_id = c.id and e.embedding_model = ${model}::text)
       limit ${limit}`.compile(queries),
  )
  return rows.map(({ document_id }) => document_id)
}

/** How many vectors of a collection were removed that are of none of its models: some hundreds at most. */
export async function removeForeign(
  tx: TenantTx,
  id: string,
  models: readonly string[],
  limit: number,
): Promise<number> {
  const [row] = await tx.run(
    sql<{ n: number }>`
      with foreign_ones as (
        select chunk_id, embedding_model from document_chunk_embeddings
         where client_id = (select private.current_client_id()) and collection_id = ${id}::uuid
           and embedding_model <> all (${models}::text[]) limit ${limit}
      ), gone as (
        delete from document_chunk_embeddings e using foreign_ones f
         where e.client_id = (select private.current_client_id()) and e.chunk_id = f.chunk_id
           and e.embedding_model = f.embedding_model
        returning 1
      )
      select count(*)::int as n from gone`.compile(queries),
  )
  return row?.n ?? 0
}

/** How far the vectors of a collection are, of its model and of the next one. */
export async function countVectors(tx: TenantTx, id: string) {
  const [row] = await tx.run(
    sql<{ total: number; missing: number; failed: number; next_done: number | null; next_failed: number }>`
      select (select coalesce(sum(d.chunk_count), 0)::int from documents d
               where d.client_id = k.client_id and d.collection_id = k.id) as total,
             (select coalesce(sum(p.missing_count), 0)::int from pending_embeddings p
               where p.client_id = k.client_id and p.collection_id = k.id
                 and p.embedding_model = k.embedding_model) as missing,
             (select count(*)::int from pending_embeddings p
               where p.client_id = k.client_id and p.collection_id = k.id and p.status = 'failed'
                 and p.embedding_model = k.embedding_model) as failed,
             case when k.next_embedding_model is not null then (
               select count(*)::int from document_chunk_embeddings e
                where e.client_id = (select private.current_client_id()) and e.collection_id = k.id
                  and e.embedding_model = k.next_embedding_model) end as next_done,
             (select count(*)::int from pending_embeddings p
               where p.client_id = k.client_id and p.collection_id = k.id and p.status = 'failed'
                 and p.embedding_model = k.next_embedding_model) as next_failed
        from knowledge_collections k where k.id = ${id}::uuid`.compile(queries),
  )
  return row
}

/** Collections on their way to another model of which nothing is noted as missing. */
export async function findComplete(tx: TenantTx): Promise<string[]> {
  const rows = await tx.run(
    sql<{ id: string }>`
      select k.id from knowledge_collections k
       where k.next_embedding_model is not null and not exists (
         select from pending_embeddings p
          where p.client_id = k.client_id and p.collection_id = k.id and p.embedding_model = k.next_embedding_model)`.compile(
      queries,
    ),
  )
  return rows.map(({ id }) => id)
}
