import { sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { type Page, repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { sparseVectorText, vectorText } from '../../db/vector.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { type ChunkTerms, chunkTerms } from './chunk-terms.ts'

const columns = [
  'id',
  'document_id',
  'collection_id',
  'version_number',
  'chunk_index',
  'content',
  'metadata',
  'created_at',
  'edited_at',
] as const

export const chunks = repository('document_chunks', columns)

/** Chunks with the model of their collection, and whether it has embedded them. */
const withModel = queries
  .selectFrom('document_chunks as c')
  .innerJoin('knowledge_collections as k', (on) =>
    on.onRef('k.client_id', '=', 'c.client_id').onRef('k.id', '=', 'c.collection_id'),
  )
  .leftJoin('document_chunk_embeddings as e', (on) =>
    on
      .onRef('e.client_id', '=', 'c.client_id')
      .onRef('e.chunk_id', '=', 'c.id')
      .onRef('e.embedding_model', '=', 'k.embedding_model'),
  )
  .select(columns.map((column) => `c.${column}` as const))
  .select(['e.embedding_model', 'e.embedding_dimensions'])

type Chunk = Awaited<ReturnType<typeof withModel.executeTakeFirstOrThrow>>

/** A chunk, and what it is to be embedded with. */
export async function findChunk(tx: TenantTx, id: string) {
  const [row] = await tx.run(withModel.select('k.embedding_model as model').where('c.id', '=', id))
  return row
}

const byPosition = z.tuple([z.int32().min(0)])

/** A document's chunks in their order. Raises `invalid_cursor`. */
export async function listChunks(
  tx: TenantTx,
  document_id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Chunk>> {
  const list = `document_chunks ${document_id}`
  const [after] = cursor === undefined ? [-1] : decodeCursor(cursor, list, byPosition)
  const rows = await tx.run(
    withModel
      .where('c.document_id', '=', document_id)
      .where('c.chunk_index', '>', after)
      .orderBy('c.chunk_index')
      .limit(limit + 1),
  )
  const data = rows.slice(0, limit)
  const last = rows.length > limit ? data.at(-1) : undefined
  return { data, next_cursor: last ? encodeCursor(list, [last.chunk_index]) : null }
}

/**
 * The name of the document that a chunk belongs to; the chunk stays as it is until the transaction ends. A new name is written
 * to each chunk in its turn (`renewTerms`), and so either is read here or waits for what is written here.
 */
export async function nameOfDocument(tx: TenantTx, id: string) {
  const [chunk] = await tx.run(
    queries.selectFrom('document_chunks').select('document_id').where('id', '=', id).forUpdate(),
  )
  return chunk && nameOf(tx, chunk.document_id)
}

/** A statement of its own after the lock: it has to see what was written while that was waited for. */
async function nameOf(tx: TenantTx, document_id: string) {
  const [row] = await tx.run(
    queries
      .selectFrom('documents')
      .select(['name', sql<number>`private.term_salt()`.as('term_salt')])
      .where('id', '=', document_id),
  )
  return row
}

/** What a chunk of a document says, and what it is found by. */
export interface Wording {
  content: string
  terms: ChunkTerms
  /** Where it was embedded at once. */
  embedded: { model: string; embedding_id: string; embedding: Float32Array } | undefined
}

/** Puts other words in a chunk's place, and takes the vectors of what it said; undefined where it is not there any more. */
export async function replaceContent(
  tx: TenantTx,
  id: string,
  { content, terms, embedded }: Wording,
): Promise<Chunk | undefined> {
  const edited_at = new Date().toISOString()
  await chunks.patch(tx, id, {
    content,
    terms: sparseVectorText(terms.ids.map((id, i) => [id, terms.weights[i] ?? 0] as const)),
    term_keys: [...terms.keys],
    edited_at,
  })
  await tx.run(queries.deleteFrom('document_chunk_embeddings').where('chunk_id', '=', id))
  if (embedded) {
    const { model, embedding, embedding_id } = embedded
    await tx.run(
      sql`insert into document_chunk_embeddings
            (chunk_id, document_id, collection_id, embedding_model, embedding_dimensions, embedding, embedding_id)
          select id, document_id, collection_id, ${model}::text, ${embedding.length}::int,
                 ${vectorText(embedding)}::extensions.vector, ${embedding_id}::text
            from document_chunks where id = ${id}::uuid`.compile(queries),
    )
  }
  return findChunk(tx, id)
}

/** Chunks whose terms are found anew in one statement. */
const atOnce = 200

/**
 * Finds the terms of the chunks of a document anew, of those after a place and no more than some hundreds, as its name is now.
 *
 * @returns the place of the last of them; undefined where there was none
 */
export async function renewTerms(tx: TenantTx, document_id: string, after: number): Promise<number | undefined> {
  const rows = await tx.run(
    queries
      .selectFrom('document_chunks')
      .select(['id', 'chunk_index', 'content', 'metadata'])
      .where('document_id', '=', document_id)
      .where('chunk_index', '>', after)
      .orderBy('chunk_index')
      .limit(atOnce)
      .forUpdate(),
  )
  const document = rows.length > 0 ? await nameOf(tx, document_id) : undefined
  if (!document) return undefined
  const terms = rows.map(({ content, metadata }) => chunkTerms(document, content, metadata as unknown as Location))
  await tx.run(
    sql`update document_chunks c set terms = t.terms::extensions.sparsevec, term_keys = t.keys::int[]
          from unnest(
            ${rows.map(({ id }) => id)}::uuid[],
            ${terms.map(({ ids, weights }) => sparseVectorText(ids.map((id, i) => [id, weights[i] ?? 0] as const)))}::text[],
            ${terms.map(({ keys }) => `{${keys.join(',')}}`)}::text[]) as t (id, terms, keys)
         where c.client_id = private.current_client_id() and c.id = t.id`.compile(queries),
  )
  return rows.at(-1)?.chunk_index
}
