import { sql } from 'kysely'
import { binaryArray, binaryText, binaryUuid, binaryVector } from '../../db/connection/binary-array.ts'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import type { Problem } from '../../problems.ts'

/** A chunk without a vector of a model. */
export interface MissingChunk {
  document_id: string
  model: string
  chunk_id: string
  content: string
  metadata: Location
  /** The wording that was read: what is embedded of another one is void. */
  edited_at: string | null
}

/** What a document has no vectors of, and why. */
export interface Pending {
  status: string
  missing_count: number
  begun_at: string | null
  missing_at_begin: number | null
  held_until: string | null
  error_code: string | null
  updated_at: string
}

/** Chunks that are read at once. */
const atOnce = 256

/**
 * Says of documents what they lack: a row for each model that some of their chunks have no vector of, and none where nothing is
 * missing. What a row says of failures and breaks stays. The caller has locked the documents.
 *
 * @returns those of them that lack something
 */
export async function notePending(tx: TenantTx, document_ids: readonly string[]): Promise<string[]> {
  const rows = await tx.run(
    sql<{ document_id: string }>`
      with missing as materialized (
        select d.id as document_id, d.collection_id, m.model, count(*)::int as n
          from documents d
          join knowledge_collections k on k.client_id = d.client_id and k.id = d.collection_id
          -- A collection on its way to another model has both.
          cross join unnest(array_remove(array[k.embedding_model, k.next_embedding_model], null)) as m (model)
          join document_chunks c on c.client_id = (select private.current_client_id()) and c.document_id = d.id
         where d.client_id = (select private.current_client_id()) and d.id = any (${document_ids}::uuid[])
           and not exists (
             select from document_chunk_embeddings e
              where e.client_id = (select private.current_client_id()) and e.chunk_id = c.id and e.embedding_model = m.model)
         group by d.id, d.collection_id, m.model
      ), gone as (
        delete from pending_embeddings p
         where p.client_id = (select private.current_client_id()) and p.document_id = any (${document_ids}::uuid[])
           and not exists (
             select from missing m where m.document_id = p.document_id and m.model = p.embedding_model)
      ), noted as (
        insert into pending_embeddings as p (document_id, collection_id, embedding_model, missing_count)
        select document_id, collection_id, model, n from missing
        on conflict (client_id, document_id, embedding_model) do update
          set missing_count = excluded.missing_count, updated_at = clock_timestamp()
          where p.missing_count <> excluded.missing_count
      )
      select distinct document_id from missing`.compile(queries),
  )
  return rows.map(({ document_id }) => document_id)
}

/** Forgets what is noted of a document: its chunks are replaced. */
export async function forgetPending(tx: TenantTx, document_id: string): Promise<void> {
  await tx.run(queries.deleteFrom('pending_embeddings').where('document_id', '=', document_id))
}

/**
 * What is to be embedded next in a shard: of the documents that have waited longest, some hundreds of chunks; what searches go by
 * comes before what they will go by. `documents` are
 * those that were looked at: one without a chunk lacks nothing.
 *
 * @param without models that are not asked for now
 * @param refused chunks that are left out
 */
