import { sql } from 'kysely'
import {
  binaryArray,
  binaryInt4,
  binaryJsonb,
  binarySparseVector,
  binaryText,
  binaryVector,
} from '../../db/connection/binary-array.ts'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { termSpace } from '../../terms/term-id.ts'
import { chunkTerms } from './chunk-terms.ts'

export interface EmbeddedChunk {
  content: string
  location: Location
  embedding_id: string
  embedding: Float32Array
}

/** What all chunks of a version have in common. */
export interface ChunksOf {
  client_id: string
  document_id: string
  collection_id: string
  version_number: number
  model: string
  dimensions: number
  /** The name of the document. */
  name: string
}

/** Oids of pgvector's types: they differ from install to install. */
export interface VectorTypes {
  vector: number
  sparsevec: number
}

/** Rows of one insert: some 0.4 MB of parameters at 384 dimensions and 800 characters. Finding their terms is a third of the work. */
const batch = 125

/**
 * Writes the chunks of a version, in their order, in the caller's transaction. Their columns go as binary arrays, one
 * insert for some hundreds of rows: a role that row security binds may not COPY into the table.
 */
export async function insertChunks(
  tx: TenantTx,
  of: ChunksOf,
  types: VectorTypes,
  chunks: readonly EmbeddedChunk[],
): Promise<void> {
  let under: Promise<unknown> | undefined
  for (let from = 0; from < chunks.length; from += batch) {
    const insert = insertBatch(of, types, chunks.slice(from, from + batch), from)
    // The database writes one batch while the next one is put together.
    await under
    under = tx.run(insert)
  }
  await under
}

function insertBatch(of: ChunksOf, types: VectorTypes, rows: readonly EmbeddedChunk[], first: number) {
  const terms = rows.map(({ content, location }) => chunkTerms(of, content, location))
  return sql`insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content,
        metadata, embedding_id, embedding, embedding_model, embedding_dimensions,
        terms, term_keys)
      select ${of.client_id}::uuid, ${of.document_id}::uuid, ${of.collection_id}::uuid, ${of.version_number}::int,
             c.chunk_index, c.content, c.metadata, c.embedding_id, c.embedding,
             ${of.model}::text, ${of.dimensions}::int, c.terms, c.term_keys::int[]
        from unnest(
          ${binaryArray(
            'int4',
            rows.map((_, i) => binaryInt4(first + i)),
          )}::int[],
          ${binaryArray(
            'text',
            rows.map(({ content }) => binaryText(content)),
          )}::text[],
          ${binaryArray(
            'jsonb',
            rows.map(({ location }) => binaryJsonb(location)),
          )}::jsonb[],
          ${binaryArray(
            'text',
            rows.map(({ embedding_id }) => binaryText(embedding_id)),
          )}::text[],
          ${binaryArray(
            { oid: types.vector },
            rows.map(({ embedding }) => binaryVector(embedding)),
          )}::extensions.vector[],
          ${binaryArray(
            { oid: types.sparsevec },
            terms.map(({ ids, weights }) => binarySparseVector(termSpace, ids, weights)),
          )}::extensions.sparsevec[],
          ${binaryArray(
            'text',
            terms.map(({ keys }) => binaryText(`{${keys.join(',')}}`)),
          )}::text[]
        ) as c (chunk_index, content, metadata, embedding_id, embedding, terms, term_keys)`.compile(queries)
}
