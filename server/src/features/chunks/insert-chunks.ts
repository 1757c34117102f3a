import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  binaryArray,
  binaryInt4,
  binaryJsonb,
  binarySparseVector,
  binaryText,
  binaryUuid,
  binaryVector,
} from '../../db/connection/binary-array.ts'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Location } from '../../parsing/chunking/chunk.ts'
import { termSpace } from '../../terms/term-id.ts'
import { chunkTerms } from './chunk-terms.ts'

/** A chunk of a version, with its vector where it was made before. */
export interface NewChunk {
  content: string
  location: Location
  embedded?: { embedding_id: string; embedding: Float32Array }
}

/** What all chunks of a version have in common. */
export interface ChunksOf {
  client_id: string
  document_id: string
  collection_id: string
  version_number: number
  /** What made the vectors that they have. */
  embedder: { model: string; dimensions: number } | undefined
  /** The name of the document. */
  name: string
}

/** What differs from install to install: the oids of pgvector's types, and what the keys of the client's terms are mixed with. */
interface Install {
  vector: number
  sparsevec: number
  term_salt: number
}

/** Rows of one insert: some 0.4 MB of parameters at 384 dimensions and 800 characters. Finding their terms is a third of the work. */
const batch = 125

/**
 * Writes the chunks of a version, in their order, in the caller's transaction, and the vectors that they have. Their columns go
 * as binary arrays, one insert for some hundreds of rows: a role that row security binds may not COPY into the table.
 *
 * @returns their ids, in their order
 */
export async function insertChunks(tx: TenantTx, of: ChunksOf, chunks: readonly NewChunk[]): Promise<string[]> {
  const [install] = await tx.run(
    sql<Install>`select 'extensions.vector'::regtype::oid as vector, 'extensions.sparsevec'::regtype::oid as sparsevec,
                        private.term_salt() as term_salt`.compile(queries),
  )
  if (!install) throw new Error('the database said nothing of its types')
  const ids: string[] = []
  let under: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < chunks.length; from += batch) {
    const rows = chunks.slice(from, from + batch).map((chunk) => ({ ...chunk, id: randomUUID() }))
    ids.push(...rows.map(({ id }) => id))
    const vectors = rows.flatMap(({ id, embedded }) => (embedded ? [{ id, ...embedded }] : []))
    const statements = [
      insertBatch(of, install, rows, from),
      ...(vectors.length > 0 && of.embedder ? [insertEmbeddings({ ...of, ...of.embedder }, install, vectors)] : []),
    ]
    // The database writes one batch while the next one is put together.
    await under
    under = Promise.all(statements.map((statement) => tx.run(statement)))
  }
  await under
  return ids
}

interface Row extends NewChunk {
  id: string
}

interface Vector {
  id: string
  embedding_id: string
  embedding: Float32Array
}

const idsOf = (rows: readonly { id: string }[]) =>
  binaryArray(
    'uuid',
    rows.map(({ id }) => binaryUuid(id)),
  )

function insertEmbeddings(
  of: ChunksOf & { model: string; dimensions: number },
  { vector }: Install,
  rows: readonly Vector[],
) {
  return sql`insert into document_chunk_embeddings (client_id, chunk_id, document_id, collection_id, embedding_model,
        embedding_dimensions, embedding, embedding_id)
      select ${of.client_id}::uuid, e.chunk_id, ${of.document_id}::uuid, ${of.collection_id}::uuid, ${of.model}::text,
             ${of.dimensions}::int, e.embedding, e.embedding_id
        from unnest(
          ${idsOf(rows)}::uuid[],
          ${binaryArray(
            { oid: vector },
            rows.map(({ embedding }) => binaryVector(embedding)),
          )}::extensions.vector[],
          ${binaryArray(
            'text',
            rows.map(({ embedding_id }) => binaryText(embedding_id)),
          )}::text[]
        ) as e (chunk_id, embedding, embedding_id)`.compile(queries)
}

function insertBatch(
  { name, ...of }: ChunksOf,
  { sparsevec, term_salt }: Install,
  rows: readonly Row[],
  first: number,
) {
  const terms = rows.map(({ content, location }) => chunkTerms({ name, term_salt }, content, location))
  return sql`insert into document_chunks (client_id, id, document_id, collection_id, version_number, chunk_index, content,
        metadata, terms, term_keys)
      select ${of.client_id}::uuid, c.id, ${of.document_id}::uuid, ${of.collection_id}::uuid, ${of.version_number}::int,
             c.chunk_index, c.content, c.metadata, c.terms, c.term_keys::int[]
        from unnest(
          ${idsOf(rows)}::uuid[],
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
            { oid: sparsevec },
            terms.map(({ ids, weights }) => binarySparseVector(termSpace, ids, weights)),
          )}::extensions.sparsevec[],
          ${binaryArray(
            'text',
            terms.map(({ keys }) => binaryText(`{${keys.join(',')}}`)),
          )}::text[]
        ) as c (id, chunk_index, content, metadata, terms, term_keys)`.compile(queries)
}