export async function readMissing(
  tx: TenantTx,
  shard: number,
  without: readonly string[],
  refused: readonly string[],
): Promise<{ documents: string[]; chunks: MissingChunk[] }> {
  const rows = await tx.run(
    sql<Omit<MissingChunk, 'chunk_id'> & { chunk_id: string | null }>`
      select p.document_id, p.embedding_model as model, c.id as chunk_id, c.content, c.metadata, c.edited_at
        from (
          select p.document_id, p.embedding_model, p.created_at, p.embedding_model <> k.embedding_model as is_next,
                 sum(p.missing_count) over (
                   order by p.embedding_model <> k.embedding_model, p.created_at, p.document_id, p.embedding_model
                 ) - p.missing_count as before
            from pending_embeddings p
            join knowledge_collections k on k.client_id = p.client_id and k.id = p.collection_id
           where p.client_id = (select private.current_client_id()) and p.shard = ${shard}::smallint
             and (p.held_until is null or p.held_until <= clock_timestamp())
             and p.embedding_model <> all (${without}::text[])
           order by is_next, p.created_at, p.document_id, p.embedding_model limit ${atOnce}
        ) p
        left join lateral (
          select c.id, c.chunk_index, c.content, c.metadata, c.edited_at::text as edited_at
            from document_chunks c
           where c.client_id = (select private.current_client_id()) and c.document_id = p.document_id
             and c.id <> all (${refused}::uuid[])
             and not exists (
               select from document_chunk_embeddings e
                where e.client_id = (select private.current_client_id()) and e.chunk_id = c.id
                  and e.embedding_model = p.embedding_model)
           order by c.version_number, c.chunk_index limit ${atOnce}) c on true
       where p.before < ${atOnce}
       order by p.is_next, p.created_at, p.document_id, p.embedding_model, c.chunk_index`.compile(queries),
  )
  const documents = [...new Set(rows.map(({ document_id }) => document_id))]
  const chunks = rows.flatMap(({ chunk_id, ...row }) => (chunk_id === null ? [] : [{ ...row, chunk_id }]))
  return { documents, chunks: chunks.slice(0, atOnce) }
}

/** A vector, and what it was made of. */
export interface Embedded {
  chunk: Pick<MissingChunk, 'chunk_id' | 'document_id' | 'edited_at'>
  embedding_id: string
  embedding: Float32Array
}

/**
 * Writes vectors whose chunks still say what was embedded, each once, and counts them off.
 *
 * @param begun when the work on them began, in ms since 1970
 */
export async function saveEmbeddings(
  tx: TenantTx,
  { model, dimensions }: { model: string; dimensions: number },
  rows: readonly Embedded[],
  begun: number,
): Promise<void> {
  await lockDocuments(
    tx,
    rows.map(({ chunk }) => chunk.document_id),
  )
  const [type] = await tx.run(sql<{ oid: number }>`select 'extensions.vector'::regtype::oid as oid`.compile(queries))
  if (!type) throw new Error('the database said nothing of its types')
  const written = await tx.run(
    sql<{ document_id: string }>`
      insert into document_chunk_embeddings (client_id, chunk_id, document_id, collection_id, embedding_model,
             embedding_dimensions, embedding, embedding_id)
      select c.client_id, c.id, c.document_id, c.collection_id, ${model}::text, ${dimensions}::int, e.embedding, e.embedding_id
        from unnest(
          ${binaryArray(
            'uuid',
            rows.map(({ chunk }) => binaryUuid(chunk.chunk_id)),
          )}::uuid[],
          ${rows.map(({ chunk }) => chunk.edited_at)}::timestamptz[],
          ${binaryArray(
            { oid: type.oid },
            rows.map(({ embedding }) => binaryVector(embedding)),
          )}::extensions.vector[],
          ${binaryArray(
            'text',
            rows.map(({ embedding_id }) => binaryText(embedding_id)),
          )}::text[]
        ) as e (chunk_id, edited_at, embedding, embedding_id)
        join document_chunks c on c.client_id = (select private.current_client_id()) and c.id = e.chunk_id
         and c.edited_at is not distinct from e.edited_at
        -- Nobody wants those of a model that was called off.
        join pending_embeddings p on p.client_id = (select private.current_client_id()) and p.document_id = c.document_id
         and p.embedding_model = ${model}::text
      on conflict do nothing
      returning document_id`.compile(queries),
  )
  const counts = new Map<string, number>()
  for (const { document_id } of written) counts.set(document_id, (counts.get(document_id) ?? 0) + 1)
  const left = await tx.run(
    sql<{ document_id: string }>`
      update pending_embeddings p
         set missing_count = p.missing_count - n.count, status = 'pending', error_code = null, error_params = null,
             held_until = null, begun_at = coalesce(p.begun_at, ${new Date(begun).toISOString()}::timestamptz),
             missing_at_begin = coalesce(p.missing_at_begin, p.missing_count), updated_at = clock_timestamp()
        from unnest(${[...counts.keys()]}::uuid[], ${[...counts.values()]}::int[]) as n (document_id, count)
       where p.client_id = (select private.current_client_id()) and p.document_id = n.document_id
         and p.embedding_model = ${model}::text and p.missing_count > n.count
      returning p.document_id`.compile(queries),
  )
  const unfinished = new Set(left.map(({ document_id }) => document_id))
  const finished = [...counts.keys()].filter((id) => !unfinished.has(id))
  // Counted anew where it looks as if nothing were missing: no chunk is forgotten for a number that is wrong.
  if (finished.length > 0) await notePending(tx, finished)
}

/** Keeps documents from changing until the transaction ends; in one order, so that nobody waits for each other. */
export async function lockDocuments(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await tx.run(
    sql`select from documents where id = any (${[...new Set(ids)]}::uuid[]) order by id for no key update`.compile(
      queries,
    ),
  )
}

/** Rows of one statement: each changes its document too. */
const mostHeld = 500

/**
 * Says of what waits in a shard for a model why it waits, and until when; of some hundreds of documents, those first that are
 * next. `refused`: only those that a text of them was refused of, and as failed.
 */
export async function holdPending(
  tx: TenantTx,
  { shard, model, document_ids }: { shard: number; model: string; document_ids?: readonly string[] },
  why: Pick<Problem, 'code' | 'params'> | null,
  { until, failed = false }: { until: Date; failed?: boolean },
): Promise<void> {
  const rows = await tx.run(
    sql<{ document_id: string }>`
      select document_id from pending_embeddings
       where client_id = (select private.current_client_id()) and shard = ${shard}::smallint
         and embedding_model = ${model}::text
         and (${document_ids ?? null}::uuid[] is null or document_id = any (${document_ids ?? null}::uuid[]))
       order by created_at, document_id limit ${mostHeld}`.compile(queries),
  )
  const ids = rows.map(({ document_id }) => document_id)
  await lockDocuments(tx, ids)
  await tx.run(
    sql`update pending_embeddings
           set status = ${failed ? 'failed' : 'pending'}::text, held_until = ${until.toISOString()}::timestamptz,
               error_code = ${why?.code ?? null}::text, error_params = ${why ? JSON.stringify(why.params) : null}::jsonb,
               begun_at = null, missing_at_begin = null, updated_at = clock_timestamp()
         where client_id = (select private.current_client_id()) and document_id = any (${ids}::uuid[])
           and embedding_model = ${model}::text`.compile(queries),
  )
}

/** Has what a document lacks tried again at once; false where it lacks nothing. */
export async function releasePending(tx: TenantTx, document_id: string): Promise<boolean> {
  await lockDocuments(tx, [document_id])
  const rows = await tx.run(
    sql`update pending_embeddings
           set status = 'pending', held_until = null, error_code = null, error_params = null, updated_at = clock_timestamp()
         where client_id = (select private.current_client_id()) and document_id = ${document_id}::uuid
        returning document_id`.compile(queries),
  )
  return rows.length > 0
}

/** Of a document in a query, by its alias: what it lacks of the model of its collection, as JSON; null where nothing. */
export function pendingOf(alias: string) {
  return sql<Pending | null>`(
    select to_jsonb(p) from pending_embeddings p
      join knowledge_collections k on k.client_id = p.client_id and k.embedding_model = p.embedding_model
     where p.client_id = ${sql.ref(`${alias}.client_id`)} and p.document_id = ${sql.ref(`${alias}.id`)}
       and k.id = ${sql.ref(`${alias}.collection_id`)})`
}
